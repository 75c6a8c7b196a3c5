import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { days } from '../../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { testService } from '../../support/saml-service.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const KEYS = '/operator/schluessel'
const ADMIN = sampleOperator('vera.admin', { role: 'admin', tenant: null })
const OPERATOR = sampleOperator('ole.betrieb', { role: 'operator', tenant: tenantId('Aachen') })
const AUDITOR = sampleOperator('pia.pruefung', { role: 'auditor', tenant: null })

const SERVICE = testService().entityId

const press = (decision: string): string => `button[name="decision"][value="${decision}"]`
const stateOf = (page: WebPage, id: string): string | null | undefined =>
  page.find(`[data-key="${id}"]`)?.attributes.get('data-key-state')
const first = (page: WebPage, state: string): string =>
  page.one(`[data-key-state="${state}"]`).attributes.get('data-key') ?? ''

describe('the operators’ page of the keys', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld()
  })
  afterEach(() => world.stop())

  it('rolls the signing key over in steps, each named with its day, and tells the audit who did it', async () => {
    const { client } = await signedIn(world, ADMIN)
    const before = await client.get(world.url + KEYS)
    const former = first(before, 'active')
    const announced = await client.submit(before, {
      button: press('generate'),
      fields: { use: 'signing', type: 'EC-P-256' },
    })
    expect(announced.textOf('[data-testid="keys-done"]')).to.equal('Der neue Schlüssel ist angekündigt.')
    const next = first(announced, 'next')
    expect(announced.text).to.include('Zu aktivieren ab ')
    world.clock.pass(days(28))
    const { client: later } = await signedIn(world, sampleOperator('vera.zwei', { role: 'admin', tenant: null }))
    const ready = await later.get(world.url + KEYS)
    expect(ready.text).to.include('Kann jetzt aktiviert werden.')
    const active = await later.click(ready, press('activate'))
    expect(stateOf(active, next)).to.equal('active')
    expect(stateOf(active, former), 'one of another family stays').to.equal('active')
    expect(
      world.audit.filter(({ subject }) => subject === next).map(({ action, actor }) => [action, actor]),
    ).to.deep.equal([
      ['key.generated', 'operator:Vera.vera.admin'],
      ['key.activated', 'operator:Vera.vera.zwei'],
    ])
  })

  it('asks before a key is used that partners cannot know yet, and before one goes for good', async () => {
    const { client } = await signedIn(world, ADMIN)
    const announced = await client.submit(await client.get(world.url + KEYS), {
      button: press('generate'),
      fields: { use: 'signing', type: 'RSA-3072' },
    })
    const [former, next] = [first(announced, 'active'), first(announced, 'next')]
    const early = await client.click(announced, press('activate'))
    expect(early.textOf('h1')).to.equal('Schon jetzt aktivieren?')
    expect(early.text).to.include('erst seit 0 Tagen angekündigt')
    expect(stateOf(await client.get(world.url + KEYS), next), 'nothing yet').to.equal('next')
    const active = await client.click(early, press('activate-early'))
    expect([stateOf(active, next), stateOf(active, former)]).to.deep.equal(['active', 'previous'])

    const token = active.one('[name="token"]').attributes.get('value') ?? ''
    const send = (decision: string, key: string) => client.post(world.url + KEYS, { token, decision, key })
    const asked = await send('ask-retire', former)
    expect(asked.textOf('h1')).to.equal('Schlüssel ausmustern?')
    const tooNew = await client.click(asked, press('retire'))
    expect(tooNew.textOf('h1')).to.equal('Trotzdem ausmustern?')
    expect(tooNew.text).to.include('Der Nachfolger ist noch zu neu. Warten Sie bis ')
    expect(stateOf(await client.get(world.url + KEYS), former), 'not without an answer').to.equal('previous')
    expect(stateOf(await client.click(tooNew, press('retire-at-once')), former)).to.equal('retired')
  })

  it('keeps the only active key, and says why; what it does not know it refuses', async () => {
    const { client } = await signedIn(world, ADMIN)
    const page = await client.get(world.url + KEYS)
    const token = page.one('[name="token"]').attributes.get('value') ?? ''
    const send = (fields: Record<string, string>) => client.post(world.url + KEYS, { token, ...fields })
    const kept = await send({ decision: 'retire-at-once', key: first(page, 'active') })
    expect(kept.status).to.equal(409)
    expect(kept.find('[data-finding]')?.attributes.get('data-finding')).to.equal('key-only-active')
    expect((await send({ decision: 'activate', key: 'nobody' })).status).to.equal(409)
    expect((await send({ decision: 'ask-retire', key: 'nobody' })).status).to.equal(404)
    expect((await send({ decision: 'generate', use: 'both', type: 'RSA-3072' })).status).to.equal(400)
    const weak = await send({ decision: 'generate', use: 'signing', type: 'RSA-1024' })
    expect([weak.status, weak.text.includes('RSA-1024 ist keine Schlüsselart')]).to.deep.equal([409, true])
    expect((await send({ decision: 'toString' })).status).to.equal(400)
    expect(world.audit.filter(({ action }) => action.startsWith('key.'))).to.deep.equal([])
  })

  for (const operator of [OPERATOR, AUDITOR]) {
    it(`is there to read for the role ${operator.role}, which changes no key`, async () => {
      const { client } = await signedIn(world, operator)
      const page = await client.get(world.url + KEYS)
      expect(page.all('[data-key]')).to.have.length(2)
      expect(page.find(press('generate'))).to.equal(null)
      const token = page.one('[name="token"]').attributes.get('value') ?? ''
      const fields = { token, decision: 'generate', use: 'signing', type: 'RSA-3072' }
      expect((await client.post(world.url + KEYS, fields)).status).to.equal(403)
      expect(world.audit.filter(({ action }) => action.startsWith('key.'))).to.deep.equal([])
    })
  }

  it('tell who has fetched the metadata with a key, as far as the address says so', async () => {
    const { client } = await signedIn(world, ADMIN)
    const fetches = async (query: string, times = 1) => {
      for (let count = 0; count < times; count++) await client.get(`${world.url}/saml/metadata${query}`)
    }
    await fetches('', 2)
    await fetches(`?for=${encodeURIComponent(SERVICE)}`)
    await fetches('?for=https://nobody.example/sp')
    await fetches('?for=a&for=b')
    const before = await client.get(world.url + KEYS)
    expect(before.find('[data-fetches]'), 'counted in memory').to.equal(null)
    await world.counted()
    const page = await client.get(world.url + KEYS)
    expect(page.one('[data-fetches]').attributes.get('data-fetches')).to.equal('5')
    expect(page.all('[data-fetched-by]').map(({ attributes }) => attributes.get('data-fetched-by'))).to.deep.equal([
      SERVICE,
    ])
    const next = await client.submit(page, { button: press('generate'), fields: { use: 'signing', type: 'EC-P-256' } })
    expect(next.textOf('[data-not-fetched-by]')).to.equal(SERVICE)
  })

  it('name no service of another tenant', async () => {
    const { client } = await signedIn(world, OPERATOR)
    await client.get(`${world.url}/saml/metadata?for=${encodeURIComponent(SERVICE)}`)
    await world.counted()
    const page = await client.get(world.url + KEYS)
    expect(page.one('[data-fetches]').attributes.get('data-fetches')).to.equal('1')
    expect(page.text).not.to.include(SERVICE)
  })

  it('do not count who only looks whether the metadata are there', async () => {
    const { client } = await signedIn(world, ADMIN)
    expect((await fetch(`${world.url}/saml/metadata`, { method: 'HEAD' })).status).to.equal(200)
    await world.counted()
    expect((await client.get(world.url + KEYS)).find('[data-fetches]')).to.equal(null)
  })
})
