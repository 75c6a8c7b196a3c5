import { expect } from 'chai'
import { aggregateOf, e2ePortal, type E2ePortal, type PortalDraft } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { testKey } from '../support/saml-keys.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PASSWORD = 'ein wirklich langer Satz'
const [GIVEN_NAME, FAMILY_NAME] = ['2.5.4.42', '2.5.4.4']

/** A citizen who looks at the confirm page of a portal. */
interface OpenLogin {
  readonly portal: E2ePortal
  readonly client: WebClient
  readonly confirm: WebPage
}

const confirmed = ({ client, confirm }: OpenLogin): Promise<WebPage> =>
  client.submit(confirm, { button: '[name="decision"][value="confirm"]', fields: { release: 'familyName' } })

const isConfirmPage = (page: WebPage): boolean => page.find('[name="decision"][value="confirm"]') !== null

const NAMES = [
  'other address',
  'one address more',
  'other key',
  'fewer attributes in its metadata',
  'fewer attributes by its operator',
  'other level',
  'other methods',
  'no identity',
  'off',
  'gone',
] as const

/**
 * Each login stands at its confirm page while commands change the registration; then each citizen confirms what the page
 * said. All changes are made together, as running brokers follow them within seconds.
 */
describe('a login at whose confirm page the citizen looks while an operator changes the service', () => {
  let broker: RunningTestBroker
  const logins = new Map<string, OpenLogin>()
  const login = (name: (typeof NAMES)[number]): OpenLogin => logins.get(name) ?? expect.fail(name)
  const draftOf = (index: number): PortalDraft => ({
    name: `dienst-${index}`,
    attributes: [GIVEN_NAME, `${FAMILY_NAME}?`],
  })
  const command = async (...argv: readonly string[]): Promise<void> => {
    const { code, err } = await broker.cli(argv)
    expect(err).to.equal('')
    expect(code).to.equal(0)
  }

  before(async () => {
    broker = await startBroker()
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Nowak'])
    const portals = await Promise.all(NAMES.map((_, index) => e2ePortal(broker, draftOf(index))))
    await broker.register(aggregateOf(portals))
    for (const [index, portal] of portals.entries()) {
      const client = createWebClient()
      const password = await client.click(await portal.login(client), '[data-method="password"]')
      const confirm = await client.submit(password, { fields: { username: 'jana', password: PASSWORD } })
      expect(confirm.attributes()).to.include({ givenName: 'Jana', familyName: 'Nowak' })
      logins.set(NAMES[index] ?? '', { portal, client, confirm })
    }
    await change()
    await broker.settled()
  })
  after(() => broker.stop())

  const change = async (): Promise<void> => {
    const { metadata, acs } = login('other address').portal
    const more = login('one address more').portal
    const key = login('other key').portal
    const fewer = login('fewer attributes in its metadata').portal
    const second = `<md:AssertionConsumerService index="1" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${more.acs}/2"/>`
    const changed = [
      metadata.replace(`"${acs}"`, `"${acs}/new"`),
      more.metadata.replace('<md:AttributeConsumingService', `${second}$&`),
      key.metadata.replaceAll(testKey('serviceEncryption').certificate, testKey('serviceNext').certificate),
      fewer.metadata.replace(/<md:RequestedAttribute Name="urn:oid:2\.5\.4\.4"[^>]*>/, ''),
    ]
    await broker.register(aggregateOf(changed.map((each) => ({ metadata: each }))))
    const set = (name: (typeof NAMES)[number], ...settings: string[]) =>
      command('sp', 'set', login(name).portal.entityId, ...settings)
    await set('fewer attributes by its operator', 'requiredAttributes=givenName', 'optionalAttributes=')
    await set('other level', 'trustLevel=hoch')
    await set('other methods', 'methods=pass')
    await set('no identity', 'pseudonymous=true')
    await command('sp', 'disable', login('off').portal.entityId)
    await command('sp', 'remove', login('gone').portal.entityId)
  }

  /** What leaves on the page that leads back to the portal. */
  const answered = (page: WebPage): string =>
    page.find('[name="SAMLResponse"]') ? (page.one('form').attributes.get('action') ?? '') : 'no answer'

  it('is not answered at an address that the metadata lack by now: a page says so', async () => {
    const page = await confirmed(login('other address'))
    expect([page.status, answered(page)]).to.deep.equal([409, 'no answer'])
    expect(page.textOf('[data-testid="error"]')).to.match(/andere Adresse/)
    expect(page.text).to.match(/beginnen Sie neu/)
    expect(page.textOf('[data-testid="error-id"]')).to.match(/^E-/)
    // Nor later, nor by giving up, nor by a look at the login.
    const { client, confirm, portal } = login('other address')
    const later = [await client.get(confirm.url), await confirmed(login('other address'))]
    expect(later.map((each) => [each.status, answered(each)])).to.deep.equal(Array(2).fill([409, 'no answer']))
    const giving = await client.submit(confirm, { button: '[name="decision"][value="cancel"]' })
    expect(giving.status).to.be.within(400, 499)
    expect(giving.body).not.to.include(portal.acs)
  })

  it('is answered where it began, although the metadata name another address too', async () => {
    const { portal } = login('one address more')
    const page = await confirmed(login('one address more'))
    expect(answered(page)).to.equal(portal.acs)
    expect(await portal.read(page)).to.include({ [`urn:oid:${FAMILY_NAME}`]: 'Nowak' })
  })

  it('is encrypted to the key of the new metadata', async () => {
    const { portal } = login('other key')
    const page = await confirmed(login('other key'))
    expect(await portal.read(page).catch(() => 'cannot open it')).to.equal('cannot open it')
    const draft = { ...draftOf(NAMES.indexOf('other key')), saml: { decryptionPvk: testKey('serviceNext').privatePem } }
    const profile = await (await e2ePortal(broker, draft)).read(page)
    expect(profile).to.include({ [`urn:oid:${FAMILY_NAME}`]: 'Nowak' })
  })

  for (const name of ['fewer attributes in its metadata', 'fewer attributes by its operator'] as const) {
    it(`shows again what is released, and releases no more than that: ${name}`, async () => {
      const { portal, client } = login(name)
      const again = await confirmed(login(name))
      expect(answered(again)).to.equal('no answer')
      expect(again.attributes()).to.deep.equal({ givenName: 'Jana', trustLevel: 'normal' })
      const profile = await portal.read(await confirmed({ portal, client, confirm: again }))
      expect(profile).to.include({ [`urn:oid:${GIVEN_NAME}`]: 'Jana' })
      expect(profile).not.to.have.property(`urn:oid:${FAMILY_NAME}`)
    })
  }

  it('releases no identity to a service that is for pseudonyms alone by now', async () => {
    const { portal, client } = login('no identity')
    const again = await confirmed(login('no identity'))
    expect(again.attributes()).to.deep.equal({ trustLevel: 'normal' })
    const profile = await portal.read(await confirmed({ portal, client, confirm: again }))
    expect(profile).not.to.have.any.keys(`urn:oid:${GIVEN_NAME}`, `urn:oid:${FAMILY_NAME}`)
  })

  it('asks for a stronger method, or for one that the service allows', async () => {
    for (const [name, why] of [
      ['other level', /reicht/],
      ['other methods', /lässt dieses Portal nicht zu|nicht zu/],
    ] as const) {
      const page = await confirmed(login(name))
      expect([page.status, answered(page), isConfirmPage(page)]).to.deep.equal([200, 'no answer', false])
      expect(page.textOf('[data-method-missing="password"]'), name).to.match(why)
    }
  })

  it('ends on a page of ours where the service is switched off or gone', async () => {
    for (const name of ['off', 'gone'] as const) {
      const { client, confirm } = login(name)
      for (const page of [await confirmed(login(name)), await client.get(confirm.url)]) {
        expect([page.status, answered(page)], name).to.deep.equal([403, 'no answer'])
        expect(page.textOf('[data-testid="error"]')).to.match(/nicht freigeschaltet/)
      }
    }
  })
})
