import { expect } from 'chai'
import fc from 'fast-check'
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm'
import { SignedXml } from 'xml-crypto'
import { element, join, startTag, text, type CanonicalXml } from '../../../src/saml/xml/canonical-writer.js'
import { refusalOf } from '../../support/saml-errors.js'

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/**
 * The document's digest input as xml-crypto makes it: sign it with a fake algorithm and look at what was referenced.
 */
function byXmlCrypto(xml: string): string {
  let canonical = ''
  const signer = new SignedXml({
    canonicalizationAlgorithm: EXCLUSIVE,
    signatureAlgorithm: 'urn:none',
    privateKey: 'none',
  })
  signer.SignatureAlgorithms['urn:none'] = class {
    getAlgorithmName = () => 'urn:none'
    getSignature = () => ''
    verifySignature = () => false
  }
  signer.HashAlgorithms['urn:seen'] = class {
    getAlgorithmName = () => 'urn:seen'
    getHash = (octets: string) => {
      canonical = octets
      return ''
    }
  }
  signer.addReference({ xpath: '/*', transforms: [EXCLUSIVE], digestAlgorithm: 'urn:seen' })
  signer.computeSignature(xml)
  return canonical
}

function byLibxml2(xml: string): string {
  const document = XmlDocument.fromString(xml)
  try {
    return document.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 })
  } finally {
    document.dispose()
  }
}

/** Any text that XML 1.0 can hold, with much of what needs care. */
const special = fc.constantFrom(
  '&',
  '<',
  '>',
  '"',
  "'",
  '\t',
  '\n',
  '\r',
  '\r\n',
  ']]>',
  '&amp;',
  '\u0085',
  '\u2028',
  'Ḫ',
  'ẞ',
  'C̨̆',
  '𝄞',
)
const character = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((each) => /^[\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(each))
const anyText = fc
  .array(fc.oneof(special, character), { maxLength: 12 })
  .map((parts) => parts.join(''))
  .filter((each) => !each.includes('\uFEFF'))

const sample = (inText: string, inAttribute: string): CanonicalXml =>
  element(
    'a:root',
    { ID: 'x', 'xmlns:a': 'urn:a', Zone: inAttribute, Alpha: inAttribute },
    element('a:child', {}, text(inText)),
    element(
      'b:child',
      { 'xmlns:b': 'urn:b', value: inAttribute },
      element('b:empty', {}),
      element('a:inner', {}, text(inText)),
    ),
    text(inText),
  )

describe('the canonical writer', () => {
  it('writes what libxml2 makes of it, for any value', () => {
    fc.assert(
      fc.property(anyText, anyText, (inText, inAttribute) => {
        const written = sample(inText, inAttribute)
        expect(byLibxml2(written)).to.equal(written)
      }),
      { numRuns: 500 },
    )
  })

  it('writes what xml-crypto makes of it, for any value', () => {
    fc.assert(
      fc.property(anyText, anyText, (inText, inAttribute) => {
        // Its parser takes XML 1.1's line ends for such, in XML 1.0 too.
        fc.pre(!/[\u0085\u2028]/.test(inText + inAttribute))
        const written = sample(inText, inAttribute)
        expect(byXmlCrypto(written)).to.equal(written)
      }),
      { numRuns: 200 },
    )
  })

  it('escapes by place, as canonical XML has it', () => {
    expect(text('<&>"\'\r\n\t')).to.equal('&lt;&amp;&gt;"\'&#xD;\n\t')
    expect(startTag('a', { b: '<&>"\'\r\n\t' })).to.equal('<a b="&lt;&amp;>&quot;\'&#xD;&#xA;&#x9;">')
  })

  it('puts declarations first, then attributes by name', () => {
    const attributes = { b: '1', 'xmlns:z': 'urn:z', A: '2', 'xmlns:c': 'urn:c', xmlns: 'urn:d' }
    expect(startTag('z:a', attributes)).to.equal('<z:a xmlns="urn:d" xmlns:c="urn:c" xmlns:z="urn:z" A="2" b="1">')
  })

  it('writes empty elements with an end tag', () => {
    expect(join(element('a', {}), element('b', {}))).to.equal('<a></a><b></b>')
  })

  it('refuses what XML 1.0 cannot hold', () => {
    for (const character of ['\0', '\x0B', '\x1F', '\uFFFE', '\uFFFF', '\uD834', '\uDD1E', 'x\uDC00y']) {
      expect(refusalOf(() => text(character))).to.equal('internal')
      expect(refusalOf(() => startTag('a', { b: character }))).to.equal('internal')
    }
    expect(text('\uD834\uDD1E')).to.equal('𝄞')
  })
})
