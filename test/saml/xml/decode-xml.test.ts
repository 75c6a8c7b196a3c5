import { expect } from 'chai'
import { XmlDocument } from 'libxml2-wasm'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { decodeXml } from '../../../src/saml/xml/decode-xml.js'
import { attribute, textOf } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { samlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { authnRequest } from '../../support/saml-requests.js'
import { testService } from '../../support/saml-service.js'
import { xmlsecSignBytes } from '../../support/saml-xmlsec.js'
import { DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from '../../support/xml-messages.js'

const littleEndian = (text: string): Buffer => Buffer.from(text, 'utf16le')
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const declared = (encoding: string, text: string) => `<?xml version="1.0" encoding="${encoding}"?>${text}`

function refusal(bytes: Uint8Array): string {
  try {
    decodeXml(bytes)
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'saml-encoding') return error.detail ?? ''
    throw error
  }
  throw new Error('decoded')
}

const WORD = '<a>Größe ÿ</a>'

describe('the bytes of a document', () => {
  const read: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['UTF-8', Buffer.from(WORD)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${WORD}`)],
    ['UTF-8 that is declared', Buffer.from(declared('utf-8', WORD))],
    ['UTF-8 that is declared, with a mark', Buffer.from(`\uFEFF${declared('UTF8', WORD)}`)],
    ['UTF-16, little end first', littleEndian(`\uFEFF${WORD}`)],
    ['UTF-16, big end first', bigEndian(`\uFEFF${WORD}`)],
    ['UTF-16 that is declared', littleEndian(`\uFEFF${declared('utf-16', WORD)}`)],
    ['UTF-16 that is declared, big end first', bigEndian(`\uFEFF${declared('UTF-16', WORD)}`)],
    ['UTF-16LE that is declared', littleEndian(`\uFEFF${declared('UTF-16LE', WORD)}`)],
    ['UTF-16BE that is declared', bigEndian(`\uFEFF${declared('utf-16be', WORD)}`)],
    ...['ISO-8859-1', 'iso-8859-1', 'latin1', 'Latin-1', 'ISO_8859-1', 'ISO8859-1', 'l1'].map(
      (name) => [`ISO-8859-1 that is called ${name}`, Buffer.from(declared(name, WORD), 'latin1')] as const,
    ),
    ...['US-ASCII', 'us-ascii', 'ASCII', 'ANSI_X3.4-1968'].map(
      (name) =>
        [`US-ASCII that is called ${name}`, Buffer.from(declared(name, '<a>Gr&#246;&#xDF;e &#255;</a>'))] as const,
    ),
  ]
  for (const [what, bytes] of read) {
    it(`are read as ${what}, and the schema checker and the parser read the same`, () => {
      const text = decodeXml(bytes)
      expect(textOf(parseXml(text))).to.equal('Größe ÿ')
      const document = XmlDocument.fromString(text)
      expect(document.root.content).to.equal('Größe ÿ')
      document.dispose()
    })
  }

  it('keep all their characters, those between ASCII and Latin letters too', () => {
    const all = Array.from({ length: 96 }, (_, index) => String.fromCharCode(160 + index)).join('')
    expect(decodeXml(Buffer.from(declared('ISO-8859-1', `<a>€${all}</a>`.replace('€', '\u0096')), 'latin1'))).to.equal(
      declared('UTF-8', `<a>\u0096${all}</a>`),
    )
    expect(decodeXml(littleEndian(`\uFEFF<a>\u{1F600}</a>`))).to.equal('<a>\u{1F600}</a>')
  })

  it('are a text whose declaration says UTF-8 or nothing, with the rest as it was', () => {
    const text = "<?xml  version = '1.0'\n encoding = 'UTF-16' standalone='yes' ?>\n<a/>"
    expect(decodeXml(littleEndian(`\uFEFF${text}`))).to.equal(text.replace('UTF-16', 'UTF-8'))
    expect(decodeXml(Buffer.from(declared('utf-8', '<a/>')))).to.equal(declared('utf-8', '<a/>'))
    expect(decodeXml(Buffer.from('<a> encoding="UTF-16"</a>'))).to.equal('<a> encoding="UTF-16"</a>')
    expect(decodeXml(Buffer.from(''))).to.equal('')
  })

  const refused: readonly (readonly [what: string, bytes: Buffer, told: RegExp])[] = [
    ['UTF-16 without a mark', littleEndian(declared('UTF-16', WORD)), /no byte order mark/],
    ['UTF-16 without a mark, big end first', bigEndian(WORD), /no byte order mark/],
    ['UTF-16 that is declared alone', Buffer.from(declared('UTF-16', WORD)), /says UTF-16, its bytes do not/],
    ['a mark of UTF-8 with another name', Buffer.from(`\uFEFF${declared('latin1', '<a/>')}`), /latin1.*UTF-8/],
    ['a mark of UTF-16 with another name', littleEndian(`\uFEFF${declared('UTF-8', '<a/>')}`), /UTF-8.*UTF-16LE/],
    ['a mark of the other end', bigEndian(`\uFEFF${declared('UTF-16LE', '<a/>')}`), /UTF-16LE.*UTF-16BE/],
    ['an encoding that is not accepted', Buffer.from(declared('windows-1252', '<a/>')), /windows-1252 is not accepted/],
    ['one that the language has a word for', Buffer.from(declared('constructor', '<a/>')), /constructor is not/],
    ['UTF-7', Buffer.from(declared('UTF-7', '<a/>')), /UTF-7 is not accepted/],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), /UTF-32/],
    ['UTF-32, big end first', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c]), /UTF-32/],
    ['EBCDIC', Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93]), /EBCDIC/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip; unpack/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004'), /ZIP/],
    ['other bytes than UTF-8 has', Buffer.from(WORD, 'latin1'), /not UTF-8/],
    ['an overlong form', Buffer.from([0x3c, 0xc0, 0xbc]), /not UTF-8/],
    ['an encoded surrogate', Buffer.from([0x3c, 0xed, 0xa0, 0x80]), /not UTF-8/],
    ['a cut sequence', Buffer.from([0x3c, 0xe2, 0x82]), /not UTF-8/],
    ['other bytes than US-ASCII has', Buffer.from(declared('ASCII', WORD)), /US-ASCII/],
    ['half a character of UTF-16', littleEndian('\uFEFF<a/>').subarray(0, -1), /not UTF-16LE/],
    ['half a pair of UTF-16', littleEndian('\uFEFF<a>\uD83D</a>'), /not UTF-16LE/],
  ]
  for (const [what, bytes, told] of refused) {
    it(`are refused as ${what}`, () => {
      expect(refusal(bytes)).to.match(told)
    })
  }

  it('are refused by the parser where a declaration comes to it that names another encoding', () => {
    for (const name of ['UTF-16', 'ISO-8859-1', 'utf8']) {
      expect(refusalOf(() => parseXml(declared(name, '<a/>')))).to.equal('saml-not-xml')
    }
  })
})

describe('a request in another encoding', () => {
  const NAME = 'Bürgerbüro Köln'
  const template =
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"/>` +
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/><ds:Reference URI="#_request-1"><ds:Transforms>` +
    `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${EXC_C14N}"/></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>`
  const xml = authnRequest({ attributes: { ProviderName: NAME }, content: template })
  const broker = samlBroker({ services: [testService({ metadata: { authnRequestsSigned: true } })] })

  const sent: Readonly<Record<string, Buffer>> = {
    'UTF-16': littleEndian(`\uFEFF${declared('UTF-16', xml)}`),
    'UTF-16, big end first': bigEndian(`\uFEFF${declared('UTF-16', xml)}`),
    'ISO-8859-1': Buffer.from(declared('ISO-8859-1', xml), 'latin1'),
    'US-ASCII': Buffer.from(
      declared(
        'US-ASCII',
        xml.replaceAll(/[^ -~]/g, (each) => `&#${each.charCodeAt(0)};`),
      ),
    ),
  }
  for (const [name, bytes] of Object.entries(sent)) {
    it(`is verified as xmlsec1 signed it in ${name}, checked, and read as the same`, async () => {
      const signed = await xmlsecSignBytes(bytes, testKey('service'))
      const text = decodeXml(signed)
      validateSchema(text, 'protocol')
      const tree = verifyEnvelopedSignature(text, parseXml(text), [testKey('service').publicKey])
      expect(attribute(tree, 'ProviderName')).to.equal(NAME)
      expect(broker.post({ SAMLRequest: signed.toString('base64') }).requestId).to.equal('_request-1')
    })
  }
})
