import { expect } from 'chai'
import { samlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import {
  authnRequest,
  NOW,
  redirectQuery,
  signedPostRequest,
  signedRedirectQuery,
  SSO,
} from '../../support/saml-requests.js'
import { ACS, acs, SERVICE, testService } from '../../support/saml-service.js'

type Attributes = Readonly<Record<string, string | null>>

const broker = samlBroker()
const query = (attributes: Attributes) => redirectQuery(authnRequest({ attributes }))
const refused = (attributes: Attributes, by = broker) => refusalOf(() => by.redirect(query(attributes)))

describe('the Destination of a request', () => {
  it('is this SingleSignOnService, as an exact string', () => {
    for (const Destination of [
      `${SSO}/`,
      SSO.replace('https', 'http'),
      SSO.toUpperCase(),
      `${SSO}?x`,
      'https://konto.example/saml/slo',
    ]) {
      expect(refused({ Destination }), Destination).to.equal('saml-destination')
    }
  })

  it('has no white space around it: that is none of an address, as in every value of its type', () => {
    const content =
      '<samlp:NameIDPolicy Format=" urn:oasis:names:tc:SAML:2.0:nameid-format:transient&#9;"/>' +
      '<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>\n http://eidas.europa.eu/LoA/low \n' +
      '</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>'
    const padded = authnRequest({
      attributes: {
        Destination: ` ${SSO}&#10;`,
        AssertionConsumerServiceURL: `&#9;${ACS} `,
        ProtocolBinding: ' urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST ',
        ForceAuthn: ' true ',
      },
      issuer: `\n  ${SERVICE}\n`,
      issuerAttributes: ' Format=" urn:oasis:names:tc:SAML:2.0:nameid-format:entity "',
      content,
    })
    for (const received of [
      broker.redirect(redirectQuery(padded)),
      broker.redirect(signedRedirectQuery(padded)),
      broker.post(signedPostRequest(padded)),
    ]) {
      expect(received.refusal).to.equal(null)
      expect(received.reply.acsLocation).to.equal(ACS)
      expect(received.reply.classes).to.deep.equal(['http://eidas.europa.eu/LoA/low'])
      expect(received.requirements).to.include({ nameId: 'transient', forceAuthn: true })
    }
    for (const around of ['\u00A0', '\u3000', '&#x2028;']) {
      expect(refused({ Destination: `${around}${SSO}` })).to.be.oneOf(['saml-destination', 'saml-schema'])
      const xml = authnRequest({ issuer: `${SERVICE}${around}` })
      expect(refusalOf(() => broker.redirect(redirectQuery(xml)))).to.equal('saml-unknown-service')
    }
  })

  it('may be missing only if the request is not signed', () => {
    const xml = authnRequest({ attributes: { Destination: null } })
    expect(broker.redirect(redirectQuery(xml)).refusal).to.equal(null)
    expect(refusalOf(() => broker.redirect(signedRedirectQuery(xml)))).to.equal('saml-destination')
    expect(refusalOf(() => broker.post(signedPostRequest(xml)))).to.equal('saml-destination')
  })
})

describe('the address of the answer', () => {
  const second = 'https://portal.aachen.example/second'
  const artifact = 'https://portal.aachen.example/artifact'
  const several = samlBroker({
    services: [
      testService({
        metadata: {
          assertionConsumerServices: [
            acs(artifact, { index: 0, binding: 'artifact', isDefault: true }),
            acs(ACS, { index: 1 }),
            acs(second, { index: 7, isDefault: true }),
          ],
        },
      }),
    ],
  })
  const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:'
  const address = (attributes: Attributes, broker = several) =>
    broker.redirect(query({ AssertionConsumerServiceURL: null, ...attributes })).reply.acsLocation
  const refusedHere = (attributes: Attributes) => refused({ AssertionConsumerServiceURL: null, ...attributes }, several)

  it('is found by URL, by index, else by default', () => {
    expect(address({ AssertionConsumerServiceURL: second })).to.equal(second)
    expect(address({ AssertionConsumerServiceIndex: '1' })).to.equal(ACS)
    expect(address({})).to.equal(artifact)
    expect(address({ ProtocolBinding: `${BINDING}HTTP-POST` })).to.equal(second)
    expect(address({ ProtocolBinding: `${BINDING}HTTP-Artifact` })).to.equal(artifact)
  })

  it('says by which binding the answer goes', () => {
    const replyTo = (attributes: Attributes) =>
      several.redirect(query({ AssertionConsumerServiceURL: null, ...attributes })).reply
    for (const attributes of [{ AssertionConsumerServiceURL: artifact }, { AssertionConsumerServiceIndex: '0' }]) {
      expect(replyTo(attributes)).to.deep.include({ acsLocation: artifact, binding: 'artifact' })
    }
    expect(replyTo({ AssertionConsumerServiceURL: ACS })).not.to.have.property('binding')
  })

  it('is of the binding that the operator set, where the request leaves it open', () => {
    const both = [acs(ACS, { index: 0, isDefault: true }), acs(ACS, { index: 1, binding: 'artifact' })]
    const set = (responseBinding: 'post' | 'artifact' | null, assertionConsumerServices = both) =>
      samlBroker({
        services: [testService({ metadata: { assertionConsumerServices }, settings: { responseBinding } })],
      })
    const bindingOf = (broker: ReturnType<typeof set>, attributes: Attributes = {}) =>
      broker.redirect(query({ AssertionConsumerServiceURL: null, ...attributes })).reply.binding ?? 'post'
    for (const named of [{}, { AssertionConsumerServiceURL: ACS }]) {
      expect(bindingOf(set(null), named)).to.equal('post')
      expect(bindingOf(set('post'), named)).to.equal('post')
      expect(bindingOf(set('artifact'), named)).to.equal('artifact')
    }
    expect(bindingOf(set('artifact'), { ProtocolBinding: `${BINDING}HTTP-POST` })).to.equal('post')
    expect(bindingOf(set('artifact'), { AssertionConsumerServiceIndex: '0' })).to.equal('post')
    expect(bindingOf(set('post'), { ProtocolBinding: `${BINDING}HTTP-Artifact` })).to.equal('artifact')
    expect(bindingOf(set('artifact', [acs(ACS)]))).to.equal('post')
    const byDefault = [acs(second, { index: 0 }), acs(artifact, { index: 1, isDefault: true, binding: 'artifact' })]
    expect(bindingOf(set(null, byDefault))).to.equal('artifact')
    expect(bindingOf(set('post', byDefault))).to.equal('post')
    expect(bindingOf(set(null, [acs(artifact, { binding: 'artifact' })]))).to.equal('artifact')
  })

  it('is the first one where no default is marked', () => {
    const metadata = { assertionConsumerServices: [acs(second, { index: 4 }), acs(ACS, { index: 1 })] }
    const plain = samlBroker({ services: [testService({ metadata })] })
    expect(plain.redirect(query({ AssertionConsumerServiceURL: null })).reply.acsLocation).to.equal(second)
  })

  it('is in the metadata as an exact string', () => {
    const lookAlikes = [`${ACS}/`, `${ACS}?`, `${ACS}#`, ACS.replace('portal', 'Portal'), ACS.replace('/acs', '/%61cs')]
    const others = [
      ACS.replace('.example', '.example.attacker.example'),
      `${ACS}@attacker.example`,
      'https://attacker.example/',
    ]
    for (const url of [...lookAlikes, ...others, ACS.replace('aachen', 'ааchen')]) {
      expect(refused({ AssertionConsumerServiceURL: url }), url).to.equal('saml-acs')
    }
  })

  it('is not one of another binding', () => {
    const byPost = { ProtocolBinding: `${BINDING}HTTP-POST` }
    expect(refusedHere({ AssertionConsumerServiceURL: artifact, ...byPost })).to.equal('saml-acs')
    expect(refusedHere({ AssertionConsumerServiceIndex: '0', ...byPost })).to.equal('saml-acs')
    const byArtifact = { ProtocolBinding: `${BINDING}HTTP-Artifact` }
    expect(refusedHere({ AssertionConsumerServiceURL: ACS, ...byArtifact })).to.equal('saml-acs')
    expect(refused({ AssertionConsumerServiceURL: null, ...byArtifact })).to.equal('saml-acs')
    for (const binding of ['HTTP-Redirect', 'PAOS', 'HTTP-artifact', 'SOAP']) {
      expect(refusedHere({ ProtocolBinding: `${BINDING}${binding}` }), binding).to.equal('saml-response-binding')
    }
    const soap = samlBroker({
      services: [testService({ metadata: { assertionConsumerServices: [acs(ACS, { binding: 'soap' })] } })],
    })
    expect(refused({}, soap)).to.equal('saml-acs')
  })

  it('is not asked for by URL and index together, nor by an unknown index', () => {
    const both = { AssertionConsumerServiceURL: ACS, AssertionConsumerServiceIndex: '1' }
    expect(refusedHere(both)).to.equal('saml-acs')
    expect(refusedHere({ AssertionConsumerServiceIndex: '2' })).to.equal('saml-acs')
  })
})

describe('the time of a request', () => {
  const timely = (IssueInstant: string, now = NOW) =>
    samlBroker({ now }).redirect(redirectQuery(authnRequest({ attributes: { IssueInstant } }))).timely

  it('is at most 5 min past and 3 min ahead', () => {
    expect(timely('2026-11-20T11:55:00Z')).to.equal(true)
    expect(timely('2026-11-20T11:54:59.999Z')).to.equal(false)
    expect(timely('2026-11-20T12:03:00Z')).to.equal(true)
    expect(timely('2026-11-20T12:03:00.001Z')).to.equal(false)
  })

  it('may have fractions of any length', () => {
    expect(timely('2026-11-20T12:00:00.1234567Z')).to.equal(true)
    expect(timely('2026-11-20T11:55:00.0009999Z')).to.equal(true)
  })

  it('is told apart from a request that is refused', () => {
    expect(broker.redirect(query({ IssueInstant: '2001-01-01T00:00:00Z' }))).to.include({
      timely: false,
      refusal: null,
    })
  })

  it('is in UTC, and a time that exists', () => {
    const wrong = [
      '2026-11-20T12:00:00',
      '2026-11-20T12:00:00+00:00',
      '2026-11-20T13:00:00+01:00',
      '2026-02-30T12:00:00Z',
    ]
    for (const IssueInstant of [...wrong, '2026-11-20T24:00:00Z', '12026-11-20T12:00:00Z', '-2026-11-20T12:00:00Z']) {
      expect(refused({ IssueInstant }), IssueInstant).to.equal('saml-schema')
    }
  })
})
