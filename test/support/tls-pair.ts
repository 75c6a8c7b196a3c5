import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runToEnd } from './spawned.js'

export interface TlsPair {
  readonly key: string
  readonly cert: string
}

/** A key with a certificate of its own for `localhost`, PEM. */
export async function tlsPair(commonName: string): Promise<TlsPair> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-pair-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', `/CN=${commonName}`, '-addext', 'subjectAltName=DNS:localhost']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject]
  await runToEnd('openssl', [...made, '-keyout', key, '-out', cert])
  const pair = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return pair
}
