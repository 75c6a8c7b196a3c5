import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { element } from '../../src/saml/xml/canonical-writer.js'
import { createMessageSigner } from '../../src/soap/message-signer.js'
import { readEnvelope } from '../../src/soap/read-envelope.js'
import { writeEnvelope } from '../../src/soap/write-envelope.js'
import { WSU } from '../support/soap-message.js'
import { pemOf, testKey, type TestKey } from '../support/xml-keys.js'

const NOW = Date.UTC(2026, 10, 20, 12)
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const run = promisify(execFile)

const privatePem = (key: TestKey): string => String(key.privateKey.export({ type: 'pkcs8', format: 'pem' }))
const signerOf = (key: TestKey) => createMessageSigner(privatePem(key), pemOf(key.certificate))
const written = (key: TestKey): string =>
  writeEnvelope(element('x:question', { 'xmlns:x': 'urn:x' }), signerOf(key), NOW)

describe('a SOAP message of ours', () => {
  const rsa = testKey()

  it('names the certificate by issuer and serial number, and dates itself', () => {
    const message = written(rsa)
    expect(message).to.match(/<ds:X509IssuerName>CN=sp\.example<\/ds:X509IssuerName><ds:X509SerialNumber>\d+</)
    expect(message).to.contain(
      '<wsu:Created>2026-11-20T12:00:00.000Z</wsu:Created><wsu:Expires>2026-11-20T12:01:00.000Z<',
    )
    expect(message).not.to.contain('X509Certificate>')
  })

  it('is read by our own reader, with RSA and with EC keys', () => {
    for (const key of [rsa, testKey('EC-P-256')]) {
      expect(readEnvelope(written(key), [key.publicKey], NOW).content).to.include({
        name: 'question',
        namespace: 'urn:x',
      })
    }
  })

  it('is verified by xmlsec1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'soap-'))
    try {
      writeFileSync(join(folder, 'message.xml'), written(rsa))
      writeFileSync(join(folder, 'cert.pem'), pemOf(rsa.certificate))
      const ids = [`--id-attr:Id`, `${SOAP}:Body`, '--id-attr:Id', `${WSU}:Timestamp`]
      const keys = ['--pubkey-cert-pem', join(folder, 'cert.pem'), '--enabled-key-data', 'key-name']
      await run('xmlsec1', ['--verify', ...keys, ...ids, join(folder, 'message.xml')])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('is signed by no key but that of its certificate, and by none that is too short', () => {
    expect(() => createMessageSigner(privatePem(rsa), pemOf(testKey().certificate))).to.throw(
      TypeError,
      'not the key of',
    )
    expect(() => signerOf(testKey('RSA-1024'))).to.throw(TypeError, 'shorter')
  })
})
