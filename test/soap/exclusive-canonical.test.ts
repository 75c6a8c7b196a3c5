import { expect } from 'chai'
import fc from 'fast-check'
import { XmlC14NMode, XmlDocument, XmlElement as LibxmlElement } from 'libxml2-wasm'
import { elements, type XmlElement } from '../../src/saml/xml/node.js'
import { parseXml } from '../../src/saml/xml/parse.js'
import { exclusiveCanonical, scopeOf } from '../../src/soap/exclusive-canonical.js'

type Scope = ReadonlyMap<string, string>

/** The element called `target`, with the namespaces around it. */
function targetIn(element: XmlElement, around: Scope = new Map()): { element: XmlElement; around: Scope } | null {
  if (element.name === 'target') return { element, around }
  for (const child of elements(element)) {
    const found = targetIn(child, scopeOf(element, around))
    if (found) return found
  }
  return null
}

function ours(xml: string, inclusive: readonly string[]): string {
  const found = targetIn(parseXml(xml, { keepDeclarations: true }))
  if (!found) throw new Error('no target')
  return exclusiveCanonical(found.element, { around: found.around, inclusive })
}

function byLibxml2(xml: string, inclusive: readonly string[]): string {
  const document = XmlDocument.fromString(xml)
  try {
    const target = document.get("//*[local-name()='target']")
    if (!(target instanceof LibxmlElement)) throw new Error('no target')
    return target.canonicalizeToString({
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      inclusiveNamespacePrefixes: inclusive.map((prefix) => prefix || '#default'),
    })
  } finally {
    document.dispose()
  }
}

const prefix = fc.constantFrom('', 'a', 'b', 'S', 'ns2')
const uri = fc.constantFrom('urn:1', 'urn:2', 'urn:3')

/** An element with declarations of its own, whether it uses them or not. */
const markup = (name: string, inside: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      declares: fc.dictionary(prefix, uri, { maxKeys: 3, noNullPrototype: true }),
      uses: prefix,
      attribute: prefix,
      text: fc.constantFrom('', 'x', '&amp;&lt;', '"', ' \n'),
      inside,
    })
    .map(({ declares, uses, attribute, text, inside: children }) => {
      const declared = {
        ...(uses === '' ? {} : { [uses]: 'urn:u' }),
        ...(attribute === '' ? {} : { [attribute]: 'urn:v' }),
        ...declares,
      }
      const written = Object.entries(declared).map(([each, value]) => ` xmlns${each && `:${each}`}="${value}"`)
      const qualified = (each: string, local: string): string => (each ? `${each}:${local}` : local)
      return `<${qualified(uses, name)}${written.join('')} ${qualified(attribute, 'k')}="1&#9;&quot;">${text}${children}</${qualified(uses, name)}>`
    })

const document = markup(
  'root',
  markup('around', markup('target', fc.oneof(fc.constant(''), markup('in', markup('deep', fc.constant('')))))),
)

describe('the exclusive canonical form with InclusiveNamespaces', () => {
  it('is that of libxml2', () => {
    fc.assert(
      fc.property(document, fc.uniqueArray(prefix, { maxLength: 4 }), (xml, inclusive) => {
        expect(ours(xml, inclusive)).to.equal(byLibxml2(xml, inclusive))
      }),
      { numRuns: 300 },
    )
  })

  it('writes a listed prefix at the signed element though nothing in it uses it', () => {
    const xml = '<a:root xmlns:a="urn:1" xmlns:b="urn:2"><a:target></a:target></a:root>'
    expect(ours(xml, [])).to.equal('<a:target xmlns:a="urn:1"></a:target>')
    expect(ours(xml, ['b'])).to.equal('<a:target xmlns:a="urn:1" xmlns:b="urn:2"></a:target>')
  })
})
