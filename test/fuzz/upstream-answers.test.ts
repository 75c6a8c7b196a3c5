import fc from 'fast-check'
import { expect } from 'chai'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { UpstreamAnswer } from '../../src/domain/ports/upstream-messages.js'
import { readIdpMetadata } from '../../src/saml/metadata/idp-metadata.js'
import { fuzzRuns, grownBelow, mutated } from '../support/fuzzing.js'
import { testKey } from '../support/saml-keys.js'
import { BROKER, NOW } from '../support/saml-requests.js'
import {
  assertionXml,
  attributeElement,
  audience,
  authnStatement,
  conditionsElement,
  posted,
  responseXml,
  sealed,
  signedAt,
  SP,
  testUpstream,
  upstreamMessages,
  type UpstreamDraft,
} from '../support/upstream-idp.js'

const messages = upstreamMessages()

/** What is read; null for a refusal of the family of upstreams. Anything else thrown is a fault. */
async function orRefused(base64: string, draft?: UpstreamDraft): Promise<UpstreamAnswer | null> {
  try {
    return await messages.read(testUpstream(draft), base64)
  } catch (error) {
    if (error instanceof BrokerError && error.code.startsWith('upstream-')) return null
    throw error
  }
}

const rich = assertionXml({
  values:
    attributeElement('urn:oid:2.5.4.42', ['Erika']) +
    attributeElement('urn:oid:1.2.40.0.10.2.1.1.55', ['1964-08-12']) +
    attributeElement('urn:oid:1.2.40.0.10.2.1.1.261.94', ['STORK-QAA-Level-2']),
  conditions: conditionsElement(`${audience(SP)}<saml:OneTimeUse/><saml:ProxyRestriction Count="1"/>`),
  statement: authnStatement(undefined, {}, ['https://a.example']),
})
const open = responseXml({ content: rich })
const inside = signedAt(rich, 'Assertion')

const GOOD: Readonly<Record<string, string>> = {
  'signed under the assertion': signedAt(open, 'Assertion'),
  'signed under the Response': signedAt(open, 'Response'),
  'signed twice': signedAt(signedAt(open, 'Assertion'), 'Response'),
  'signed and encrypted': responseXml({ content: sealed(inside) }),
  'encrypted and signed': signedAt(responseXml({ content: sealed(rich) }), 'Response'),
  'a refusal': signedAt(responseXml({ status: ['Responder', 'AuthnFailed'], content: '' }), 'Response'),
}

describe('answers of upstreams that were mutated', () => {
  // Measured from here on: what other tests of this process took is not their matter.
  let atStart = process.memoryUsage()
  before(() => {
    atStart = process.memoryUsage()
  })
  after(() => grownBelow(atStart, 400))

  for (const [what, good] of Object.entries(GOOD)) {
    it(`say what was signed, or nothing: ${what}`, async () => {
      const expected = await orRefused(posted(good))
      expect(expected).not.to.equal(null)
      await fc.assert(
        fc.asyncProperty(mutated(good), async (xml) => {
          const answer = await orRefused(posted(xml))
          if (answer) expect(answer).to.deep.equal(expected)
        }),
        fuzzRuns(200),
      )
    })
  }

  it('name nobody unsigned, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        mutated(open),
        fc.constantFrom('either', 'assertion', 'response', 'both'),
        async (xml, signed) => {
          expect(await orRefused(posted(xml), { settings: { signed } })).to.equal(null)
        },
      ),
      fuzzRuns(200),
    )
  })

  it('inside an encryption that anybody can make name nobody', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(rich), async (xml) => {
        expect(await orRefused(posted(responseXml({ content: sealed(xml) })))).to.equal(null)
      }),
      fuzzRuns(100),
    )
  })

  it('as bytes end in a refusal', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((sent) => Buffer.from(sent).toString('base64')),
      fc.string({ maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (base64) => {
        expect(await orRefused(base64)).to.equal(null)
      }),
      fuzzRuns(500),
    )
  })
})

describe('metadata of upstreams that were mutated', () => {
  it('give keys and addresses that are allowed, or a refusal in one line', () => {
    const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:'
    const key = `<md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${testKey('service').certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
    const text =
      `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}` +
      `<md:SingleLogoutService Binding="${binding}HTTP-POST" Location="https://idp.example/slo"/><md:SingleSignOnService Binding="${binding}HTTP-Redirect" Location="https://idp.example/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`
    const options = { signer: null, now: NOW, ownEntityId: BROKER, allowHttpLoopback: false, entityId: null }
    const pieces = [
      'https://evil.example/',
      'http:',
      '@',
      '#',
      '<!-- -->',
      '\u009b',
      '\u2028',
      '<',
      '"',
      'encryption',
      '-1',
    ]
    fc.assert(
      fc.property(mutated(text, pieces), (changed) => {
        try {
          const { idp } = readIdpMetadata(Buffer.from(changed), options)
          expect(idp.signingKeys).not.to.deep.equal([])
          for (const { location } of [...idp.sso, ...idp.slo]) {
            expect(location).to.match(/^https:\/\/[^@\s#/?\\]+([/?][^\s#]*)?$/i)
          }
        } catch (error) {
          if (!(error instanceof OperatorError)) throw error
          expect(error.message).not.to.match(/[\p{Cc}\p{Zl}]/u)
        }
      }),
      fuzzRuns(250),
    )
  })
})
