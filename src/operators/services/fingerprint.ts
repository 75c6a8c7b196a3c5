import { createHash } from 'node:crypto'
import type { EncryptionMethod, ServiceKey } from '../../domain/service.js'

/**
 * SHA-256 of a certificate or key in base64 DER, written as openssl prints it and operators compare it by telephone:
 * `AB:CD:…`.
 */
export function certificateFingerprint(der: string): string {
  const hex = createHash('sha256').update(Buffer.from(der, 'base64')).digest('hex').toUpperCase()
  return hex.match(/../g)?.join(':') ?? hex
}

/** The fingerprint by which a service's key is told: that of its certificate, or of the key itself if it has none. */
export const keyFingerprint = ({ certificate, publicKey }: ServiceKey): string =>
  certificateFingerprint(certificate ?? publicKey)

/** A service's key, with the fingerprint that tells it. */
export interface ServiceKeyView {
  readonly use: ServiceKey['use']
  readonly sha256: string
  /** Whether the fingerprint is that of a certificate; some keys come without one. */
  readonly of: 'certificate' | 'public key'
  readonly encryptionMethods: readonly EncryptionMethod[]
}

export const keyView = (key: ServiceKey): ServiceKeyView => ({
  use: key.use,
  sha256: keyFingerprint(key),
  of: key.certificate === null ? 'public key' : 'certificate',
  encryptionMethods: key.encryptionMethods,
})
