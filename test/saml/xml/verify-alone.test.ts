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

describe('verifying', () => {
  afterEach(() => mock.restoreAll())

  it('asks no other library, whose parser could read another document', () => {
    const calls = (['checkSignature', 'loadSignature', 'getSignedReferences'] as const).map(
      (name) => mock.method(SignedXml.prototype, name).mock,
    )
    verify(envelopedSigned(authnRequest()))
    const other = envelopedSigned(authnRequest(), { key: testKey('stranger') })
    expect(refusalOf(() => verify(other))).to.equal('saml-signature')
    expect(calls.map((each) => each.callCount())).to.deep.equal([0, 0, 0])
  })

  it('refuses a signature that was taken from another message', () => {
    const text = envelopedSigned(authnRequest()).replace(
      END,
      `<samlp:Extensions><x:a xmlns:x="u"/></samlp:Extensions>${END}`,
    )
    expect(refusalOf(() => verify(text))).to.equal('saml-signature')
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

  it('holds: what we digest is what xml-crypto canonicalizes to sign', () => {
    fc.assert(
      fc.property(tree, (inside) => {
        const content = `<samlp:Extensions xmlns:x="urn:x" xmlns:y="urn:y">${inside}</samlp:Extensions>`
        verify(envelopedSigned(authnRequest({ content })))
      }),
      { numRuns: 300 },
    )
  })
})
