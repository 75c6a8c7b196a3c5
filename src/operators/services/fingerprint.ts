import { createHash } from 'node:crypto'

/** SHA-256 of a certificate in base64 DER, as operators compare it by telephone and openssl prints it: `AB:CD:…`. */
export function certificateFingerprint(certificate: string): string {
  const hex = createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('hex').toUpperCase()
  return hex.match(/../g)?.join(':') ?? hex
}
