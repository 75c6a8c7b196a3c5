import { mock } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { SignedXml } from 'xml-crypto'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { authnRequest, envelopedSigned } from '../../support/saml-requests.js'

const KEYS = (['serviceNext', 'serviceEncryption', 'service'] as const).map((name) => testKey(name).publicKey)
const END = '</samlp:AuthnRequest>'

const verify = (text: string) => verifyEnvelopedSignature(text, parseXml(text), KEYS)

describe('canonicalizing a document', () => {
  let count = () => 0
  beforeEach(() => {
    const { mock: calls } = mock.method(SignedXml.prototype, 'checkSignature')
    count = () => calls.callCount()
  })
  afterEach(() => mock.restoreAll())

  it('is done once for a valid signature, however many keys were tried before', () => {
    verify(envelopedSigned(authnRequest()))
    expect(count()).to.equal(1)
  })

  it('is not done for a signature by none of the keys', () => {
    const text = envelopedSigned(authnRequest(), { key: testKey('stranger') })
    expect(refusalOf(() => verify(text))).to.equal('saml-signature')
    expect(count()).to.equal(0)
  })

  it('is not done for a signature that was taken from another message', () => {
    const text = envelopedSigned(authnRequest()).replace(
      END,
      `<samlp:Extensions><x:a xmlns:x="u"/></samlp:Extensions>${END}`,
    )
    expect(refusalOf(() => verify(text))).to.equal('saml-signature')
    expect(count()).to.equal(0)
  })
})

describe('a signature over any use of namespaces', () => {
  const name = fc.constantFrom('a', 'x:a', 'y:b')
  const declarations = fc.constantFrom(
    '',
    ' xmlns="urn:d"',
    ' xmlns=""',
    ' xmlns:x="urn:z" xmlns:unused="urn:n"',
    ' xmlns:y="urn:x"',
  )
  const attributes = fc.constantFrom(
    '',
    ' b="&#10;&lt;&quot;>" a="1"',
    ' y:c="1" x:d="&#13;" b=""',
    ' xml:lang="de" a=""',
  )
  const text = fc.constantFrom('', ' \n', 'ä&amp;>&#13;\r\n', '\u{1F600}"')
  const tag = fc.tuple(name, declarations, attributes)
  const written = ([tagName, declared, given]: readonly string[], inside: string) =>
    `<${tagName ?? ''}${declared ?? ''}${given ?? ''}>${inside}</${tagName ?? ''}>`
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.tuple(tag, text).map(([outer, inside]) => written(outer, inside)),
      fc.tuple(tag, text, tie('tree'), tie('tree')).map(([outer, ...inside]) => written(outer, inside.join(''))),
    ),
  }))

  it('holds: what we write to compare digests is what xml-crypto canonicalizes', () => {
    fc.assert(
      fc.property(tree, (inside) => {
        const content = `<samlp:Extensions xmlns:x="urn:x" xmlns:y="urn:y">${inside}</samlp:Extensions>`
        verify(envelopedSigned(authnRequest({ content })))
      }),
      { numRuns: 300 },
    )
  })
})
