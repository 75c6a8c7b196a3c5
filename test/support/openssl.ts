import { execFileSync } from 'node:child_process'
import { createDecipheriv, createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyTransport } from '../../src/saml/xml/encryption-algorithms.js'
import type { TestKey } from './saml-keys.js'

/** OpenSSL's command, which can be told everything that other tools may lack. */

const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest', '-sigopt']

/** An RSASSA-PSS signature over `octets`, MGF1 with the same hash, salt as long as the hash (RFC 9231 §2.3.10). */
export const opensslSignPss = (octets: Uint8Array, key: TestKey, hash: string): Buffer =>
  withFile(key.privatePem, (file) =>
    execFileSync('openssl', ['dgst', `-${hash}`, '-sign', file, ...PSS, `rsa_mgf1_md:${hash}`], { input: octets }),
  )

/**
 * Verifies the RSASSA-PSS signature of a Response or Assertion as the broker writes it, in canonical form: what is
 * digested is the text without the element's own Signature. Throws if digest or signature do not hold.
 */
export function opensslVerifyPss(xml: string, key: TestKey, signed: 'Response' | 'Assertion', hash: string): void {
  const [whole = ''] = new RegExp(`<(samlp?):${signed} .*</\\1:${signed}>`, 's').exec(xml) ?? []
  const [signature = ''] = /<ds:Signature .*?<\/ds:Signature>/s.exec(whole) ?? []
  const part = (name: string) => new RegExp(`<ds:${name}>(.*?)</ds:${name}>`, 's').exec(signature)?.[1] ?? ''
  const digest = createHash('sha256').update(whole.replace(signature, '')).digest('base64')
  if (digest !== part('DigestValue')) throw new Error(`the digest of ${signed} does not hold`)
  const open = '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
  const signedInfo = `${open}${part('SignedInfo')}</ds:SignedInfo>`
  withFile(key.publicKey.export({ type: 'spki', format: 'pem' }).toString(), (file) =>
    withFile(Buffer.from(part('SignatureValue'), 'base64'), (value) => {
      const args = ['dgst', `-${hash}`, '-verify', file, '-signature', value, ...PSS, `rsa_mgf1_md:${hash}`]
      return execFileSync('openssl', args, { input: signedInfo, stdio: 'pipe' })
    }),
  )
}

/** Unwraps the content key of an EncryptedData with AES-GCM or AES-CBC, opens the content and gives its text. */
export function opensslDecrypt(xml: string, key: TestKey, { digest, mgf }: KeyTransport): string {
  const [wrapped = Buffer.alloc(0), sealed = Buffer.alloc(0)] = cipherValues(xml)
  const options = ['rsa_padding_mode:oaep', `rsa_oaep_md:${digest}`, `rsa_mgf1_md:${mgf}`]
  const contentKey = withFile(key.privatePem, (file) => {
    const args = ['pkeyutl', '-decrypt', '-inkey', file, ...options.flatMap((each) => ['-pkeyopt', each])]
    return execFileSync('openssl', args, { input: wrapped })
  })
  const bits = contentKey.length === 32 ? 256 : 128
  if (xml.includes(`#aes${bits}-cbc"`)) {
    const opening = createDecipheriv(`aes-${bits}-cbc`, contentKey, sealed.subarray(0, 16))
    return Buffer.concat([opening.update(sealed.subarray(16)), opening.final()]).toString('utf8')
  }
  const opening = createDecipheriv(`aes-${bits}-gcm`, contentKey, sealed.subarray(0, 12))
  opening.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([opening.update(sealed.subarray(12, -16)), opening.final()]).toString('utf8')
}

/** The wrapped key and the sealed content, in this order. */
export const cipherValues = (xml: string): readonly Buffer[] =>
  [...xml.matchAll(/<xenc:CipherValue>([^<]*)</g)].map(([, value = '']) => Buffer.from(value, 'base64'))

function withFile<Result>(content: string | Uint8Array, use: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'))
  try {
    const file = join(folder, 'file')
    writeFileSync(file, content, { mode: 0o600 })
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
