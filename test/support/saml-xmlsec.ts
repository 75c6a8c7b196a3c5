import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestKey } from './saml-keys.js'

const run = promisify(execFile)

const NAMESPACE = {
  AuthnRequest: 'urn:oasis:names:tc:SAML:2.0:protocol',
  Response: 'urn:oasis:names:tc:SAML:2.0:protocol',
  ArtifactResponse: 'urn:oasis:names:tc:SAML:2.0:protocol',
  Assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  EntityDescriptor: 'urn:oasis:names:tc:SAML:2.0:metadata',
} as const

/** Verifies the signature of the document's Response, Assertion or the like with xmlsec1; rejects if it does not hold. */
export async function xmlsecVerify(xml: string, key: TestKey, signed: keyof typeof NAMESPACE): Promise<void> {
  await withFiles({ 'message.xml': xml, 'cert.pem': key.certificatePem }, async (file) => {
    const place = `//*[local-name()='${signed}']/*[local-name()='Signature']`
    const ids = Object.entries(NAMESPACE).flatMap(([name, uri]) => ['--id-attr:ID', `${uri}:${name}`])
    const keys = ['--pubkey-cert-pem', file('cert.pem'), '--enabled-key-data', 'key-name']
    await run('xmlsec1', ['--verify', ...keys, ...ids, '--node-xpath', place, file('message.xml')])
  })
}

/** The document with the ds:Signature template in it filled in by xmlsec1. */
export const xmlsecSign = async (template: string, key: TestKey): Promise<string> =>
  (await xmlsecSignBytes(Buffer.from(template), key)).toString('utf8')

/** The same of a document in any encoding, which stays. */
export async function xmlsecSignBytes(
  template: Uint8Array,
  key: TestKey,
  root: keyof typeof NAMESPACE = 'AuthnRequest',
): Promise<Buffer> {
  return withFiles({ 'message.xml': template, 'key.pem': key.privatePem }, async (file) => {
    const args = ['--sign', '--privkey-pem', file('key.pem'), '--id-attr:ID', `${NAMESPACE[root]}:${root}`]
    await run('xmlsec1', [...args, '--output', file('signed.xml'), file('message.xml')])
    return readFile(file('signed.xml'))
  })
}

/**
 * Decrypts the document's EncryptedData with xmlsec1 and gives the whole document with the plain element in its place.
 */
export async function xmlsecDecrypt(xml: string, key: TestKey): Promise<string> {
  // Told the encoding, xmlsec1 writes UTF-8 too; else it would write character references.
  const document = `<?xml version="1.0" encoding="UTF-8"?>${xml}`
  return withFiles({ 'message.xml': document, 'key.pem': key.privatePem }, async (file) => {
    const place = "//*[local-name()='EncryptedData']"
    const args = ['--decrypt', '--privkey-pem', file('key.pem'), '--node-xpath', place, file('message.xml')]
    const { stdout } = await run('xmlsec1', args)
    return stdout.replace(/^<\?xml[^>]*>\s*/, '').trimEnd()
  })
}

async function withFiles<Result>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (file: (name: string) => string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'xmlsec-'))
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    return await use((name) => join(folder, name))
  } finally {
    await rm(folder, { recursive: true })
  }
}
