import { expect } from 'chai'
import type { ErrorCode } from '../../../src/domain/error-catalogue.js'
import type { UpstreamIdentity } from '../../../src/domain/ports/upstream-messages.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { NOW } from '../../support/saml-requests.js'
import {
  attributeElement,
  audience,
  authnStatement,
  conditionsElement,
  confirmationData,
  issuerElement,
  nameIdElement,
  readAnswer,
  responseXml,
  signedAnswer,
  signedAt,
  SP,
  type AssertionDraft,
  type UpstreamDraft,
} from '../../support/upstream-idp.js'

const refused = (xml: string, draft?: UpstreamDraft, now?: number): Promise<ErrorCode> =>
  rejectionOf(readAnswer(xml, draft, now))

async function identity(xml: string, draft?: UpstreamDraft, now?: number): Promise<UpstreamIdentity> {
  const answer = await readAnswer(xml, draft, now)
  return answer.kind === 'identity' ? answer : expect.fail('nobody is named')
}

describe('whom an answer is from and for', () => {
  const strange = issuerElement('https://other.example')

  it('is the upstream, in Response and assertion, as an exact string', async () => {
    expect(await refused(signedAnswer({ issuer: strange }))).to.equal('upstream-not-for-us')
    expect(await refused(signedAnswer({}, { issuer: strange }))).to.equal('upstream-not-for-us')
    const other = issuerElement(
      'https://idp.nachbar.example/metadata',
      ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"',
    )
    expect(await refused(signedAnswer({ issuer: other }))).to.equal('upstream-not-for-us')
    expect(await refused(signedAnswer({}, { issuer: '<samlp:Extensions/>' }))).to.be.oneOf([
      'upstream-malformed',
      'upstream-not-for-us',
    ])
    const upper = issuerElement('https://IDP.nachbar.example/metadata')
    expect(await refused(signedAnswer({ issuer: upper }))).to.equal('upstream-not-for-us')
  })

  it('is our address, as Destination and Recipient', async () => {
    const elsewhere = 'https://konto.example/saml/upstream/nachbar/acs/'
    expect(await refused(signedAnswer({}, { attributes: { Destination: elsewhere } }))).to.equal('upstream-not-for-us')
    expect(await refused(signedAnswer({ data: { Recipient: elsewhere } }))).to.equal('upstream-not-for-us')
    expect(await refused(signedAnswer({ data: { Recipient: null } }))).to.equal('upstream-not-for-us')
    expect((await readAnswer(signedAnswer({}, { attributes: { Destination: null } }))).kind).to.equal('identity')
    const unnamed = signedAt(responseXml({ attributes: { Destination: null } }), 'Response')
    expect(await refused(unnamed)).to.equal('upstream-not-for-us')
  })

  it('is us in each AudienceRestriction, and without one nobody', async () => {
    const under = (inside: string) => refused(signedAnswer({ conditions: conditionsElement(inside) }))
    expect(await under('')).to.equal('upstream-not-for-us')
    expect(await under(audience('https://portal.example'))).to.equal('upstream-not-for-us')
    expect(await under(audience(SP) + audience('https://portal.example'))).to.equal('upstream-not-for-us')
    expect(await under(audience('https://konto.example/saml/metadata'))).to.equal('upstream-not-for-us')
    expect(await refused(signedAnswer({ conditions: ' ' }))).to.equal('upstream-not-for-us')
    const several = conditionsElement(audience('https://portal.example', SP) + audience(SP))
    expect((await readAnswer(signedAnswer({ conditions: several }))).kind).to.equal('identity')
  })
})

describe('the time of an answer', () => {
  const at = (draft: AssertionDraft, response = {}) => refused(signedAnswer(draft, response))
  const ahead = '2026-11-20T12:03:01Z'

  it('is a short while ago, in Response and assertion', async () => {
    for (const IssueInstant of ['2026-11-20T11:54:59Z', ahead]) {
      expect(await at({ attributes: { IssueInstant } })).to.equal('upstream-time')
      expect(await at({}, { attributes: { IssueInstant } })).to.equal('upstream-time')
    }
    expect(await at({ attributes: { IssueInstant: '2026-11-20T13:00:00+01:00' } })).to.equal('upstream-malformed')
  })

  it('has not ended: confirmation, conditions, session', async () => {
    const over = '2026-11-20T11:57:00Z'
    expect(await at({ data: { NotOnOrAfter: over } })).to.equal('upstream-time')
    expect(await at({ conditions: conditionsElement(audience(SP), { NotBefore: null, NotOnOrAfter: over }) })).to.equal(
      'upstream-time',
    )
    expect(await at({ statement: authnStatement(undefined, { SessionNotOnOrAfter: over }) })).to.equal('upstream-time')
    const open = { conditions: conditionsElement(audience(SP), { NotBefore: null, NotOnOrAfter: null }) }
    expect((await readAnswer(signedAnswer(open))).kind).to.equal('identity')
  })

  it('has begun: conditions and proof', async () => {
    const later = { NotBefore: ahead, NotOnOrAfter: '2026-11-20T12:30:00Z' }
    expect(await at({ conditions: conditionsElement(audience(SP), later) })).to.equal('upstream-time')
    expect(await at({ statement: authnStatement(undefined, { AuthnInstant: ahead }) })).to.equal('upstream-time')
    const running = authnStatement(undefined, { AuthnInstant: '2026-11-20T12:01:00Z' })
    expect((await identity(signedAnswer({ statement: running }))).authnInstant).to.equal(NOW)
  })

  it('of the bearer has an end and no beginning', async () => {
    expect(await at({ data: { NotOnOrAfter: null } })).to.equal('upstream-time')
    expect(await at({ data: { NotBefore: '2026-11-20T11:59:00Z' } })).to.equal('upstream-conditions')
  })

  it('ends what can be presented with the first of its ends', async () => {
    const end = async (draft: AssertionDraft) => (await identity(signedAnswer(draft))).notOnOrAfter - NOW
    expect(await end({ data: { NotOnOrAfter: '2026-11-20T12:01:00Z' } })).to.equal(4 * 60_000)
    const short = conditionsElement(audience(SP), { NotOnOrAfter: '2026-11-20T12:02:00Z' })
    expect(await end({ conditions: short })).to.equal(5 * 60_000)
    const conditions = conditionsElement(audience(SP), { NotOnOrAfter: '9999-12-31T00:00:00Z' })
    expect(await end({ conditions, data: { NotOnOrAfter: '9999-12-31T00:00:00Z' } })).to.equal(8 * 60_000)
  })
})

describe('the request that an answer is for', () => {
  it('is one and the same in Response and assertion', async () => {
    expect(await refused(signedAnswer({}, { attributes: { InResponseTo: null } }))).to.equal('upstream-unsolicited')
    expect(await refused(signedAnswer({ data: { InResponseTo: null } }))).to.equal('upstream-unsolicited')
    expect(await refused(signedAnswer({ data: { InResponseTo: '_asked-2' } }))).to.equal('upstream-unsolicited')
  })
})

describe('the confirmation of an answer', () => {
  const confirmed = (confirmation: string) => refused(signedAnswer({ confirmation }))
  const bearer = (inside: string, method = 'bearer') =>
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${method}">${inside}</saml:SubjectConfirmation>`

  it('is one, by its bearer', async () => {
    for (const method of ['holder-of-key', 'sender-vouches']) {
      expect(await confirmed(bearer(confirmationData(), method))).to.equal('upstream-conditions')
    }
    expect(await confirmed('')).to.equal('upstream-conditions')
    expect(await confirmed(bearer(confirmationData()).repeat(2))).to.equal('upstream-conditions')
    expect(await confirmed(bearer(''))).to.equal('upstream-conditions')
  })

  it('is by nobody else, and holds no key', async () => {
    expect(await confirmed(bearer(nameIdElement('hans') + confirmationData()))).to.equal('upstream-conditions')
    const key = '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:KeyName>k</ds:KeyName></ds:KeyInfo>'
    expect(await confirmed(bearer(confirmationData({}, key)))).to.equal('upstream-conditions')
  })
})

describe('the conditions of an answer', () => {
  it('refuse it where the broker does not know them, or they stand twice', async () => {
    const under = (inside: string) => refused(signedAnswer({ conditions: conditionsElement(audience(SP) + inside) }))
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    for (const type of ['x:Weather', 'saml:OneTimeUseType']) {
      expect(await under(`<saml:Condition xmlns:x="urn:x" ${xsi} xsi:type="${type}"/>`)).to.equal('upstream-conditions')
    }
    expect(await under('<saml:ProxyRestriction/><saml:ProxyRestriction/>')).to.equal('upstream-malformed')
  })
})

describe('the proof in an answer', () => {
  it('is one AuthnStatement', async () => {
    expect(await refused(signedAnswer({ statement: authnStatement().repeat(2) }))).to.equal('upstream-malformed')
    expect(await refused(signedAnswer({ statement: '', values: attributeElement('urn:x', ['1']) }))).to.equal(
      'upstream-malformed',
    )
  })
})
