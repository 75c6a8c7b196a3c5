import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { attribute, childNamed, textOf, typedValue } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'

const SCHEMAS = new URL('../../../src/saml/xml/schemas/', import.meta.url)

/** The names of all attributes that the schemas declare, and whether one of their types keeps white space. */
function declaredAttributes(): ReadonlyMap<string, ReadonlySet<boolean>> {
  const texts = readdirSync(SCHEMAS)
    .filter((name) => name.endsWith('.xsd') && name !== 'xml.xsd')
    .map((name) => readFileSync(new URL(name, SCHEMAS), 'utf8').replace(/<!--[^]*?-->/g, ''))
  const all = texts.join('\n')
  const bases = new Map(
    [...all.matchAll(/<simpleType name=["'](\w+)["']>\s*<restriction base=["'](?:\w+:)?(\w+)["']/g)].map(
      ([, name = '', base = '']) => [name, base],
    ),
  )
  const keepsSpace = (type: string): boolean => (bases.has(type) ? bases.get(type) : type) === 'string'
  const found = new Map<string, Set<boolean>>()
  for (const [, name = '', type = ''] of all.matchAll(/<attribute name=["'](\w+)["']\s+type=["'](?:\w+:)?(\w+)["']/g)) {
    found.set(name, (found.get(name) ?? new Set()).add(keepsSpace(type)))
  }
  return found
}

describe('the value of an attribute', () => {
  it('keeps its white space where every schema that we check by types it as a string, and nowhere else', () => {
    const declared = declaredAttributes()
    expect([...declared.keys()]).to.include.members(['Location', 'entityID', 'Name', 'Comparison', 'use'])
    for (const [name, kinds] of declared) {
      // xmlenc has a string of this name, SAML an address; the broker reads neither.
      if (name === 'Recipient') continue
      expect([...kinds], name).to.have.length(1)
      expect(typedValue(name, ' a \n b\t'), name).to.equal(kinds.has(true) ? ' a \n b\t' : 'a b')
    }
  })

  it('loses the white space of XML alone: a no-break space makes another value', () => {
    expect(typedValue('Location', '\u00A0a\u2003\u0085')).to.equal('\u00A0a\u2003\u0085')
  })

  it('is read so from an element, and null where there is none without a namespace', () => {
    const root = parseXml('<a Location=" x&#10;" Name=" y " p:Binding="z" xmlns:p="urn:p"/>')
    expect(attribute(root, 'Location')).to.equal('x')
    expect(attribute(root, 'Name')).to.equal(' y ')
    expect(attribute(root, 'Binding')).to.equal(null)
  })
})

describe('what may stand once', () => {
  const refused = (read: () => unknown): string => {
    try {
      read()
    } catch (error) {
      if (error instanceof BrokerError && error.code === 'saml-schema') return error.detail ?? ''
      throw error
    }
    throw new Error('read')
  }

  it('is read where it stands once, and is null where it does not', () => {
    const root = parseXml('<a xmlns="urn:a"><b> 1\n</b><b xmlns="urn:b">2</b></a>')
    const found = childNamed(root, 'urn:a', 'b')
    expect(found && textOf(found)).to.equal('1')
    expect(childNamed(root, 'urn:a', 'c')).to.equal(null)
  })

  it('refuses where it stands twice, also side by side with others and with the same value', () => {
    for (const text of ['<a><b/><b/></a>', '<a><b>1</b><c/><b>1</b></a>', '<a><b/><b><b/></b></a>']) {
      expect(
        refused(() => childNamed(parseXml(text), '', 'b')),
        text,
      ).to.match(/^b stands more than once/)
    }
  })

  it('is a text without an element in it', () => {
    for (const text of ['<a>x<b/></a>', '<a><b>x</b></a>', '<a>x<b>y</b>z</a>']) {
      expect(
        refused(() => textOf(parseXml(text))),
        text,
      ).to.match(/^a holds an element where a text belongs/)
    }
    expect(textOf(parseXml('<a>\t\u00A0x \n</a>'))).to.equal('\u00A0x')
  })
})
