import { expect } from 'chai'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { samlBroker } from '../../support/saml-broker.js'
import {
  authnRequest,
  envelopedSigned,
  postFields,
  redirectQuery,
  signedPostRequest,
  signedRedirectQuery,
  type RequestDraft,
} from '../../support/saml-requests.js'
import { serviceKey, testService } from '../../support/saml-service.js'

const broker = samlBroker()
const demanding = samlBroker({ services: [testService({ metadata: { authnRequestsSigned: true } })] })
const XML = authnRequest()
const refusedRedirect = (query: string, by = broker) => refusalOf(() => by.redirect(query))
const refusedPost = (fields: Record<string, string>, by = broker) => refusalOf(() => by.post(fields))
const refused = (draft: RequestDraft) => refusedRedirect(redirectQuery(authnRequest(draft)))

describe('the shape of a request', () => {
  it('has to be well-formed XML', () => {
    expect(refusedRedirect(redirectQuery('<samlp:AuthnRequest'))).to.equal('saml-not-xml')
  })

  it('has to follow the schema', () => {
    expect(refused({ content: '<samlp:Unknown/>' })).to.equal('saml-schema')
    expect(refused({ attributes: { ID: null } })).to.equal('saml-schema')
    expect(refused({ attributes: { ID: '1-begins-with-a-digit' } })).to.equal('saml-schema')
  })

  it('has at most 500 elements and attributes, whoever signed it', () => {
    const large = (count: number) =>
      authnRequest({
        content: `<samlp:Extensions><x:a xmlns:x="urn:x">${'<x:b/>'.repeat(count)}</x:a></samlp:Extensions>`,
      })
    expect(broker.post(signedPostRequest(large(450))).requestId).to.equal('_request-1')
    for (const fields of [postFields(large(500)), signedPostRequest(large(500))]) {
      expect(refusedPost(fields)).to.equal('saml-not-xml')
    }
    expect(refusedRedirect(redirectQuery(large(500)))).to.equal('saml-not-xml')
  })

  it('has namespace names of at most 256 characters, which canonical form repeats', () => {
    const named = (length: number) =>
      authnRequest({ content: `<samlp:Extensions><x:a xmlns:x="${'u:'.padEnd(length, 'x')}"/></samlp:Extensions>` })
    expect(broker.post(signedPostRequest(named(256))).refusal).to.equal(null)
    expect(refusedPost(postFields(named(257)))).to.equal('saml-not-xml')
  })

  it('is free below Extensions: whatever type anything there says it has, it is never read', () => {
    const extensions = (inside: string) => authnRequest({ content: `<samlp:Extensions>${inside}</samlp:Extensions>` })
    const typed = 'xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:Odd"'
    for (const inside of [
      `<x:a ${typed}/>`,
      `<x:a xmlns:x="urn:x"><saml:AttributeValue ${typed}>1</saml:AttributeValue><saml:Issuer><x:b/></saml:Issuer></x:a>`,
      '<saml:Attribute>1</saml:Attribute>',
    ]) {
      expect(broker.redirect(redirectQuery(extensions(inside))).refusal, inside).to.equal(null)
      expect(broker.post(signedPostRequest(extensions(inside))).refusal, inside).to.equal(null)
    }
    expect(refusedRedirect(redirectQuery(extensions('<samlp:a/>')))).to.equal('saml-schema')
    expect(refusedRedirect(redirectQuery(extensions('')))).to.equal('saml-schema')
  })

  it('has every ID once, also below Extensions', () => {
    const extension = (id: string) =>
      authnRequest({ content: `<samlp:Extensions><x:a xmlns:x="urn:x" ${id}/></samlp:Extensions>` })
    for (const id of ['ID="_request-1"', 'xml:id="_request-1"']) {
      expect(refusedRedirect(redirectQuery(extension(id)))).to.equal('saml-schema')
      expect(refusedPost(signedPostRequest(extension(id)))).to.be.oneOf(['saml-schema', 'saml-signature'])
    }
    expect(broker.redirect(redirectQuery(extension('ID="_another"'))).refusal).to.equal(null)
  })

  it('has to be an AuthnRequest', () => {
    const logout = XML.replaceAll('AuthnRequest', 'LogoutRequest')
      .replace(/ AssertionConsumerServiceURL="[^"]*"/, '')
      .replace('</saml:Issuer>', '</saml:Issuer><saml:NameID>x</saml:NameID>')
    expect(refusedRedirect(redirectQuery(logout))).to.equal('saml-not-authn-request')
  })

  it('has to be of SAML 2.0', () => {
    expect(refused({ attributes: { Version: '1.1' } })).to.equal('saml-version')
    expect(refused({ attributes: { Version: '2.1' } })).to.equal('saml-version')
  })

  it('has an ID of at most 256 characters', () => {
    const id = (length: number) => authnRequest({ attributes: { ID: '_'.padEnd(length, 'x') } })
    expect(broker.redirect(redirectQuery(id(256))).requestId).to.have.length(256)
    expect(refusedRedirect(redirectQuery(id(257)))).to.equal('saml-schema')
  })

  it('names its sender by an entity identifier', () => {
    expect(refused({ issuer: null })).to.equal('saml-issuer')
    expect(refused({ issuer: '' })).to.equal('saml-issuer')
    expect(refused({ issuer: 'x'.repeat(1025) })).to.equal('saml-issuer')
    const format = (uri: string) => ({ issuerAttributes: ` Format="urn:oasis:names:tc:SAML:${uri}"` })
    expect(refused(format('2.0:nameid-format:persistent'))).to.equal('saml-issuer')
    expect(broker.redirect(redirectQuery(authnRequest(format('2.0:nameid-format:entity')))).refusal).to.equal(null)
  })
})

describe('the sender of a request', () => {
  it('has to be registered under exactly this entityID', () => {
    expect(refused({ issuer: 'https://portal.aachen.example/saml/metadata/' })).to.equal('saml-unknown-service')
    expect(refused({ issuer: 'https://PORTAL.aachen.example/saml/metadata' })).to.equal('saml-unknown-service')
  })

  it('has to be active, which is told only to whoever signs as it', () => {
    const disabled = samlBroker({ services: [testService({ active: false })] })
    expect(refusedRedirect(redirectQuery(XML), disabled)).to.equal('saml-service-disabled')
    expect(refusedRedirect(signedRedirectQuery(XML, { key: testKey('stranger') }), disabled)).to.equal('saml-signature')
  })

  it('is taken unsigned where nobody demands a signature', () => {
    expect(broker.redirect(redirectQuery(XML)).refusal).to.equal(null)
    expect(broker.post(postFields(XML)).refusal).to.equal(null)
  })

  it('has to sign where its metadata or the operator says so', () => {
    const byOperator = samlBroker({ services: [testService({ settings: { signedRequests: true } })] })
    for (const each of [demanding, byOperator]) {
      expect(refusedRedirect(redirectQuery(XML), each)).to.equal('saml-signature-missing')
      expect(refusedPost(postFields(XML), each)).to.equal('saml-signature-missing')
      expect(each.redirect(signedRedirectQuery(XML)).refusal).to.equal(null)
      expect(each.post(signedPostRequest(XML)).refusal).to.equal(null)
    }
  })

  it('need not sign where the operator lifts what the metadata says', () => {
    const service = testService({ metadata: { authnRequestsSigned: true }, settings: { signedRequests: false } })
    expect(samlBroker({ services: [service] }).redirect(redirectQuery(XML)).refusal).to.equal(null)
  })
})

describe('the signature of a redirect', () => {
  const signed = signedRedirectQuery(XML, { relayState: 'ticket' })

  it('holds over SAMLRequest, RelayState and SigAlg as sent', () => {
    expect(demanding.redirect(signed).reply.relayState).to.equal('ticket')
    expect(demanding.redirect(`lang=de&${signed}&x=1`).reply.relayState).to.equal('ticket')
  })

  it('is checked also where none is demanded', () => {
    expect(refusedRedirect(signed.replace('RelayState=ticket', 'RelayState=other'))).to.equal('saml-signature')
  })

  it('does not hold when RelayState is changed, dropped or added', () => {
    for (const query of [
      signed.replace('RelayState=ticket', 'RelayState=other'),
      signed.replace('&RelayState=ticket', ''),
      `${signedRedirectQuery(XML)}&RelayState=added`,
    ]) {
      expect(refusedRedirect(query, demanding)).to.equal('saml-signature')
    }
  })

  it('does not hold for another message', () => {
    const [, ...rest] = signed.split('&')
    const [other] = redirectQuery(authnRequest({ attributes: { ForceAuthn: 'true' } })).split('&')
    expect(refusedRedirect([other, ...rest].join('&'), demanding)).to.equal('saml-signature')
  })

  it('does not hold in another encoding of the same value', () => {
    expect(refusedRedirect(signed.replace('%3D', '%3d').replace('%2F', '%2f'), demanding)).to.equal('saml-signature')
  })

  it('may be by any signing key of the metadata, by no other', () => {
    const keys = [serviceKey('service'), serviceKey('serviceEc', 'both'), serviceKey('serviceNext')]
    const several = samlBroker({ services: [testService({ metadata: { keys } })] })
    const ecdsa = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'
    expect(several.redirect(signedRedirectQuery(XML, { key: testKey('serviceNext') })).refusal).to.equal(null)
    expect(
      several.redirect(signedRedirectQuery(XML, { key: testKey('serviceEc'), algorithm: ecdsa })).refusal,
    ).to.equal(null)
    expect(refusedRedirect(signedRedirectQuery(XML, { key: testKey('stranger') }), several)).to.equal('saml-signature')
  })

  it('may not be by an encryption key', () => {
    const service = testService({ metadata: { keys: [serviceKey('service', 'encryption')] } })
    expect(refusedRedirect(signed, samlBroker({ services: [service] }))).to.equal('saml-signature')
  })

  it('is refused if the service has no key at all', () => {
    expect(refusedRedirect(signed, samlBroker({ services: [testService({ metadata: { keys: [] } })] }))).to.equal(
      'saml-signature',
    )
  })

  it('is refused with SHA-1, and with an algorithm for another kind of key', () => {
    const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
    expect(refusedRedirect(signedRedirectQuery(XML, { algorithm: sha1 }), demanding)).to.equal(
      'saml-signature-algorithm',
    )
    const ecdsa = encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256')
    expect(refusedRedirect(signed.replace(/SigAlg=[^&]*/, `SigAlg=${ecdsa}`), demanding)).to.equal('saml-signature')
  })

  it('is refused inside the message', () => {
    const query = redirectQuery(envelopedSigned(XML))
    expect(refusedRedirect(query)).to.equal('saml-signature')
    expect(refusedRedirect(query, demanding)).to.equal('saml-signature')
  })
})

describe('the signature of a POST', () => {
  it('is checked also where none is demanded', () => {
    const forged = envelopedSigned(XML).replace('portal.aachen.example/saml/acs', 'portal.aachen.example/saml/acx')
    expect(refusedPost(postFields(forged))).to.equal('saml-signature')
  })

  it('may be by any signing key of the metadata, by no other', () => {
    const keys = [serviceKey('service'), serviceKey('serviceNext')]
    const several = samlBroker({ services: [testService({ metadata: { keys } })] })
    expect(several.post(signedPostRequest(XML, { key: testKey('serviceNext') })).refusal).to.equal(null)
    expect(refusedPost(signedPostRequest(XML, { key: testKey('stranger') }), several)).to.equal('saml-signature')
  })

  it('is refused with SHA-1', () => {
    const algorithm = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
    expect(refusedPost(signedPostRequest(XML, { algorithm }))).to.equal('saml-signature-algorithm')
  })

  it('is refused of another registered service', () => {
    const other = testService({ entityId: 'https://other.example/sp', metadata: { keys: [serviceKey('stranger')] } })
    const both = samlBroker({ services: [testService(), other] })
    expect(refusedPost(signedPostRequest(XML, { key: testKey('stranger') }), both)).to.equal('saml-signature')
  })

  it('is refused around another element than the message, wherever it hides', () => {
    const signedRequest = envelopedSigned(XML)
    const hidden = authnRequest({
      attributes: { ID: '_forged', ForceAuthn: 'true' },
      content: `<samlp:Extensions><x:any xmlns:x="urn:x">${signedRequest}</x:any></samlp:Extensions>`,
    })
    expect(refusedPost(postFields(hidden), demanding)).to.equal('saml-signature')
    expect(refusedPost(postFields(hidden))).to.equal('saml-signature')
    const signature = /<ds:Signature .*<\/ds:Signature>/.exec(signedRequest)?.[0] ?? ''
    const moved = authnRequest({ attributes: { ID: '_forged' } }).replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signature}`,
    )
    expect(refusedPost(postFields(moved), demanding)).to.equal('saml-signature')
  })

  it('is of the sender that the verified bytes name, should they differ from the message', () => {
    // The verifier's parser takes U+2028 for a line end: what it verified names another entityID.
    const entityId = 'https://portal.example/\u2028sp'
    const odd = samlBroker({ services: [testService({ entityId })] })
    expect(odd.post(postFields(authnRequest({ issuer: entityId }))).refusal).to.equal(null)
    const signedRequest = envelopedSigned(authnRequest({ issuer: entityId })).replace('/\nsp<', '/\u2028sp<')
    expect(refusedPost(postFields(signedRequest), odd)).to.equal('saml-signature')
  })

  it('decides by the verified bytes alone', () => {
    const draft = { attributes: { ForceAuthn: 'true', IsPassive: '1' } }
    const { requirements } = demanding.post(signedPostRequest(authnRequest(draft)))
    expect(requirements).to.include({ forceAuthn: true, isPassive: true })
  })
})
