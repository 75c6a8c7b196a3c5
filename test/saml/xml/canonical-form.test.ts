import { expect } from 'chai'
import fc from 'fast-check'
import { XmlC14NMode, XmlDocument, XmlElement as LibxmlElement } from 'libxml2-wasm'
import { canonicalForm, scopeOf, type CanonicalMethod, type Scope } from '../../../src/saml/xml/canonical-form.js'
import { elements, type XmlElement } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'

type InclusiveMode = typeof XmlC14NMode.XML_C14N_1_0 | typeof XmlC14NMode.XML_C14N_1_1

/** The element called `target`, with the namespaces around it. */
function targetIn(element: XmlElement, around: Scope = new Map()): { element: XmlElement; around: Scope } | null {
  if (element.name === 'target') return { element, around }
  for (const child of elements(element)) {
    const found = targetIn(child, scopeOf(element, around))
    if (found) return found
  }
  return null
}

function ours(xml: string, method: CanonicalMethod): string {
  const found = targetIn(parseXml(xml, { lossless: true, commentsBetweenElements: true }))
  if (!found) throw new Error('no target')
  return canonicalForm(found.element, method, found.around)
}

function byLibxml2(
  xml: string,
  { inclusive, comments }: CanonicalMethod,
  version: InclusiveMode = XmlC14NMode.XML_C14N_1_0,
): string {
  const document = XmlDocument.fromString(xml)
  try {
    const target = document.get("//*[local-name()='target']")
    if (!(target instanceof LibxmlElement)) throw new Error('no target')
    if (inclusive === 'all') return target.canonicalizeToString({ mode: version, withComments: comments })
    return target.canonicalizeToString({
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      inclusiveNamespacePrefixes: inclusive.map((prefix) => prefix || '#default'),
      withComments: comments,
    })
  } finally {
    document.dispose()
  }
}

const prefix = fc.constantFrom('', 'a', 'B', 'b', 'S', 'ns2')
const uri = fc.constantFrom('urn:1', 'urn:2', 'urn:3')

/** An element with declarations of its own, whether it uses them or not. */
const markup = (name: string, inside: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      declares: fc.dictionary(prefix, uri, { maxKeys: 3, noNullPrototype: true }),
      undeclares: fc.boolean(),
      uses: prefix,
      attribute: prefix,
      text: fc.constantFrom('', 'x', '&amp;&lt;', '"', ' \n', ' <!-- a & b > c --> <!--\n-->\n', '<!---->'),
      after: fc.constantFrom('', ' ', '<!-- ä -->', '\n<!-- x -->\n<!-- y -->'),
      inside,
    })
    .map(({ declares, undeclares, uses, attribute, text, after, inside: children }) => {
      const declared: Record<string, string> = {
        ...(uses === '' ? {} : { [uses]: 'urn:u' }),
        ...(attribute === '' ? {} : { [attribute]: 'urn:v' }),
        ...declares,
        ...(undeclares ? { '': '' } : {}),
      }
      const written = Object.entries(declared).map(([each, value]) => ` xmlns${each && `:${each}`}="${value}"`)
      const qualified = (each: string, local: string): string => (each ? `${each}:${local}` : local)
      // A comment beside a text is refused; between elements it stands where there are no words.
      const [before, behind] = /^[ \n]*($|<!--)/.test(text) ? [text, after] : [text, '']
      return (
        `<${qualified(uses, name)}${written.join('')} ${qualified(attribute, 'k')}="1&#9;&quot;">` +
        `${before}${children}${behind}</${qualified(uses, name)}>`
      )
    })

const document = markup(
  'root',
  markup('around', markup('target', fc.oneof(fc.constant(''), markup('in', markup('deep', fc.constant('')))))),
)

describe('the canonical form of an element', () => {
  const runs = { numRuns: 300 }

  it('is that of libxml2 where it is exclusive, with InclusiveNamespaces, and with and without comments', () => {
    fc.assert(
      fc.property(document, fc.uniqueArray(prefix, { maxLength: 4 }), fc.boolean(), (xml, inclusive, comments) => {
        expect(ours(xml, { inclusive, comments })).to.equal(byLibxml2(xml, { inclusive, comments }))
      }),
      runs,
    )
  })

  it('is that of libxml2 where it is inclusive 1.0 and 1.1, with and without comments', () => {
    fc.assert(
      fc.property(document, fc.boolean(), (xml, comments) => {
        const method: CanonicalMethod = { inclusive: 'all', comments }
        const form = ours(xml, method)
        expect(form).to.equal(byLibxml2(xml, method, XmlC14NMode.XML_C14N_1_0))
        expect(form).to.equal(byLibxml2(xml, method, XmlC14NMode.XML_C14N_1_1))
      }),
      runs,
    )
  })

  it('has a listed prefix at the signed element though nothing in it uses it', () => {
    const xml = '<a:root xmlns:a="urn:1" xmlns:b="urn:2"><a:target></a:target></a:root>'
    expect(ours(xml, { inclusive: [], comments: false })).to.equal('<a:target xmlns:a="urn:1"></a:target>')
    expect(ours(xml, { inclusive: ['b'], comments: false })).to.equal(
      '<a:target xmlns:a="urn:1" xmlns:b="urn:2"></a:target>',
    )
  })

  it('keeps comments as they are where it is asked to, and drops them otherwise', () => {
    const xml = '<target> <!-- a & b > c --> <in/><!--2--></target>'
    expect(ours(xml, { inclusive: [], comments: true })).to.equal(
      '<target> <!-- a & b > c --> <in></in><!--2--></target>',
    )
    expect(ours(xml, { inclusive: [], comments: false })).to.equal('<target>  <in></in></target>')
  })
})
