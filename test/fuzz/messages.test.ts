import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect } from 'chai'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { readPost } from '../../src/saml/bindings/post.js'
import { readRedirect } from '../../src/saml/bindings/redirect.js'
import type { ReceivedRequest } from '../../src/saml/idp/receive-request.js'
import type { XmlElement } from '../../src/saml/xml/node.js'
import { parseXml } from '../../src/saml/xml/parse.js'
import { writeElement } from '../../src/saml/xml/write-element.js'
import { fuzzRuns, grownBelow, mutated } from '../support/fuzzing.js'
import { samlBroker } from '../support/saml-broker.js'
import {
  authnContext,
  authnRequest,
  envelopedSigned,
  postFields,
  redirectQuery,
  signedRedirectQuery,
} from '../support/saml-requests.js'
import { ACS, acs, SERVICE, testService } from '../support/saml-service.js'

const OTHER = 'https://portal.aachen.example/saml/other'
const QUERY_PIECES = ['&', '=', '%', '%00', '%3D', '+', ';', 'SAMLRequest=', 'RelayState=x', '&SigAlg=', '[]', '#', '?']

const rich = authnRequest({
  attributes: {
    ForceAuthn: 'true',
    IsPassive: 'false',
    AttributeConsumingServiceIndex: '0',
    ProviderName: 'Bürgeramt',
  },
  content: [
    '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" AllowCreate="true"/>',
    authnContext('minimum', 'http://eidas.europa.eu/LoA/low', 'urn:example:unknown'),
    '<samlp:Scoping ProxyCount="1"><samlp:IDPList><samlp:IDPEntry ProviderID="https://konto.example/saml/metadata"/></samlp:IDPList></samlp:Scoping>',
  ].join(''),
})

const assertionConsumerServices = [acs(ACS, { index: 0 }), acs(OTHER, { index: 1 })]
const lenient = samlBroker({ services: [testService({ metadata: { assertionConsumerServices } })] })
const demanding = samlBroker({
  services: [testService({ metadata: { assertionConsumerServices, authnRequestsSigned: true } })],
})

/** What `read` gives; null for a refusal of the catalogue. Anything else thrown is a fault. */
function orRefused<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof BrokerError && error.code !== 'internal' && error.code !== 'unavailable') return null
    throw error
  }
}

const expectProven = (received: ReceivedRequest | null): void => {
  if (!received) return
  expect(received.service.entityId).to.equal(SERVICE)
  expect(received.reply.acsLocation).to.be.oneOf([ACS, OTHER])
}

describe('messages that were mutated', () => {
  // Measured from here on: what other tests of this process took is not their matter.
  let atStart = process.memoryUsage()
  before(() => {
    atStart = process.memoryUsage()
  })
  after(() => grownBelow(atStart, 400))

  it('as a query: are refused by the catalogue or read within the limits', () => {
    const good = signedRedirectQuery(rich, { relayState: 'ticket 1 & 2' })
    fc.assert(
      fc.property(mutated(good, QUERY_PIECES), (query) => {
        const read = orRefused(() => readRedirect(query))
        if (!read) return
        expect(Buffer.byteLength(read.xml)).to.be.at.most(128 * 1024)
        expect(Buffer.byteLength(read.relayState ?? '')).to.be.at.most(1024)
      }),
      fuzzRuns(1_000),
    )
  })

  it('as a query of a service that signs: say what was signed, or nothing', () => {
    const good = signedRedirectQuery(rich, { relayState: 'ticket' })
    const { requirements, reply } = demanding.redirect(good)
    fc.assert(
      fc.property(mutated(good, QUERY_PIECES), (query) => {
        const received = orRefused(() => demanding.redirect(query))
        if (!received) return
        expect(received.requirements).to.deep.equal(requirements)
        expect({ ...received.reply, fingerprint: '' }).to.deep.equal({ ...reply, fingerprint: '' })
      }),
      fuzzRuns(600),
    )
  })

  it('as form fields: are refused by the catalogue or read within the limits', () => {
    const base64 = postFields(rich)['SAMLRequest'] ?? ''
    const names = fc.oneof(fc.constantFrom('SAMLRequest', 'RelayState', 'SAMLResponse', 'SigAlg'), fc.string())
    fc.assert(
      fc.property(mutated(base64, ['=', ' ', '-', '_', '\n']), fc.dictionary(names, fc.string()), (text, more) => {
        const read = orRefused(() => readPost({ ...more, SAMLRequest: text }))
        if (read) expect(Buffer.byteLength(read.xml)).to.be.at.most(128 * 1024)
      }),
      fuzzRuns(1_000),
    )
  })

  it('as bytes: whatever is deflated and sent never ends in anything but a refusal or a proven request', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      mutated(rich).map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(bytes, fc.boolean(), (sent, deflate) => {
        const base64 = (deflate ? deflateRawSync(sent) : Buffer.from(sent)).toString('base64')
        expectProven(orRefused(() => lenient.redirect(`SAMLRequest=${encodeURIComponent(base64)}`)))
        expectProven(orRefused(() => lenient.post({ SAMLRequest: base64 })))
      }),
      fuzzRuns(1_000),
    )
  })

  it('as XML, unsigned: lead to no address and no sender that is not registered', () => {
    fc.assert(
      fc.property(mutated(rich), (xml) => {
        expectProven(orRefused(() => lenient.redirect(redirectQuery(xml))))
        expect(orRefused(() => demanding.redirect(redirectQuery(xml)))).to.equal(null)
      }),
      fuzzRuns(600),
    )
  })

  it('as XML, signed: say what was signed, or nothing', () => {
    const good = envelopedSigned(rich)
    const { requirements, reply } = demanding.post(postFields(good))
    fc.assert(
      fc.property(mutated(good), (xml) => {
        const received = orRefused(() => demanding.post(postFields(xml)))
        if (!received) return
        expect(received.requirements).to.deep.equal(requirements)
        expect({ ...received.reply, fingerprint: '' }).to.deep.equal({ ...reply, fingerprint: '' })
      }),
      fuzzRuns(600),
    )
  })
})

describe('the parser', () => {
  const name = fc.constantFrom('a', 'b', 'p:a', 'p:b', 'xmlns', 'xml:id', 'é', 'a.b')
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('&amp;', '&#65;', '&#x0;', '&x;', '<!-- -->', '<?p?>', '<![CDATA[x]]>', ']]>', '\r\n', '\uFEFF'),
  )
  const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
    content: fc.oneof({ maxDepth: 4, withCrossShrink: true }, words, tie('element')),
    element: fc
      .tuple(
        name,
        fc.array(fc.tuple(name, words), { maxLength: 3 }),
        fc.array(tie('content'), { maxLength: 3 }),
        fc.option(name, { freq: 20 }),
      )
      .map(
        ([open, attributes, inside, close]) =>
          `<${open}${attributes.map(([key, value]) => ` ${key}="${value}"`).join('')}>${inside.join('')}</${close ?? open}>`,
      ),
  }))

  it('takes a document or refuses it, and reads what it took the same when it is written again', () => {
    const document = fc
      .tuple(fc.constantFrom('', ' xmlns:p="urn:p"'), element)
      .map(([declared, inside]) => `<r${declared}>${inside}</r>`)
    fc.assert(
      fc.property(document, (text) => {
        const tree = orRefused(() => parseXml(text))
        if (tree) expect(inOrder(parseXml(writeElement(tree)))).to.deep.equal(inOrder(tree))
      }),
      fuzzRuns(2_000),
    )
  })
})

/** Canonical form puts attributes in order; nothing else of a tree may change by being written. */
const inOrder = (tree: XmlElement): XmlElement => ({
  ...tree,
  attributes: [...tree.attributes].sort((a, b) => {
    const [left, right] = [a, b].map(({ namespace, name }) => `${namespace} ${name}`)
    return (left ?? '') < (right ?? '') ? -1 : 1
  }),
  children: tree.children.map((child) => (typeof child === 'string' ? child : inOrder(child))),
})
