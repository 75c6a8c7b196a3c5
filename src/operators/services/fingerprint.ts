import { createHash } from 'node:crypto'
import type { EncryptionMethod, ServiceKey } from '../../domain/service.js'

/** SHA-256 of a certificate or key in base64 DER, as operators compare it by telephone and openssl prints it: `AB:CD:…`. */
export function certificateFingerprint(der: string): string {
  const hex = createHash('sha256').update(Buffer.from(der, 'base64')).digest('hex').toUpperCase()
  return hex.match(/../g)?.join(':') ?? hex
}

/** What a service's key is told by: the fingerprint of its certificate, or of the key itself where there is none. */
export const keyFingerprint = ({ certificate, publicKey }: ServiceKey): string =>
  certificateFingerprint(certificate ?? publicKey)

/** A service's key, told by its fingerprint. */
export interface ServiceKeyView {
  readonly use: ServiceKey['use']
  readonly sha256: string
  /** What the fingerprint is of: some keys come without a certificate. */
  readonly of: 'certificate' | 'public key'
  readonly encryptionMethods: readonly EncryptionMethod[]
}

export const keyView = (key: ServiceKey): ServiceKeyView => ({
  use: key.use,
  sha256: keyFingerprint(key),
  of: key.certificate === null ? 'public key' : 'certificate',
  encryptionMethods: key.encryptionMethods,
})
