import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { testKey } from '../../support/saml-keys.js'
import { xmlsecSignBytes } from '../../support/saml-xmlsec.js'
import { DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from '../../support/xml-messages.js'
import { spMetadata } from '../../support/xml-metadata.js'
import { readFile } from '../../support/xml-service.js'

const template =
  `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"/>` +
  `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/><ds:Reference URI="#_1"><ds:Transforms>` +
  `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${EXC_C14N}"/></ds:Transforms>` +
  `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>`

const NAME = 'Bürgerbüro Köln'
const metadata = spMetadata({
  attributes: ' ID="_1"',
  roleExtensions: `<mdui:UIInfo><mdui:DisplayName xml:lang="de">${NAME}</mdui:DisplayName></mdui:UIInfo>`,
}).replaceAll('\n', '\r\n')
const signable = metadata.replace(/<md:EntityDescriptor [^>]*>/, `$&${template}`)

const declared = (encoding: string, text: string) => `<?xml version="1.0" encoding="${encoding}"?>\r\n${text}`
const inBytes: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-16': (text) => Buffer.from(`\uFEFF${declared('UTF-16', text)}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\uFEFF${declared('utf-16', text)}`, 'utf16le').swap16(),
  'ISO-8859-1': (text) => Buffer.from(declared('ISO-8859-1', text), 'latin1'),
  ASCII: (text) =>
    Buffer.from(
      declared(
        'ASCII',
        text.replaceAll(/[^\r\n -~]/g, (each) => `&#${each.charCodeAt(0)};`),
      ),
    ),
}

describe('metadata in another encoding than UTF-8', () => {
  for (const [name, bytes] of Object.entries(inBytes)) {
    it(`is read in ${name}, and its fingerprint is that of the file as it came`, () => {
      const file = bytes(metadata)
      const { entities, documentFingerprint } = readFile(file)
      expect(entities[0]?.metadata.displayNames).to.deep.equal({ de: NAME })
      expect(documentFingerprint).to.equal(createHash('sha256').update(file).digest('hex'))
    })

    it(`is verified in ${name}`, async () => {
      const signer = testKey('service')
      const file = await xmlsecSignBytes(bytes(signable), signer, 'EntityDescriptor')
      const { entities } = readFile(file, { signer: signer.certificatePem })
      expect(entities[0]?.metadata.displayNames).to.deep.equal({ de: NAME })
    })
  }

  const refused: readonly (readonly [what: string, file: Uint8Array, told: RegExp])[] = [
    [
      'windows-1252',
      Buffer.from(declared('windows-1252', metadata), 'latin1'),
      /encoding windows-1252 is not accepted/,
    ],
    ['UTF-16 without a mark', Buffer.from(metadata, 'utf16le'), /looks like UTF-16 and has no byte order mark/],
    ['Latin letters without a declaration', Buffer.from(metadata, 'latin1'), /the bytes are not UTF-8/],
    ['a packed file', gzipSync(metadata), /compressed with gzip; unpack it first/],
  ]
  for (const [what, file, told] of refused) {
    it(`is refused as ${what}, in one line that says so`, () => {
      expect(() => readFile(file))
        .to.throw(OperatorError, told)
        .with.property('rule', 'metadata-not-xml')
    })
  }
})
