import { expect } from 'chai'
import { inflateRawSync } from 'node:zlib'
import type { UpstreamQuestion } from '../../../src/domain/ports/upstream-messages.js'
import { verifySignature, signatureAlgorithm } from '../../../src/crypto/signature-algorithms.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { xmlsecVerify } from '../../support/saml-xmlsec.js'
import {
  SP,
  testQuestion,
  testUpstream,
  UPSTREAM_ACS,
  UPSTREAM_SSO,
  upstreamMessages,
  type UpstreamDraft,
} from '../../support/upstream-idp.js'

/** Where the browser is led, as its parameters. */
async function led(question: Partial<UpstreamQuestion> = {}, draft: UpstreamDraft = {}): Promise<URL> {
  const leaving = await upstreamMessages().request(testUpstream(draft), testQuestion(question))
  return leaving.kind === 'redirect' ? new URL(leaving.url) : expect.fail('a form')
}

async function asked(question: Partial<UpstreamQuestion> = {}, draft: UpstreamDraft = {}): Promise<string> {
  const { searchParams } = await led(question, draft)
  const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
  validateSchema(xml, 'protocol')
  return xml
}

const classIn = (xml: string): string | undefined => /<saml:AuthnContextClassRef[^>]*>([^<]*)/.exec(xml)?.[1]

describe('the question to an upstream', () => {
  it('goes to its address with our state, signed beside the message', async () => {
    const url = await led()
    expect(`${url.origin}${url.pathname}`).to.equal(UPSTREAM_SSO)
    expect(url.searchParams.get('RelayState')).to.equal('login-1')
    const [octets = '', signature = ''] = url.search.slice(1).split('&Signature=')
    const algorithm = signatureAlgorithm(url.searchParams.get('SigAlg') ?? '') ?? expect.fail('no algorithm')
    const value = Buffer.from(decodeURIComponent(signature), 'base64')
    expect(verifySignature(algorithm, Buffer.from(octets), value, testKey('broker').publicKey)).to.equal(true)
  })

  it('is ours: ID, names, addresses, time, an answer by POST', async () => {
    const xml = await asked()
    expect(xml).to.equal(
      `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" AssertionConsumerServiceURL="${UPSTREAM_ACS}" ` +
        `Destination="${UPSTREAM_SSO}" ID="_asked-1" IssueInstant="2026-11-20T12:00:00.000Z" ` +
        'ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Version="2.0">' +
        `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${SP}</saml:Issuer>` +
        '<samlp:NameIDPolicy AllowCreate="true"></samlp:NameIDPolicy>' +
        '<samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">' +
        'http://eidas.europa.eu/LoA/low</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:AuthnRequest>',
    )
  })

  it('says ForceAuthn and IsPassive where they are wanted alone', async () => {
    expect(await asked({ forceAuthn: true }))
      .to.include(' ForceAuthn="true"')
      .and.not.include('IsPassive')
    expect(await asked({ isPassive: true }))
      .to.include(' IsPassive="true"')
      .and.not.include('ForceAuthn')
  })

  it('wants a lasting NameID where the upstream lists such', async () => {
    const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
    const listing = (...nameIdFormats: string[]) => asked({}, { peer: { nameIdFormats } })
    expect(await listing('urn:oasis:names:tc:SAML:2.0:nameid-format:transient', persistent)).to.include(
      `<samlp:NameIDPolicy AllowCreate="true" Format="${persistent}">`,
    )
    expect(await listing('urn:oasis:names:tc:SAML:2.0:nameid-format:transient')).not.to.include('Format=')
  })

  it('is by the class of the level, the operator’s own first, or that of the next level above', async () => {
    expect(classIn(await asked({ level: 'hoch' }))).to.equal('http://eidas.europa.eu/LoA/high')
    expect(classIn(await asked({ level: 'basis' }))).to.equal('http://eidas.europa.eu/LoA/low')
    const levels = { 'urn:two-factors': 'substantiell' } as const
    expect(classIn(await asked({ level: 'substantiell' }, { settings: { levels } }))).to.equal('urn:two-factors')
    expect(classIn(await asked({ level: 'normal' }, { settings: { levels } }))).to.equal(
      'http://eidas.europa.eu/LoA/low',
    )
  })

  it('allows one proxy less than the service does, and is not asked where there is none left', async () => {
    expect(await asked({ proxyCount: 3 })).to.include('<samlp:Scoping ProxyCount="2">')
    expect(await asked({ proxyCount: 1 })).to.include('<samlp:Scoping ProxyCount="0">')
    expect(await asked()).not.to.include('Scoping')
    expect(await rejectionOf(asked({ proxyCount: 0 }))).to.equal('proxy-count-exceeded')
  })

  it('names attributes only where the address says that it takes them', async () => {
    const attributes = { required: ['givenName'], optional: ['email'] } as const
    expect(await asked({ attributes })).not.to.include('Extensions')
    const sso = [{ binding: 'redirect', location: UPSTREAM_SSO, takesAttributes: true }] as const
    expect(await asked({ attributes }, { peer: { sso } })).to.include(
      '<samlp:Extensions><req-attr:RequestedAttributes xmlns:req-attr="urn:oasis:names:tc:SAML:protocol:ext:req-attr">' +
        '<md:RequestedAttribute xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" Name="urn:oid:2.5.4.42" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" isRequired="true">',
    )
    expect(await asked({}, { peer: { sso } })).not.to.include('Extensions')
  })

  it('is posted where the upstream takes nothing else, or the address would be too long', async () => {
    const form = async (peer: UpstreamDraft['peer']) => {
      const leaving = await upstreamMessages().request(testUpstream({ peer: { ...peer } }), testQuestion())
      return leaving.kind === 'post' ? leaving : expect.fail('an address')
    }
    const post = { binding: 'post', location: 'https://idp.nachbar.example/post' } as const
    const long = { binding: 'redirect', location: `https://idp.nachbar.example/sso?long=${'x'.repeat(1500)}` } as const
    for (const sso of [[post], [long, post]]) {
      const { action, fields } = await form({ sso })
      expect(action).to.equal(post.location)
      expect(fields).to.have.all.keys('SAMLRequest', 'RelayState')
      const xml = Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString()
      expect(xml).to.include(`Destination="${post.location}"`)
      validateSchema(xml, 'protocol')
      await xmlsecVerify(xml, testKey('broker'), 'AuthnRequest')
    }
    expect((await led({}, { peer: { sso: [long] } })).searchParams.get('long')).to.have.length(1500)
  })
})
