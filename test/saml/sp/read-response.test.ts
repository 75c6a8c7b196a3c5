import { expect } from 'chai'
import type { ErrorCode } from '../../../src/domain/error-catalogue.js'
import type { UpstreamIdentity } from '../../../src/domain/ports/upstream-messages.js'
import { rejectionMessageOf, rejectionOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { envelopedSigned, NOW } from '../../support/saml-requests.js'
import {
  assertionXml,
  attributeElement,
  audience,
  authnStatement,
  conditionsElement,
  issuerElement,
  posted,
  readAnswer,
  responseXml,
  sealed,
  signedAnswer,
  signedAt,
  SP,
  spkiPem,
  testUpstream,
  upstreamMessages,
  type AssertionDraft,
  type UpstreamDraft,
} from '../../support/upstream-idp.js'

const refused = (xml: string, draft?: UpstreamDraft, now?: number): Promise<ErrorCode> =>
  rejectionOf(readAnswer(xml, draft, now))

async function identity(xml: string, draft?: UpstreamDraft, now?: number): Promise<UpstreamIdentity> {
  const answer = await readAnswer(xml, draft, now)
  return answer.kind === 'identity' ? answer : expect.fail('nobody is named')
}

describe('the answer of an upstream', () => {
  it('says who it is, by what, when and for how long', async () => {
    const statement = authnStatement('http://eidas.europa.eu/LoA/substantial', {}, [
      'https://a.example',
      'https://b.example',
    ])
    const values = attributeElement('urn:oid:2.5.4.42', ['Erika'])
    expect(await readAnswer(signedAnswer({ statement, values }))).to.deep.equal({
      kind: 'identity',
      inResponseTo: '_asked-1',
      assertionId: '_assertion-1',
      notOnOrAfter: NOW + 8 * 60_000,
      nameId: {
        format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        nameQualifier: null,
        spNameQualifier: null,
        value: 'erika-4711',
      },
      isLasting: true,
      sessionNameId: {
        format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        nameQualifier: null,
        spNameQualifier: null,
        value: 'erika-4711',
      },
      level: 'substantiell',
      authnInstant: NOW - 30_000,
      sessionIndex: '_session-1',
      oneTimeUse: false,
      proxy: null,
      attributes: { givenName: { value: 'Erika', level: null } },
      leftOut: [],
      authorities: ['https://a.example', 'https://b.example'],
    })
  })

  it('tells of OneTimeUse and of whom it may be passed on to', async () => {
    const limits = `${audience(SP)}<saml:OneTimeUse/><saml:ProxyRestriction Count="2"><saml:Audience>https://portal.example</saml:Audience></saml:ProxyRestriction>`
    const read = await identity(signedAnswer({ conditions: conditionsElement(limits) }))
    expect(read).to.deep.include({ oneTimeUse: true, proxy: { count: 2, audiences: ['https://portal.example'] } })
    const bare = await identity(
      signedAnswer({ conditions: conditionsElement(`${audience(SP)}<saml:ProxyRestriction/>`) }),
    )
    expect(bare.proxy).to.deep.equal({ count: null, audiences: [] })
  })

  it('has the level of its class: the operator’s own first, none for an unknown one or without any', async () => {
    const levelOf = async (classRef: string, levels = {}) =>
      (await identity(signedAnswer({ statement: authnStatement(classRef) }), { settings: { levels } })).level
    expect(await levelOf('https://refeds.org/profile/mfa')).to.equal(null)
    expect(
      await levelOf('https://refeds.org/profile/mfa', { 'https://refeds.org/profile/mfa': 'substantiell' }),
    ).to.equal('substantiell')
    expect(await levelOf('http://eidas.europa.eu/LoA/high', { 'http://eidas.europa.eu/LoA/high': 'normal' })).to.equal(
      'normal',
    )
    expect(await levelOf('constructor')).to.equal(null)
    const declared = authnStatement().replaceAll('AuthnContextClassRef', 'AuthnContextDeclRef')
    expect((await identity(signedAnswer({ statement: declared }))).level).to.equal(null)
  })

  it('has no higher level than its attribute for the level says', async () => {
    const level = async (classRef: string, ...stated: string[]) => {
      const values = attributeElement('urn:oid:1.2.40.0.10.2.1.1.261.94', stated)
      return (await identity(signedAnswer({ statement: authnStatement(classRef), values }))).level
    }
    expect(await level('http://eidas.europa.eu/LoA/high', 'STORK-QAA-Level-2')).to.equal('normal')
    expect(await level('http://eidas.europa.eu/LoA/low', 'STORK-QAA-Level-4')).to.equal('normal')
    expect(await level('http://eidas.europa.eu/LoA/high', 'excellent')).to.equal(null)
    expect(await level('urn:x', 'STORK-QAA-Level-4')).to.equal(null)
  })

  it('may come with white space, foreign types and extensions that nobody reads', async () => {
    const values = attributeElement('urn:oid:2.5.4.4', [' Mustermann\n'], ' xmlns:x="urn:x" x:any="1"').replace(
      '<saml:AttributeValue>',
      '<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:Name">',
    )
    const extensions = '<samlp:Extensions><x:any xmlns:x="urn:x"/></samlp:Extensions>'
    const read = await identity(signedAnswer({ values }, { extensions }))
    expect(read.attributes).to.deep.equal({ familyName: { value: 'Mustermann', level: null } })
  })

  it('is at most 256 KiB of strict base64 of XML', async () => {
    const read = (text: string) => rejectionOf(upstreamMessages().read(testUpstream(), text))
    const good = posted(signedAnswer())
    expect(await read(`${good.slice(0, -8)}!${good.slice(-8)}`)).to.equal('upstream-malformed')
    expect(await read(good + ' '.repeat(256 * 1024))).to.equal('upstream-malformed')
    expect(await read(posted('no xml'))).to.equal('upstream-malformed')
    expect(await read('')).to.equal('upstream-malformed')
  })

  it('is a Response of SAML 2.0 as the schema has it', async () => {
    expect(await refused(assertionXml())).to.equal('upstream-malformed')
    expect(await refused(signedAnswer({}, { attributes: { Version: '2.1' } }))).to.equal('upstream-malformed')
    expect(await refused(signedAnswer({ attributes: { Version: '1.1' } }), {})).to.equal('upstream-malformed')
    expect(await refused(signedAnswer({ rest: '<x:any xmlns:x="urn:x"/>' }))).to.equal('upstream-malformed')
    const twins = '<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="twin"/>'.repeat(2)
    const extensions = `<samlp:Extensions><x:any xmlns:x="urn:x">${twins}</x:any></samlp:Extensions>`
    expect(await refused(signedAnswer({}, { extensions }))).to.equal('upstream-malformed')
    const logout = responseXml({ status: ['Responder', 'AuthnFailed'], content: '' })
    expect(await refused(envelopedSigned(logout.replaceAll('samlp:Response', 'samlp:LogoutResponse')))).to.equal(
      'upstream-malformed',
    )
  })
})

describe('what the upstream signed', () => {
  const open = responseXml()
  const signed = {
    nothing: open,
    assertion: signedAt(open, 'Assertion'),
    response: signedAt(open, 'Response'),
    both: signedAt(signedAt(open, 'Assertion'), 'Response'),
  }
  const TAKEN = {
    either: ['assertion', 'response', 'both'],
    assertion: ['assertion', 'both'],
    response: ['response', 'both'],
    both: ['both'],
  } as const
  for (const [setting, taken] of Object.entries(TAKEN) as [keyof typeof TAKEN, readonly string[]][]) {
    it(`is taken with \`signed=${setting}\` where ${taken.join(', ')} is signed, and refused otherwise`, async () => {
      for (const [place, xml] of Object.entries(signed)) {
        const outcome = await readAnswer(xml, { settings: { signed: setting } }).then(
          ({ kind }) => kind,
          (error: unknown) => (error as { code: string }).code,
        )
        expect(outcome, place).to.equal(taken.includes(place) ? 'identity' : 'upstream-signature')
      }
    })
  }

  it('is verified wherever it is signed, also where that is not demanded', async () => {
    const stranger = { key: testKey('stranger') }
    const settings = { settings: { signed: 'assertion' } } as const
    expect(await refused(signedAt(signed.assertion, 'Response', stranger), settings)).to.equal('upstream-signature')
    const strange = signedAt(signedAt(open, 'Assertion', stranger), 'Response')
    expect(await refused(strange, { settings: { signed: 'response' } })).to.equal('upstream-signature')
  })

  it('is verified by the keys of its metadata, each in turn, and by none in the message', async () => {
    const next = signedAnswer({}, {}, { key: testKey('serviceNext') })
    expect(await refused(next)).to.equal('upstream-signature')
    const signingKeys = [spkiPem(testKey('service')), spkiPem(testKey('serviceNext'))]
    expect((await readAnswer(next, { peer: { signingKeys } })).kind).to.equal('identity')
  })

  it('is signed by RSA, RSA-PSS with MGF1 or ECDSA, and by SHA-1 never', async () => {
    const pss = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'
    const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
    expect((await readAnswer(signedAnswer({}, {}, { algorithm: pss }))).kind).to.equal('identity')
    expect(await refused(signedAnswer({}, {}, { algorithm: sha1 }))).to.equal('upstream-signature')
  })

  it('does not hold once anything is changed', async () => {
    for (const xml of [signed.assertion, signed.response, signed.both]) {
      expect(await refused(xml.replace('erika-4711', 'hans-0815'))).to.equal('upstream-signature')
    }
    expect(await refused(signed.response.replace('"_response-1"', '"_response-2"'))).to.equal('upstream-signature')
  })
})

describe('an encrypted assertion', () => {
  const signedAssertion = (draft: AssertionDraft = {}) => signedAt(assertionXml(draft), 'Assertion')

  it('is read where it was signed first, where the Response was signed afterwards, and both', async () => {
    const inside = responseXml({ content: sealed(signedAssertion()) })
    for (const xml of [
      inside,
      signedAt(responseXml({ content: sealed(assertionXml()) }), 'Response'),
      signedAt(inside, 'Response'),
    ]) {
      expect((await identity(xml)).nameId.value).to.equal('erika-4711')
    }
  })

  it('is no proof by itself, whoever can encrypt', async () => {
    expect(await refused(responseXml({ content: sealed(assertionXml()) }))).to.equal('upstream-signature')
    const strange = sealed(signedAt(assertionXml(), 'Assertion', { key: testKey('stranger') }))
    expect(await refused(responseXml({ content: strange }))).to.equal('upstream-signature')
    expect(await refused(signedAt(responseXml({ content: strange }), 'Response'))).to.equal('upstream-signature')
  })

  it('is refused alike whatever keeps it from being decrypted, and in CBC', async () => {
    const good = sealed(signedAssertion())
    const values = [...good.matchAll(/<xenc:CipherValue>([^<]+)/g)].map(([, value = '']) => value)
    expect(values).to.have.length(2)
    const changed = values.map((value) => good.replace(value, Buffer.alloc(64, 7).toString('base64')))
    const cbc = sealed(signedAssertion(), 'EncryptedAssertion', 'http://www.w3.org/2001/04/xmlenc#aes256-cbc')
    for (const each of [...changed, cbc, sealed('<no xml'), good.replaceAll('aes256-gcm', 'aes128-gcm')]) {
      expect(await refused(responseXml({ content: each }))).to.equal('upstream-encryption')
    }
  })

  it('holds one assertion as the schema has it, and nothing else', async () => {
    const inside = (xml: string) => refused(responseXml({ content: sealed(xml) }))
    const wrapped = signedAt(responseXml(), 'Response')
    expect(await inside(wrapped)).to.equal('upstream-malformed')
    const told = rejectionMessageOf(readAnswer(responseXml({ content: sealed(wrapped) })))
    expect(await told).to.include('no Assertion inside')
    expect(await inside(signedAssertion({ rest: '<x:any xmlns:x="urn:x"/>' }))).to.equal('upstream-malformed')
    const advice = `<saml:Advice>${assertionXml({ attributes: { ID: '_other' } })}</saml:Advice>`
    expect(await inside(signedAt(assertionXml({ conditions: conditionsElement() + advice }), 'Assertion'))).to.equal(
      'upstream-malformed',
    )
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signedAssertion())?.[0] ?? ''
    const hidden = `<saml:Advice><x:any xmlns:x="urn:x">${signature}</x:any></saml:Advice>`
    const content = sealed(assertionXml({ conditions: conditionsElement() + hidden }))
    expect(await refused(signedAt(responseXml({ content }), 'Response'))).to.equal('upstream-signature')
  })
})

describe('an answer that names nobody', () => {
  const status = (top: string, second?: string) =>
    responseXml({ status: second === undefined ? [top] : [top, second], content: '' })

  for (const [second, why] of Object.entries({
    AuthnFailed: 'authn-failed',
    RequestDenied: 'request-denied',
    NoAuthnContext: 'no-authn-context',
    NoPassive: 'no-passive',
    UnknownPrincipal: 'other',
  })) {
    it(`says why, by ${second}`, async () => {
      const answer = await readAnswer(signedAt(status('Responder', second), 'Response'))
      expect(answer).to.deep.equal({ kind: 'refused', inResponseTo: '_asked-1', why })
    })
  }

  it('may say nothing but that it is a fault, and tell details that nobody reads', async () => {
    const detail = '<samlp:StatusDetail><x:json xmlns:x="urn:x">{}</x:json></samlp:StatusDetail>'
    for (const xml of [
      status('Requester'),
      status('Responder').replace('</samlp:Status>', `${detail}</samlp:Status>`),
    ]) {
      expect(await readAnswer(signedAt(xml, 'Response'))).to.include({ kind: 'refused', why: 'other' })
    }
  })

  it('counts for nothing unsigned, whatever the settings are', async () => {
    for (const signed of ['either', 'assertion'] as const) {
      expect(await refused(status('Responder', 'AuthnFailed'), { settings: { signed } })).to.equal('upstream-signature')
    }
  })

  it('brings no assertion, and success brings one', async () => {
    expect(await refused(signedAt(status('Success'), 'Response'))).to.equal('upstream-malformed')
    expect(await refused(signedAnswer({}, { status: ['Responder', 'AuthnFailed'] }))).to.equal('upstream-malformed')
  })

  it('is held to the same issuer, address, time and request', async () => {
    const draft = { status: ['Responder', 'AuthnFailed'], content: '' } as const
    const refusal = (rest: object) => refused(signedAt(responseXml({ ...draft, ...rest }), 'Response'))
    expect(await refusal({ issuer: issuerElement('https://other.example') })).to.equal('upstream-not-for-us')
    expect(await refusal({ attributes: { Destination: null } })).to.equal('upstream-not-for-us')
    expect(await refusal({ attributes: { IssueInstant: '2026-11-20T11:50:00Z' } })).to.equal('upstream-time')
    expect(await refusal({ attributes: { InResponseTo: null } })).to.equal('upstream-unsolicited')
  })
})
