import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKeyPair, type KeyPair } from '../portal/key-pair.js'

/** The two key pairs by which broker and eID server know each other. */
export interface StubKeys {
  readonly server: KeyPair
  /** For the broker: it signs its requests by it. */
  readonly broker: KeyPair
}

/** Names of the files in the folder; the broker's config names them too. */
export const KEY_FILES = {
  brokerKey: 'broker.key.pem',
  brokerCertificate: 'broker.crt.pem',
  serverKey: 'server.key.pem',
  serverCertificate: 'server.crt.pem',
} as const

/** Reads the keys of a folder; those that are missing are made. Private keys are readable by their owner alone. */
export function stubKeysIn(folder: string): StubKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    server: pairIn(folder, KEY_FILES.serverKey, KEY_FILES.serverCertificate, 'eID-Server (stub)'),
    broker: pairIn(folder, KEY_FILES.brokerKey, KEY_FILES.brokerCertificate, 'Servicekonto (demo)'),
  }
}

function pairIn(folder: string, keyFile: string, certificateFile: string, name: string): KeyPair {
  const [keyPath, certificatePath] = [join(folder, keyFile), join(folder, certificateFile)]
  if (existsSync(keyPath) && existsSync(certificatePath)) {
    return { privateKey: readFileSync(keyPath, 'utf8'), certificate: readFileSync(certificatePath, 'utf8') }
  }
  const pair = createKeyPair(name)
  writeFileSync(keyPath, pair.privateKey, { mode: 0o600 })
  writeFileSync(certificatePath, pair.certificate)
  return pair
}
