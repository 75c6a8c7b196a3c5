import { expect } from 'chai'
import { minutes } from '../../src/domain/instant.js'
import { aheadClock } from '../support/ahead-clock.js'
import { aggregateOf, e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { VirtualPhone } from '../support/virtual-phone.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PASSWORD = 'ein wirklich langer Satz'
const DEVICES = '/konto/geraete'

/** Stricter than shipped throughout, so that nothing holds by what is shipped. */
const SETTINGS = {
  methods: {
    password: { level: 'basis', secondFactor: { passkey: false, level: 'basis' } },
    pass: { level: 'normal', levelWithoutAccount: 'basis' },
  },
  proofing: { selfDeclared: 'basis' },
  sessions: { basis: { idleMinutes: 20 }, normal: { ageMinutes: 60, idleMinutes: 15 } },
}

describe('a broker whose methods are worth less than shipped, and its sessions shorter', () => {
  const clock = aheadClock()
  const portals: Record<string, E2ePortal> = {}
  let broker: RunningTestBroker
  const at = (name: string): E2ePortal => portals[name] ?? expect.fail(name)

  before(async () => {
    broker = await startBroker(JSON.stringify(SETTINGS), {}, clock)
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Nowak'])
    for (const name of ['basis', 'normal', 'substantiell', 'besuch']) portals[name] = await e2ePortal(broker, { name })
    const set = (name: string, ...settings: string[]) => broker.cli(['sp', 'set', at(name).entityId, ...settings])
    await broker.register(aggregateOf(Object.values(portals)), ['--trust-level', 'basis'])
    await set('normal', 'trustLevel=normal')
    await set('substantiell', 'trustLevel=substantiell')
    await set('besuch', 'pseudonymous=true')
    await broker.settled()
  })
  after(() => broker.stop())

  const password = async (client: WebClient, chooser: WebPage): Promise<WebPage> =>
    client.submit(await client.click(chooser, '[data-method="password"]'), {
      fields: { username: 'jana', password: PASSWORD },
    })
  const offeredOn = (page: WebPage) => page.all('[data-method]').map(({ attributes }) => attributes.get('data-method'))
  const why = (page: WebPage, method: string) => page.textOf(`[data-method-missing="${method}"]`)

  it('offers a method where its own level suffices, and says what it reaches where not', async () => {
    const client = createWebClient()
    const [basis, normal, substantiell] = [
      await at('basis').login(client),
      await at('normal').login(client),
      await at('substantiell').login(client),
    ]
    expect(offeredOn(basis)).to.deep.equal(['password', 'pass'])
    expect(offeredOn(normal)).to.deep.equal(['pass'])
    expect(why(normal, 'password')).to.include('erreicht hier nur das Niveau basis')
    expect(offeredOn(substantiell)).to.deep.equal([])
    expect(why(substantiell, 'pass')).to.include('erreicht hier nur das Niveau normal')
  })

  it('states the level that was reached, not the one that is shipped', async () => {
    const client = createWebClient()
    const confirm = await password(client, await at('basis').login(client))
    expect(confirm.attributes()).to.deep.equal({ trustLevel: 'basis' })
  })

  it('pairs a phone at what the session is good for, and takes one without an account at its own level', async () => {
    const client = createWebClient()
    const devices = await password(client, await client.get(broker.url + DEVICES))
    expect(devices.url).to.equal(broker.url + DEVICES)
    expect(devices.text).to.include('Niveau basis').and.not.include('Niveau substantiell')
    const visit = createWebClient()
    const page = await visit.click(await at('besuch').login(visit), '[data-method="pass"]')
    const phone = new VirtualPhone()
    const link = page.textOf('[data-testid="pass-link"]') ?? ''
    await phone.pair(link)
    await phone.confirm(link, { number: page.textOf('[data-testid="pass-code"]') ?? '' })
    const confirm = await visit.get(page.url)
    expect(confirm.attributes()).to.deep.equal({ trustLevel: 'basis' })
    const refused = await visit.click(await at('normal').login(visit), '[data-method="pass"]')
    expect((await phone.open(refused.textOf('[data-testid="pass-link"]') ?? '')).body.code).to.equal('no-account')
  })

  it('offers the second factors alone that may be set up', async () => {
    const client = createWebClient()
    const list = await password(client, await client.get(`${broker.url}/konto/zweiter-faktor`))
    expect(list.find('a[href="/konto/zweiter-faktor/code-app"]')).not.to.equal(null)
    expect(list.find('a[href="/konto/zweiter-faktor/passkey"]')).to.equal(null)
  })

  it('ends its sessions as early as it was told, unless the citizen says that they stay', async () => {
    const [leaving, staying] = [createWebClient(), createWebClient()]
    const devices = async (client: WebClient) => client.get(broker.url + DEVICES)
    const isShown = async (client: WebClient) => (await devices(client)).url === broker.url + DEVICES
    for (const client of [leaving, staying]) await password(client, await devices(client))
    clock.pass(minutes(19))
    // Looking at a page is no action.
    expect([await isShown(leaving), await isShown(staying)]).to.deep.equal([true, true])
    await staying.submit(await devices(staying), { form: 'form[action="/konto/bleiben"]' })
    clock.pass(minutes(1))
    expect([await isShown(leaving), await isShown(staying)]).to.deep.equal([false, true])
    clock.pass(minutes(19))
    expect(await isShown(staying)).to.equal(false)
  })
})
