import { expect } from 'chai'
import { entityId } from '../../../../src/domain/ids.js'
import {
  akdbRequest,
  akdbService,
  attributeList,
  display,
  extension,
  FAMILY_NAME,
  GIVEN_NAME,
  LEAST,
  methodList,
  requested,
  said,
} from '../../../support/akdb-requests.js'
import { samlBroker } from '../../../support/saml-broker.js'
import { redirectQuery, signedRedirectQuery } from '../../../support/saml-requests.js'
import { attributeService, testService, type ServiceDraft } from '../../../support/saml-service.js'

const asked = (content: string, attributes?: string, draft: ServiceDraft = {}) =>
  samlBroker({ services: [akdbService(draft)] }).redirect(
    signedRedirectQuery(akdbRequest(extension(content, attributes))),
  )

describe('a request of the dialect akdb that wants more than it may', () => {
  const first = (...names: readonly string[]) =>
    `<akdb:AllowedMethods>${names.map((name) => `<akdb:AuthnMethod>${name}</akdb:AuthnMethod>`).join('')}</akdb:AllowedMethods>`

  it('narrows the methods by the list of the other version, too', () => {
    expect(asked(first('eID') + LEAST).requirements.allowedMethods).to.deep.equal(['eid'])
    expect(asked(first('Neu') + LEAST).refusal).to.equal('akdb-methods-empty')
    expect(asked(methodList('<akdb:eID/>'), ' Version="1"').requirements.allowedMethods).to.deep.equal(['eid'])
  })

  it('has one list of methods, not two that differ', () => {
    const both = first('eID') + methodList('<akdb:Benutzername/>')
    expect(asked(both + LEAST).refusal).to.equal('akdb-extension-malformed')
    expect(asked(both, ' Version="1"').refusal).to.equal('akdb-extension-malformed')
  })

  it('links no address that only has the origin of the portal', () => {
    const back = (url: string) => asked(LEAST + display(said('BackURL', url))).requirements.backUrl
    for (const url of [
      'blob:https://portal.aachen.example/5f0c9c1e',
      'filesystem:https://portal.aachen.example/temporary/x',
      'view-source:https://portal.aachen.example/',
      'https://portal.aachen.example:8443/',
      'https://portal.aachen.example.',
      'https://PORTAL.aachen.example@boese.example/',
      'https://portal.aachen.example%2eboese.example/',
      'https://pörtal.aachen.example/',
      'https:/\\boese.example/',
    ])
      expect(back(url), url).to.equal(undefined)
    // WHATWG reads these as the portal's own origin, and what is linked is that reading.
    expect(back('https:\\\\portal.aachen.example\\start')).to.equal('https://portal.aachen.example/start')
    expect(back('HTTPS://PORTAL.aachen.example:443/start')).to.equal('https://portal.aachen.example/start')
  })

  const named = (text: string) =>
    asked(LEAST + display(said('OrganizationDisplayName', text))).requirements.serviceNames['de']

  it('does not leave the quotes that its name stands in', () => {
    expect(named('Kita“ nichts. Das Amt bekommt „alles')).to.equal('Kita nichts. Das Amt bekommt alles')
    expect(named('D’Ôrsay &amp; Söhne')).to.equal('D’Ôrsay & Söhne')
  })

  it('shows no lock, no tick and no tower of marks in its name', () => {
    expect(named('🔒 ✅ Bürgerbüro')).to.equal('Bürgerbüro')
    expect(named(`Bu\u0308ro${'\u0352'.repeat(30)}`)).to.equal('Büro\u0352\u0352')
  })

  it('holds no CDATA, which the schema would take and two readers may read apart', () => {
    for (const text of ['<![CDATA[<p>Antrag</p>]]>', 'Amt<![CDATA[ ]]>Nord'])
      for (const name of ['Purpose', 'OrganizationDisplayName', 'BackURL'])
        expect(() => asked(LEAST + display(said(name, text))), `${name} ${text}`).to.throw('saml-not-xml')
  })

  it('is not let in unsigned where the extension is demanded, whatever the operator says of signatures', () => {
    const draft = { settings: { signedRequests: false } } as const
    const xml = akdbRequest(extension(LEAST + display(said('OrganizationDisplayName', 'Amt'))))
    const demanding = samlBroker({ services: [akdbService(draft)], demandsExtension: true })
    expect(() => demanding.redirect(redirectQuery(xml))).to.throw('akdb-request-not-signed')
    expect(demanding.redirect(signedRedirectQuery(xml)).refusal).to.equal(null)
    const others = samlBroker({
      services: [testService({ settings: { signedRequests: false } })],
      demandsExtension: true,
    })
    expect(others.redirect(redirectQuery(akdbRequest(''))).refusal).to.equal(null)
  })

  it('is read in a moment, however long its purpose is', () => {
    for (const piece of ['&lt;', '&lt;p ', '&lt;a  href="https://', '&lt;a\n', '&lt;/a ', '&lt;a href="https://x" ']) {
      const purpose = piece.repeat(Math.floor(60_000 / piece.length))
      expect(asked(LEAST + display(said('Purpose', purpose))).refusal, piece).to.equal('akdb-purpose')
    }
  }).timeout(5_000)
})

describe('a portal of the dialect akdb that requires an attribute for a child service', () => {
  const CHILD = entityId('https://parken.example/dienst')
  const naming = `<samlp:Scoping><samlp:RequesterID>${CHILD}</samlp:RequesterID></samlp:Scoping>`
  const received = (list: string, portal: ServiceDraft, required: readonly 'familyName'[]) => {
    const child = testService({
      entityId: CHILD,
      metadata: { attributeConsumingServices: [attributeService({ required })] },
    })
    const service = akdbService({ ...portal, settings: { ...portal.settings, requesters: [CHILD] } })
    const xml = akdbRequest(extension(list)).replace('</samlp:AuthnRequest>', `${naming}</samlp:AuthnRequest>`)
    return samlBroker({ services: [service, child] }).redirect(signedRedirectQuery(xml))
  }
  const list = (name: string) => attributeList(requested(name, 'true'))

  it('is told so where the child does not get it, though the portal would', () => {
    expect(received(list(GIVEN_NAME), {}, ['familyName']).refusal).to.equal('akdb-attributes-missing')
  })

  it('gets it where the child does, though the portal does not', () => {
    const portal = { settings: { requiredAttributes: [], optionalAttributes: [] } }
    expect(received(list(FAMILY_NAME), portal, ['familyName']).refusal).to.equal(null)
  })
})
