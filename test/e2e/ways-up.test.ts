import { expect } from 'chai'
import { totpCode } from '../../src/factors/totp.js'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import { aheadClock } from '../support/ahead-clock.js'
import { aggregateOf, e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startStubWorld, type StubWorld } from '../support/eid-world.js'
import { secretOn } from '../support/factor-walk.js'
import { textOf } from '../support/html-document.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { VirtualPhone } from '../support/virtual-phone.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PASSWORD = 'ein wirklich langer Satz'
const [GIVEN_NAME, LEVEL] = ['urn:oid:2.5.4.42', 'urn:oid:1.2.40.0.10.2.1.1.261.94']
const CONFIRM = '[name="decision"][value="confirm"]'

/** Each method that does not suffice says the shortest way up; it is walked within the login, which goes on. */
describe('the way up from a method that does not suffice', () => {
  const clock = aheadClock()
  let stub: StubWorld
  let broker: RunningTestBroker
  let aachen: E2ePortal
  let parking: E2ePortal

  before(async () => {
    stub = await startStubWorld()
    const methods = {
      eid: brokerSettings(stub.stub.url, stub.folder),
      password: { secondFactor: { level: 'substantiell' } },
    }
    broker = await startBroker(JSON.stringify({ methods }), {}, clock)
    const person = ['--given-name', 'Jana Luise', '--family-name', 'Winterberg', '--birth-date', '1987-03-09']
    await broker.citizen('jana', PASSWORD, person)
    ;[aachen, parking] = [
      await e2ePortal(broker, { name: 'aachen', attributes: [GIVEN_NAME.replace('urn:oid:', '')] }),
      await e2ePortal(broker, { name: 'parking', attributes: [GIVEN_NAME.replace('urn:oid:', '')] }),
    ]
    await broker.register(aggregateOf([aachen, parking]))
    await broker.cli(['sp', 'set', parking.entityId, 'displayName=Bewohnerparken', 'trustLevel=substantiell'])
    await broker.settled()
  })
  after(async () => {
    await broker.stop()
    await stub.stop()
  })

  const offeredOn = (page: WebPage) => page.all('[data-method]').map(({ attributes }) => attributes.get('data-method'))
  const useCard = async (client: WebClient, page: WebPage, card = 'complete'): Promise<WebPage> => {
    const atCard = await client.click(page, '[data-testid="start-eid"]')
    return client.submit(atCard, { fields: { card, pin: '123456' }, button: 'button[value="continue"]' })
  }
  const typePassword = (client: WebClient, page: WebPage): Promise<WebPage> =>
    client.submit(page, { fields: { username: 'jana', password: PASSWORD } })
  /** The link to go on with the login, on a page of the citizen's own. */
  const wayBack = (page: WebPage, login: WebPage): string => {
    const path = new URL(login.url).pathname
    expect(page.find(`a[href="${path}"]`), `back to ${path}`).not.to.equal(null)
    expect(page.text).to.include('Bewohnerparken')
    return `a[href="${path}"]`
  }
  const end = async (client: WebClient, confirm: WebPage) =>
    parking.read(await client.submit(confirm, { button: CONFIRM }))

  it('is to be identified: by the card, in the same login, which goes on in the same account', async () => {
    const client = createWebClient()
    const first = await typePassword(client, await client.click(await aachen.login(client), '[data-method="password"]'))
    await client.submit(first, { button: CONFIRM })
    const login = await parking.login(client)
    // The account is known, and nobody has identified it: another factor or phone would reach no more.
    expect(offeredOn(login)).to.deep.equal(['eid'])
    for (const method of ['password', 'pass']) {
      expect(login.textOf(`[data-method-missing="${method}"]`), method).to.include('Online-Ausweis')
    }
    const asked = await useCard(client, await client.click(login, '[data-method="eid"]'))
    expect(new URL(asked.url).pathname).to.equal(new URL(login.url).pathname)
    const again = await client.submit(asked, { button: '[value="link-session"]' })
    const review = again.find('[data-testid="start-eid"]') ? await useCard(client, again) : again
    expect(review.find('input[value="password"]')).not.to.equal(null)
    const confirm = await client.submit(review, { fields: { bound: 'password' }, button: '[value="continue"]' })
    expect(new URL(confirm.url).pathname).to.equal(new URL(login.url).pathname)
    expect(await end(client, confirm)).to.include({ [GIVEN_NAME]: 'JANA LUISE', [LEVEL]: 'STORK-QAA-Level-4' })
  })

  it('is another factor: set up from there, and the login goes on with it', async () => {
    const client = createWebClient()
    const devices = await client.get(`${broker.url}/konto/geraete`)
    await useCard(client, await client.click(devices, '[data-method="eid"]'))
    const login = await parking.login(client, { forceAuthn: true })
    expect(offeredOn(login)).not.to.include('password')
    const list = await client.click(login, 'a[href="/konto/zweiter-faktor"]')
    expect(list.url).to.equal(`${broker.url}/konto/zweiter-faktor`)
    wayBack(list, login)
    const setup = await client.click(list, 'a[href="/konto/zweiter-faktor/code-app"]')
    const secret = secretOn(setup)
    const done = await client.submit(setup, { fields: { code: totpCode(secret, clock.now()) } })
    // The codes are shown once: the way back stands on the page after them.
    const after = await client.submit(done, { button: 'button[value="continue"]' })
    const goesOn = await client.click(after, wayBack(after, login))
    clock.pass(30_000)
    const code = await typePassword(client, await client.click(goesOn, '[data-method="password"]'))
    const confirm = await client.submit(code, { fields: { code: totpCode(secret, clock.now()) } })
    expect(await end(client, confirm)).to.include({ [LEVEL]: 'STORK-QAA-Level-3' })
  })

  it('is a phone: paired from there, and the login goes on with it', async () => {
    const client = createWebClient()
    const login = await parking.login(client, { forceAuthn: true })
    const devices = await client.get(`${broker.url}/konto/geraete`)
    const list = await useCard(client, await client.click(devices, '[data-method="eid"]'))
    wayBack(list, login)
    const waiting = await client.submit(list, { form: 'form[action="/konto/geraete/koppeln"]' })
    const phone = new VirtualPhone()
    const { body } = await phone.pair(waiting.textOf('[data-testid="pass-link"]') ?? '')
    const number = (await client.get(waiting.url)).textOf('[data-testid="pass-code"]') ?? ''
    await phone.confirm(`${broker.url}/pass/login/${body.challenge}`, { number })
    const done = await client.get(waiting.url)
    expect(done.find('[data-status="done"]')).not.to.equal(null)
    const goesOn = await client.click(done, wayBack(done, login))
    const pass = await client.click(goesOn, '[data-method="pass"]')
    await phone.confirm(pass.textOf('[data-testid="pass-link"]') ?? '', {
      number: pass.textOf('[data-testid="pass-code"]') ?? '',
    })
    const confirm = await client.get(pass.url)
    expect(textOf(confirm.one('main'))).to.include('Bewohnerparken')
    expect(await end(client, confirm)).to.include({ [LEVEL]: 'STORK-QAA-Level-3' })
  })

  it('is counted by the method and level that each login ended with', async () => {
    const { body } = await createWebClient().get(`${broker.url}/metrics`)
    // Those to the citizen's own pages count as well: the card was used three times.
    for (const [method, level, count] of [
      ['password', 'normal', 1],
      ['eid', 'hoch', 3],
      ['password', 'substantiell', 1],
      ['pass', 'substantiell', 1],
    ] as const) {
      const labels = `method="${method}",level="${level}",result="answered"`
      expect(body).to.include(`servicekonto_logins_total{${labels}} ${count}\n`)
    }
  })
})
