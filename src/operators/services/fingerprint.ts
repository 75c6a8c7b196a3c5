import { createHash } from 'node:crypto'
import type { ServiceKey } from '../../domain/service.js'

/** SHA-256 of a certificate or key in base64 DER, as operators compare it by telephone and openssl prints it: `AB:CD:…`. */
export function certificateFingerprint(der: string): string {
  const hex = createHash('sha256').update(Buffer.from(der, 'base64')).digest('hex').toUpperCase()
  return hex.match(/../g)?.join(':') ?? hex
}

/** What a service's key is told by: the fingerprint of its certificate, or of the key itself where there is none. */
export const keyFingerprint = ({ certificate, publicKey }: ServiceKey): string =>
  certificateFingerprint(certificate ?? publicKey)
