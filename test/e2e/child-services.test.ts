import { expect } from 'chai'
import { aggregateOf, e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PASSWORD = 'ein wirklich langer Satz'
const [GIVEN_NAME, FAMILY_NAME] = ['2.5.4.42', '2.5.4.4']
const CONFIRM = '[name="decision"][value="confirm"]'

describe('a portal that asks for its child services', () => {
  let broker: RunningTestBroker
  let server: E2ePortal
  let parking: E2ePortal
  let stranger: E2ePortal
  before(async () => {
    broker = await startBroker()
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Nowak'])
    await broker.citizen('ole', PASSWORD, ['--given-name', 'Ole', '--family-name', 'Brandt'])
    server = await e2ePortal(broker, { name: 'formulare', attributes: [GIVEN_NAME] })
    parking = await e2ePortal(broker, { name: 'parken', attributes: [FAMILY_NAME] })
    stranger = await e2ePortal(broker, { name: 'fremd' })
    await broker.register(aggregateOf([server, parking, stranger]))
    await command('sp', 'set', server.entityId, 'displayName=Formularserver', 'purpose=Formulare ausfüllen')
    await command('sp', 'set', parking.entityId, 'displayName=Bewohnerparken', 'purpose=Parkausweis ausstellen')
    await broker.settled()
  })
  after(() => broker.stop())

  const command = async (...argv: readonly string[]): Promise<string> => {
    const { code, out, err } = await broker.cli(argv)
    expect([code, err]).to.deep.equal([0, ''])
    return out
  }
  const asked = (client: WebClient, ...requesterId: string[]): Promise<WebPage> =>
    server.login(client, requesterId.length > 0 ? { scoping: { requesterId } } : {})
  const signIn = async (client: WebClient, methods: WebPage, username = 'jana'): Promise<WebPage> =>
    client.submit(await client.click(methods, '[data-method="password"]'), {
      fields: { username, password: PASSWORD },
    })
  const confirmed = (client: WebClient, page: WebPage, fields: Record<string, string> = {}): Promise<WebPage> =>
    client.submit(page, { button: CONFIRM, fields })

  /** The status of the answer on a hand-over page. */
  const statusOf = (page: WebPage): string => {
    const xml = Buffer.from(page.one('[name="SAMLResponse"]').attributes.get('value') ?? '', 'base64').toString()
    return [...xml.matchAll(/StatusCode Value="[^"]*:(\w+)"/g)].map(([, word]) => word).join(' ')
  }

  it('may name whom it likes as long as none is set, and asks for itself', async () => {
    const client = createWebClient()
    const page = await signIn(client, await asked(client, parking.entityId, 'urn:example:whoever'))
    expect(page.attributes()).to.deep.equal({ givenName: 'Jana', trustLevel: 'normal' })
    expect(page.text).to.include('Formularserver').and.not.include('Bewohnerparken')
    expect(await server.read(await confirmed(client, page))).to.include({ [`urn:oid:${GIVEN_NAME}`]: 'Jana' })
  })

  describe('once they are set', () => {
    let own: string
    before(async () => {
      const missing = 'https://nobody.example/sp'
      const warned = await broker.cli(['sp', 'set', server.entityId, `requesters=${parking.entityId},${missing}`])
      expect(`${warned.out}${warned.err}`).to.match(
        /nobody\.example\/sp.* are denied: no service is registered as that/,
      )
      await command('sp', 'set', server.entityId, `requesters=${parking.entityId}`)
      await broker.settled()
      const client = createWebClient()
      const page = await signIn(client, await asked(client))
      own = (await server.read(await confirmed(client, page))).nameID
    })

    it('gets what the child gets, under its pseudonym; the page names both and says what the child needs it for', async () => {
      const client = createWebClient()
      const methods = await asked(client, parking.entityId)
      expect(methods.text).to.include('Bewohnerparken (Formularserver)')
      const page = await signIn(client, methods)
      expect(page.attributes()).to.deep.equal({ familyName: 'Nowak', trustLevel: 'normal' })
      expect(page.text).to.include('Bewohnerparken (Formularserver)')
      expect(page.textOf('[data-testid="reasons"]')).to.include('Parkausweis ausstellen').and.not.include('Formulare')
      const back = await confirmed(client, page, { remember: 'yes' })
      expect(back.one('form').attributes.get('action')).to.equal(server.acs)
      const profile = await server.read(back)
      expect(profile).to.include({ [`urn:oid:${FAMILY_NAME}`]: 'Nowak' })
      expect(profile).not.to.have.property(`urn:oid:${GIVEN_NAME}`)
      expect(profile.nameID).to.not.equal(own)
      // What was agreed to for the child holds for it alone, through this portal alone.
      expect(statusOf(await asked(client, parking.entityId))).to.equal('Success')
      expect((await asked(client)).find(CONFIRM), 'for the portal itself').not.to.equal(null)
      expect((await parking.login(client)).find(CONFIRM), 'for the child by itself').not.to.equal(null)
    })

    it('is told in the audit with the child, and found by it', async () => {
      const shown = await command('audit', 'export', '--format', 'jsonl', '--service', parking.entityId)
      const entries = shown.split('\n').filter((line) => line.includes('login.answered'))
      expect(entries.length).to.be.at.least(2)
      for (const entry of entries) {
        expect(JSON.parse(entry)).to.have.nested.property('after.service', server.entityId)
        expect(JSON.parse(entry)).to.have.nested.property('after.child', parking.entityId)
      }
    })

    it('is refused with a status where it names another one, though that one is registered', async () => {
      const client = createWebClient()
      expect(statusOf(await asked(client, stranger.entityId))).to.equal('Requester RequestDenied')
      expect(statusOf(await asked(client, parking.entityId, stranger.entityId))).to.equal('Requester RequestDenied')
    })

    it('gets nothing for a child that is switched off while the citizen looks, and goes on by itself', async () => {
      const client = createWebClient()
      const page = await signIn(client, await asked(client, parking.entityId), 'ole')
      await command('sp', 'disable', parking.entityId)
      await broker.settled()
      const refused = await confirmed(client, page)
      expect(refused.status).to.equal(403)
      expect(refused.find('[name="SAMLResponse"]')).to.equal(null)
      expect(refused.textOf('[data-testid="error"]')).to.match(/Formularserver.* fragt für einen Dienst/)
      expect(statusOf(await asked(createWebClient(), parking.entityId))).to.equal('Requester RequestDenied')
      const other = createWebClient()
      const itself = await signIn(other, await asked(other))
      expect(itself.attributes()).to.include({ givenName: 'Jana' })
      const shown = await command('sp', 'show', server.entityId)
      expect(shown).to.match(/requests for .*parken.* are denied: it is disabled/)
    })
  })
})
