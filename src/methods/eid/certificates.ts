import { readFileSync } from 'node:fs'
import { certificateEnd } from '../../crypto/certificate-key.js'
import type { CertificateEnd, CertificateKind } from '../../domain/certificate-end.js'
import { days, type Instant } from '../../domain/instant.js'
import type { EidSettings } from './settings.js'

/**
 * The ends of the certificates that are needed to speak with the eID server. Of several files for one thing the last to
 * end counts, and so does the last to end in one file.
 */
export function eidCertificates({
  signature,
  tls,
  authorisationEnds,
}: Pick<EidSettings, 'signature' | 'tls' | 'authorisationEnds'>): readonly CertificateEnd[] {
  const ends = (kind: CertificateKind, ...paths: readonly (string | null)[]): readonly CertificateEnd[] => {
    const found = paths.flatMap((path) => (path === null ? [] : certificatesIn(readFileSync(path, 'utf8'))))
    return found.length > 0 ? [{ kind, ends: Math.max(...found), service: null }] : []
  }
  const authorised = endOf(authorisationEnds)
  return [
    ...(authorised === null ? [] : [{ kind: 'eid-authorisation' as const, ends: authorised, service: null }]),
    ...ends('eid-signature', signature.certificateFile),
    ...ends('eid-server-signature', signature.serverCertificateFile, signature.nextServerCertificateFile),
    ...ends('eid-tls-client', tls.certificateFile),
    ...ends('eid-tls-server', tls.trustedFile),
  ]
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The ends of the certificates in a PEM text. What cannot be read as one is reported elsewhere. */
const certificatesIn = (pem: string): readonly Instant[] =>
  (pem.match(PEM) ?? []).flatMap((each) => {
    try {
      return [certificateEnd(each)]
    } catch {
      return []
    }
  })

/** The end of a day: the first moment after it. */
export const endOf = (day: string | null): number | null => (day === null ? null : Date.parse(day) + days(1))
