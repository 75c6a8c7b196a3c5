import { expect } from 'chai'
import { NS } from '../../../src/saml/namespaces.js'
import { childNamed, elements, type XmlElement } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { everyElement, isSignature } from '../../../src/saml/xml/signature-shape.js'
import { verifySignedPart } from '../../../src/saml/xml/verify-enveloped.js'
import { provenParts } from '../../../src/saml/sp/proven-parts.js'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { assertionXml, responseXml, sealed, signedAt, spKeys } from '../../support/upstream-idp.js'
import { EXC_C14N, signatureOver, TRANSFORMS } from '../../support/xml-messages.js'

const KEYS = [testKey('service').publicKey]
const XS = 'http://www.w3.org/2001/XMLSchema'

const parsed = (xml: string): XmlElement => parseXml(xml, { lossless: true })
const assertionIn = (root: XmlElement): XmlElement =>
  childNamed(root, NS.assertion, 'Assertion') ?? expect.fail('no assertion')

const verified = (root: XmlElement): XmlElement =>
  verifySignedPart(assertionIn(root), { ancestors: [root], inner: [] }, KEYS)

describe('a signed element inside a document', () => {
  it('is given as a tree of its verified bytes, without its Signature', () => {
    const root = parsed(signedAt(responseXml(), 'Assertion'))
    const tree = verified(root)
    expect(tree.name).to.equal('Assertion')
    expect(tree).not.to.equal(assertionIn(root))
    expect(everyElement(tree).some(isSignature)).to.equal(false)
    expect(elements(tree).map(({ name }) => name)).to.deep.equal(['Issuer', 'Subject', 'Conditions', 'AuthnStatement'])
  })

  /** The assertion as it is signed, with what a prefix list or an inclusive form keeps of the Response around it. */
  const signedWith = (declarations: string, recipe: object): XmlElement => {
    const open = assertionXml({ attributes: { ID: '_good' } })
    const canonical = open
      .replace(/<saml:Assertion xmlns:saml="[^"]+"/, `$&${declarations}`)
      .replace(/<(saml:\w+)([^>]*)\/>/g, '<$1$2></$1>')
    const signature = signatureOver(canonical, { key: testKey('service').privateKey, ...recipe })
    const content = open.replace('</saml:Issuer>', `$&${signature}`)
    return parsed(responseXml({ content, attributes: { 'xmlns:xs': XS } }))
  }

  it('is verified with the prefixes of its list, declared around it', () => {
    const list = `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="xs"></ec:InclusiveNamespaces>`
    const transforms = TRANSFORMS.replace(/<\/ds:Transform>$/, `${list}</ds:Transform>`)
    expect(verified(signedWith(` xmlns:xs="${XS}"`, { transforms })).name).to.equal('Assertion')
    expect(refusalOf(() => verified(signedWith('', { transforms })))).to.equal('saml-signature')
    expect(verified(signedWith('', {})).name).to.equal('Assertion')
  })

  it('has an ID that no other element of the document has, in whatever spelling', () => {
    for (const name of ['ID', 'Id', 'id', 'xml:id']) {
      const extensions = `<samlp:Extensions><x:any xmlns:x="urn:x" ${name}="_assertion-1"/></samlp:Extensions>`
      const root = parsed(signedAt(responseXml({ extensions }), 'Assertion'))
      expect(
        refusalOf(() => verified(root)),
        name,
      ).to.equal('saml-signature')
    }
  })

  it('with a Signature in it that nobody names is refused', () => {
    const root = parsed(signedAt(signedAt(responseXml(), 'Assertion'), 'Response'))
    expect(refusalOf(() => verifySignedPart(root, { ancestors: [], inner: [] }, KEYS))).to.equal('saml-signature')
    const inner = everyElement(assertionIn(root)).filter(isSignature)
    expect(verifySignedPart(root, { ancestors: [], inner }, KEYS).name).to.equal('Response')
  })
})

describe('what is read of a Response', () => {
  const demands = { signed: 'either', signedAssertion: false, encrypted: false } as const
  const open = responseXml()

  for (const [what, xml] of Object.entries({
    'its assertion is signed': signedAt(open, 'Assertion'),
    'it is signed itself': signedAt(open, 'Response'),
    'both are': signedAt(signedAt(open, 'Assertion'), 'Response'),
    'it is signed over what is encrypted': signedAt(responseXml({ content: sealed(assertionXml()) }), 'Response'),
  })) {
    it(`is never the document as it came: ${what}`, () => {
      const root = parsed(xml)
      const proof = { keys: KEYS, decrypters: spKeys().decrypters() }
      const { response, isResponseSigned, assertion } = provenParts(root, demands, proof)
      expect(assertion?.name).to.equal('Assertion')
      expect(everyElement(root)).not.to.include(assertion)
      expect(response === root).to.equal(!isResponseSigned)
    })
  }
})
