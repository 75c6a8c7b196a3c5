import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { attribute, childrenNamed, elements, textOf } from '../../../src/saml/xml/node.js'
import { parseXml, type ParseOptions } from '../../../src/saml/xml/parse.js'

function refusal(text: string, options: ParseOptions = {}): string {
  try {
    parseXml(text, options)
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'saml-not-xml') return error.detail ?? ''
    throw error
  }
  throw new Error(`accepted: ${text.slice(0, 80)}`)
}

const WITH_COMMENTS = { commentsBetweenElements: true }

describe('parseXml', () => {
  it('gives elements, attributes and text with their namespaces', () => {
    const root = parseXml(
      '<?xml version="1.0" encoding="utf-8"?>\n<p:a xmlns:p="urn:p" xmlns="urn:d" x="1" p:y="2" xml:lang="de"><b>Stra&#xDF;e &amp; &lt;Hof&gt;</b></p:a>\n',
    )
    expect(root).to.include({ namespace: 'urn:p', name: 'a', prefix: 'p' })
    expect(attribute(root, 'x')).to.equal('1')
    expect(attribute(root, 'y'), 'of another namespace').to.equal(null)
    expect(root.attributes.map(({ namespace, name }) => [namespace, name])).to.deep.equal([
      ['', 'x'],
      ['urn:p', 'y'],
      ['http://www.w3.org/XML/1998/namespace', 'lang'],
    ])
    expect(childrenNamed(root, 'urn:d', 'b').map(textOf)).to.deep.equal(['Straße & <Hof>'])
  })

  it('reads line ends and white space in attributes as XML 1.0 says', () => {
    const root = parseXml('<a b="1\n2">x\r\ny&#13;</a>')
    expect(attribute(root, 'b')).to.equal('1 2')
    expect(root.children).to.deep.equal(['x\ny\r'])
  })

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['a DOCTYPE', '<!DOCTYPE a><a/>', /DOCTYPE/],
    ['a DOCTYPE with entities', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /DOCTYPE/],
    ['an unknown entity', '<a>&nbsp;</a>', /entity/],
    ['an entity with the name of a JavaScript property', '<a>&constructor;</a>', /entity/],
    ['a CDATA section', '<a><![CDATA[x]]></a>', /CDATA/],
    ['a processing instruction in an element', '<a><?p x?></a>', /processing instruction/],
    ['a processing instruction before the root', '<?xml-stylesheet href="x"?><a/>', /processing instruction/],
    ['a comment', '<a><!-- x --></a>', /comment/],
    ['a comment before the root', '<!-- x --><a/>', /comment/],
    ['XML 1.1', '<?xml version="1.1"?><a/>', /XML 1\.0/],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', /UTF-8/],
    ['an XML declaration that is not at the start', ' <?xml version="1.0"?><a/>', /start/],
    ['two roots', '<a/><b/>', /root/],
    ['text after the root', '<a/>x', /outside/],
    ['no root', ' ', /root/],
    ['an open element', '<a><b></a>', /tag/],
    ['crossed elements', '<a><b></a></b>', /tag/],
    ['an undeclared element prefix', '<p:a/>', /unbound/],
    ['an undeclared attribute prefix', '<a p:b="1"/>', /unbound/],
    ['a prefix taken back', '<a xmlns:p="u"><b xmlns:p=""/></a>', /undefine/],
    ['a rebound xml prefix', '<a xmlns:xml="urn:x"/>', /xml/],
    ['an attribute twice', '<a b="1" b="2"/>', /duplicate/],
    ['an attribute twice under two prefixes', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', /duplicate/],
    ['a name with two colons', '<p:a:b xmlns:p="u"/>', /malformed/],
    ['an attribute without quotes', '<a b=1/>', /unquoted/],
    ['< in an attribute', '<a b="<"/>', /disallowed/],
    [']]> in text', '<a>]]></a>', /]]>/],
    ['a control character', '<a>\u0001</a>', /does not allow/],
    ['a control character as a reference', '<a>&#1;</a>', /malformed/],
    ['a surrogate as a reference', '<a>&#xD800;</a>', /malformed/],
    ['a lone high surrogate', '<a>\uD800x</a>', /does not allow/],
    ['a lone low surrogate', '<a>\uDC00</a>', /does not allow/],
    ['U+FFFE', '<a>\uFFFE</a>', /does not allow/],
    ['a byte order mark at the start of the text', '\uFEFF<a/>', /byte order mark/],
    ['a byte order mark in a text', '<a>x\uFEFFy</a>', /byte order mark/],
    ['a byte order mark as a reference', '<a>&#xFEFF;</a>', /byte order mark/],
    ['a byte order mark in an attribute', '<a b="\uFEFF"/>', /byte order mark/],
    ['an element’s name beyond U+FFFF', '<a><\u{10000}/></a>', /beyond U\+FFFF/],
    ['a prefix beyond U+FFFF', '<a xmlns:\u{10000}="urn:x"/>', /beyond U\+FFFF/],
    ['a very long namespace', `<a xmlns="urn:${'x'.repeat(1100)}"/>`, /namespace/],
  ]
  for (const [what, text, rule] of refused) {
    it(`refuses ${what}`, () => {
      expect(refusal(text)).to.match(rule)
    })
  }

  it('says line and column of the fault', () => {
    expect(refusal('<a>\n  <b>&x;</b></a>')).to.match(/^2:\d+: /)
    expect(refusal('<a>\n\n<!-- x --></a>')).to.match(/^line 3, column \d+: /)
    expect(refusal('<a>\n\n\u0002</a>')).to.match(/^line 3: /)
  })

  it('refuses a text above the limit before it reads any of it', () => {
    expect(refusal('x'.repeat(200_000))).to.equal('the document is too large')
    expect(refusal('<a>12345</a>', { maxLength: 11 })).to.equal('the document is too large')
  })

  it('refuses elements nested deeper than the limit', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(parseXml(nested(32)).name).to.equal('a')
    expect(refusal(nested(33))).to.match(/deeply/)
    expect(refusal(nested(20_000), { maxLength: 1_000_000 })).to.match(/deeply/)
  })

  it('refuses more elements and attributes than the limit', () => {
    expect(refusal(`<a>${'<b/>'.repeat(5_000)}</a>`)).to.match(/too many/)
    const attributes = Array.from({ length: 5_000 }, (_, index) => `a${index}=""`).join(' ')
    expect(refusal(`<a ${attributes}/>`)).to.match(/too many/)
  })

  describe('with comments between elements', () => {
    it('ignores them, before and after the root too', () => {
      const root = parseXml('<!-- 1 --><a><!-- 2 --><b> x </b> <!-- 3 --> <c/><!-- 4 --></a><!-- 5 -->', WITH_COMMENTS)
      expect(elements(root).map(({ name }) => name)).to.deep.equal(['b', 'c'])
      expect(root.children.filter((child) => typeof child === 'string')).to.deep.equal(['  '])
    })

    for (const text of [
      '<a>https://sp.example<!-- -->.evil.example</a>',
      '<a>x<!-- --></a>',
      '<a><!-- -->x</a>',
      '<a><!-- --> <!-- --> &#120;</a>',
      '<a>x<b/><!-- --></a>',
    ]) {
      it(`refuses a comment inside a text: ${text}`, () => {
        expect(refusal(text, WITH_COMMENTS)).to.match(/comment inside a text/)
      })
    }

    it('refuses a malformed comment and everything else as before', () => {
      expect(refusal('<a><!-- x -- y --></a>', WITH_COMMENTS)).to.match(/comment/)
      expect(refusal('<a><?p x?></a>', WITH_COMMENTS)).to.match(/processing instruction/)
      expect(refusal('<a><![CDATA[x]]></a>', WITH_COMMENTS)).to.match(/CDATA/)
    })
  })
})
