import { createHash, sign } from 'node:crypto'
import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { NS } from '../../../src/saml/namespaces.js'
import { testKey } from '../../support/saml-keys.js'
import { NOW } from '../../support/saml-requests.js'
import {
  assertionXml,
  attributeElement,
  audience,
  conditionsElement,
  nameIdElement,
  posted,
  responseXml,
  signedAt,
  SP,
  testUpstream,
  upstreamMessages,
  type UpstreamDraft,
} from '../../support/upstream-idp.js'

const GOOD_NAME = 'erika-4711'
const EVIL_NAME = 'admin'

/** Who is let in, or the code of the refusal. */
async function verdict(xml: string, draft: UpstreamDraft = {}): Promise<string> {
  try {
    const answer = await upstreamMessages().read(testUpstream(draft), posted(xml))
    return answer.kind === 'identity' ? answer.nameId.value : answer.why
  } catch (error) {
    if (error instanceof BrokerError) return error.code
    throw error
  }
}

const SETTINGS = (['either', 'assertion', 'response', 'both'] as const).map((signed) => ({ settings: { signed } }))

/** Nobody but the signed one is ever let in, whatever the settings; whether that one is, does not matter here. */
async function expectRefused(xml: string): Promise<void> {
  for (const draft of SETTINGS) {
    expect(await verdict(xml, draft), draft.settings.signed).to.be.oneOf(['upstream-malformed', 'upstream-signature'])
  }
}

const evilAssertion = (id = '_evil', inside = '') =>
  assertionXml({ attributes: { ID: id }, nameId: nameIdElement(EVIL_NAME) }).replace(
    '</saml:Issuer>',
    `</saml:Issuer>${inside}`,
  )

const SIGNED_ASSERTION = signedAt(assertionXml(), 'Assertion')
const SIGNED_RESPONSE = signedAt(responseXml(), 'Response')
const signatureIn = (xml: string): string => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? ''
const SIGNATURE = signatureIn(SIGNED_ASSERTION)
const RESPONSE_SIGNATURE = signatureIn(SIGNED_RESPONSE)
const BARE = SIGNED_ASSERTION.replace(SIGNATURE, '')

const withObject = (signature: string, inside: string): string =>
  signature.replace('</ds:Signature>', `<ds:Object>${inside}</ds:Object></ds:Signature>`)
const extensions = (inside: string): string => `<samlp:Extensions>${inside}</samlp:Extensions>`
const advice = (inside: string): string => `<saml:Advice>${inside}</saml:Advice>`
const holding = (content: string, rest: object = {}) => responseXml({ content, ...rest })

/** The eight permutations of "On Breaking SAML" as SAML Raider has them, and more places, for a signed assertion. */
const WRAPPED: Readonly<Record<string, string>> = {
  'XSW1, a signed Response inside the Signature of a forged one': responseXml({
    issuer: `<saml:Issuer>https://idp.nachbar.example/metadata</saml:Issuer>${withObject(RESPONSE_SIGNATURE, SIGNED_RESPONSE.replace(RESPONSE_SIGNATURE, ''))}`,
    attributes: { ID: '_evil-response' },
    content: evilAssertion(),
  }),
  'XSW2, the same before the Signature': responseXml({
    issuer: `<saml:Issuer>https://idp.nachbar.example/metadata</saml:Issuer>`,
    attributes: { ID: '_evil-response' },
    extensions: SIGNED_RESPONSE.replace(RESPONSE_SIGNATURE, '') + RESPONSE_SIGNATURE,
    content: evilAssertion(),
  }),
  'XSW3, a forged assertion before the signed one': holding(evilAssertion() + SIGNED_ASSERTION),
  'XSW4, the signed assertion inside a forged one': holding(
    evilAssertion().replace('</saml:Assertion>', `${SIGNED_ASSERTION}</saml:Assertion>`),
  ),
  'XSW5, the Signature in a forged assertion, the signed one behind it': holding(
    evilAssertion('_evil', SIGNATURE) + BARE,
  ),
  'XSW6, the signed assertion inside that Signature': holding(
    evilAssertion('_evil', SIGNATURE.replace('</ds:Signature>', `${BARE}</ds:Signature>`)),
  ),
  'XSW7, a forged assertion in Extensions': holding(SIGNED_ASSERTION, { extensions: extensions(evilAssertion()) }),
  'XSW8, the signed assertion in ds:Object of the Signature of a forged one': holding(
    evilAssertion('_evil', withObject(SIGNATURE, BARE)),
  ),
  'the same ID twice': holding(evilAssertion('_assertion-1', withObject(SIGNATURE, BARE))),
  'the signed assertion in Extensions, a forged one in its place': holding(evilAssertion(), {
    extensions: extensions(SIGNED_ASSERTION),
  }),
  'the signed assertion in the Advice of a forged one': holding(
    evilAssertion().replace('<saml:AuthnStatement', `${advice(SIGNED_ASSERTION)}<saml:AuthnStatement`),
  ),
  'the signed assertion in a StatusDetail': holding(evilAssertion()).replace(
    '</samlp:Status>',
    `<samlp:StatusDetail>${SIGNED_ASSERTION}</samlp:StatusDetail></samlp:Status>`,
  ),
  'the signed assertion in a value of a forged one': holding(
    evilAssertion().replace(
      '</saml:Assertion>',
      `<saml:AttributeStatement>${attributeElement('urn:x', [SIGNED_ASSERTION])}</saml:AttributeStatement></saml:Assertion>`,
    ),
  ),
  'the Signature in Extensions': holding(evilAssertion('_assertion-1'), { extensions: extensions(SIGNATURE) }),
  'the Signature of the Response in a forged assertion': holding(evilAssertion('_evil', RESPONSE_SIGNATURE)),
  'the Signature of the assertion under the Response': responseXml({
    issuer: `<saml:Issuer>https://idp.nachbar.example/metadata</saml:Issuer>${SIGNATURE}`,
    content: evilAssertion('_assertion-1'),
  }),
  'the signed assertion in Extensions, none in its place': holding('', { extensions: extensions(SIGNED_ASSERTION) }),
  'a stray Signature beside the good one': holding(SIGNED_ASSERTION, { extensions: extensions(SIGNATURE) }),
  'an assertion of another namespace before the signed one': holding(
    evilAssertion().replaceAll('saml:Assertion', 'x:Assertion').replace('xmlns:saml=', 'xmlns:x="urn:x" xmlns:saml='),
  ),
}

describe('a signed answer of an upstream that is wrapped in a forged one', () => {
  it('is what the attacks below are made from, and good by itself', async () => {
    expect(await verdict(holding(SIGNED_ASSERTION))).to.equal(GOOD_NAME)
    expect(await verdict(SIGNED_RESPONSE)).to.equal(GOOD_NAME)
    expect(await verdict(holding(SIGNED_ASSERTION).replace(GOOD_NAME, EVIL_NAME))).to.equal('upstream-signature')
  })

  for (const [what, xml] of Object.entries(WRAPPED)) {
    it(`is refused: ${what}`, () => expectRefused(xml))
  }

  it('is refused beside another assertion in a signed Response, too', () =>
    expectRefused(signedAt(holding(SIGNED_ASSERTION + evilAssertion('_second')), 'Response')))

  it('is refused as an assertion of somebody who may sign for another upstream', async () => {
    const theirs = signedAt(assertionXml(), 'Assertion', { key: testKey('serviceNext') })
    await expectRefused(holding(theirs))
  })
})

describe('a signature of an upstream that is taken off or made invisible', () => {
  const evil = holding(evilAssertion())
  for (const [what, xml] of Object.entries({
    'taken off': evil,
    empty: holding(evilAssertion('_evil', `<ds:Signature xmlns:ds="${NS.signature}"/>`)),
    'of another namespace': holding(evilAssertion('_assertion-1', SIGNATURE.replaceAll(NS.signature, 'urn:x'))),
    'without its value': holding(
      evilAssertion('_assertion-1', SIGNATURE.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, '')),
    ),
    'without a Reference': holding(
      evilAssertion('_assertion-1', SIGNATURE.replace(/<ds:Reference .*<\/ds:Reference>/s, '')),
    ),
    'to the whole document': holding(evilAssertion('_assertion-1', SIGNATURE.replace('URI="#_assertion-1"', 'URI=""'))),
  })) {
    it(`lets nobody in: ${what}`, () => expectRefused(xml))
  }
})

describe('a signature over something else than what is read', () => {
  /** A Signature that our key of the upstream made over whatever a digest is of. */
  const overDigest = (digest: string, id = '_evil'): string => {
    const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s
      .exec(SIGNATURE)?.[0]
      .replace('#_assertion-1', `#${id}`)
      .replace(/<ds:DigestValue>[^<]*/, `<ds:DigestValue>${digest}`)
    const octets = (info ?? '').replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${NS.signature}">`)
    const value = sign('sha256', Buffer.from(octets), testKey('service').privateKey).toString('base64')
    return `<ds:Signature xmlns:ds="${NS.signature}">${info}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`
  }

  it('holds nothing where the digest is that of nothing (void canonicalization)', async () => {
    const ofNothing = createHash('sha256').update('').digest('base64')
    await expectRefused(holding(evilAssertion('_evil', overDigest(ofNothing))))
    const relative = evilAssertion('_evil', overDigest(ofNothing)).replace('xmlns:saml=', 'xmlns:ns="1" xmlns:saml=')
    await expectRefused(holding(relative))
  })

  it('is refused with a comment in its digest or value', async () => {
    const digest = createHash('sha256').update('x').digest('base64')
    await expectRefused(holding(evilAssertion('_evil', overDigest(`<!--${digest}-->${digest}`))))
  })

  it('counts no key that comes in KeyInfo', async () => {
    const own = signedAt(holding(evilAssertion('_assertion-1')), 'Assertion', { key: testKey('stranger') })
    expect(own).to.include(testKey('stranger').certificate)
    await expectRefused(own)
  })
})

describe('tricks with what parsers see', () => {
  const signed = (name: string) => signedAt(holding(assertionXml({ nameId: nameIdElement(name) })), 'Assertion')

  it('a comment, CDATA or an instruction in a name refuses it, before and after signing', async () => {
    const name = 'admin.evil.example'
    for (const piece of ['<!---->', '<?p x?>', '<![CDATA[]]>']) {
      const before = await verdict(signed(`admin${piece}.evil.example`))
      const after = await verdict(signed(name).replace(name, `admin${piece}.evil.example`))
      // A signer that knows nothing of CDATA drops it: then the name is the one that it signed.
      expect(before, piece).to.be.oneOf(['upstream-malformed', ...(piece.includes('CDATA') ? [name] : [])])
      expect(after, piece).to.equal('upstream-malformed')
    }
  })

  it('a DOCTYPE, two roots or another encoding than its bytes refuse it', async () => {
    const good = signed(GOOD_NAME)
    for (const xml of [
      `<!DOCTYPE r [<!ENTITY e "x">]>${good}`,
      `<!DOCTYPE r [<!ATTLIST r ID CDATA "x">]>${good}`,
      good + good,
      `<?xml version="1.0" encoding="UTF-16"?>${good}`,
      `<?xml version="1.1"?>${good}`,
    ]) {
      expect(await verdict(xml)).to.equal('upstream-malformed')
    }
  })

  it('an attribute or element of another namespace is none of SAML’s', async () => {
    const twin = signedAt(
      holding(assertionXml({ data: { 'x:Recipient': 'https://evil.example', 'xmlns:x': 'urn:x' } })),
      'Assertion',
    )
    expect(await verdict(twin)).to.equal(GOOD_NAME)
    const only = assertionXml({
      data: { Recipient: null, 'x:Recipient': 'https://konto.example/x', 'xmlns:x': 'urn:x' },
    })
    expect(await verdict(signedAt(holding(only), 'Assertion'))).to.equal('upstream-not-for-us')
  })

  it('thousands of elements, attributes or levels refuse it before they cost anything', async () => {
    for (const xml of [
      holding(SIGNED_ASSERTION, { extensions: extensions('<x:a xmlns:x="urn:x"/>'.repeat(3000)) }),
      holding(SIGNED_ASSERTION, {
        extensions: extensions(
          `<x:a xmlns:x="urn:x"${Array.from({ length: 3000 }, (_, at) => ` a${at}=""`).join('')}/>`,
        ),
      }),
      holding(SIGNED_ASSERTION, { extensions: extensions(`${'<a xmlns="urn:x">'.repeat(60)}${'</a>'.repeat(60)}`) }),
    ]) {
      expect(await verdict(xml)).to.equal('upstream-malformed')
    }
  })
})

describe('a stolen answer', () => {
  const evening = NOW + 6 * 60_000

  it('ends by itself after a few minutes', async () => {
    const read = (now: number) => upstreamMessages(now).read(testUpstream(), posted(holding(SIGNED_ASSERTION)))
    expect((await read(NOW)).kind).to.equal('identity')
    const refusal = await read(evening).catch((error: unknown) => error)
    expect(refusal).to.be.instanceOf(BrokerError).and.include({ code: 'upstream-time' })
  })

  it('for another service is none for us, and one for another upstream of ours neither', async () => {
    for (const other of ['https://portal.example/metadata', SP.replace('nachbar', 'anderes')]) {
      const conditions = conditionsElement(audience(other))
      expect(await verdict(signedAt(holding(assertionXml({ conditions })), 'Assertion'))).to.equal(
        'upstream-not-for-us',
      )
    }
  })
})
