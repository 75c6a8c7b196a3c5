import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { type Broker, startBroker } from './broker.js'
import { cancel, CITIZEN, confirm, createCitizen, logIn } from './citizen.js'
import { REQUESTED, TRUST_LEVEL_OID } from './requested-attributes.js'
import { type SimpleSamlSp, startSimpleSamlSp } from './simplesamlphp-sp.js'

const HIGH = 'http://eidas.europa.eu/LoA/high'

/** What a service that only posts its requests reads of the broker's metadata. */
const withoutRedirect = (metadata: string): string =>
  metadata.replace(/<(\w+:)?SingleSignOnService[^>]*bindings:HTTP-Redirect[^>]*>/, '')

const expectedAttributes = {
  ...Object.fromEntries(REQUESTED.map(({ name, oid }) => [oid, [CITIZEN.attributes[name]]])),
  [TRUST_LEVEL_OID]: ['STORK-QAA-Level-2'],
}

for (const binding of ['Redirect', 'POST'] as const) {
  describe(`SimpleSAMLphp with signed requests by ${binding}`, () => {
    let broker: Broker
    let sp: SimpleSamlSp
    let browser: WebClient

    before(async () => {
      broker = await startBroker()
      const metadata = await broker.metadata()
      sp = await startSimpleSamlSp('simplesamlphp.localhost', {
        entityId: broker.entityId,
        metadata: binding === 'POST' ? withoutRedirect(metadata) : metadata,
      })
      await broker.servicekonto(['sp', 'import', sp.metadataUrl(), '--name', 'Prüfdienst'])
      await createCitizen(broker)
      await broker.follow()
    })
    after(async () => {
      await sp?.stop()
      await broker?.stop()
    })
    beforeEach(() => {
      browser = createWebClient()
    })
    afterEach(function () {
      if (this.currentTest?.state === 'failed') process.stderr.write(`${sp.logs()}\n${broker.log().slice(-4000)}\n`)
    })

    /** Opens the service and comes to the broker, or back if it answers without a page. */
    const start = async (query: Record<string, string> = {}): Promise<WebPage> =>
      browser.handOver(await browser.get(sp.service(query)))
    const answerOn = (page: WebPage): Record<string, unknown> => JSON.parse(page.body)

    it('logs a citizen in, with the assertion encrypted', async () => {
      const answer = answerOn(await confirm(browser, await logIn(browser, await start())))
      expect(answer['attributes']).to.deep.equal(expectedAttributes)
      expect(answer['class']).to.equal('http://eidas.europa.eu/LoA/low')
      expect(answer['nameIdFormat']).to.equal('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent')
    })

    it('understands that the citizen broke off', async () => {
      const answer = answerOn(await cancel(browser, await start()))
      expect(answer['secondStatus']).to.equal('urn:oasis:names:tc:SAML:2.0:status:AuthnFailed')
    })

    it('understands that nobody was logged in where it asked passively', async () => {
      expect(answerOn(await start({ passive: 'yes' }))['error']).to.match(/NoPassive$/)
    })

    it('understands that no method reaches the level it asks for', async () => {
      const answer = answerOn(await cancel(browser, await start({ class: HIGH, comparison: 'minimum' })))
      expect(answer['secondStatus']).to.equal('urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext')
    })

    it('gets a fresh proof by ForceAuthn', async () => {
      const first = answerOn(await confirm(browser, await logIn(browser, await start())))
      // AuthnInstant has whole seconds.
      await delay(1_100)
      const second = answerOn(await confirm(browser, await logIn(browser, await start({ again: 'yes' }))))
      expect(second['authnInstant']).to.be.a('number').greaterThan(Number(first['authnInstant']))
      expect(second['nameId']).to.equal(first['nameId'])
    })
  })
}
