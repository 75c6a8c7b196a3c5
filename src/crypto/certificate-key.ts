import { X509Certificate, type KeyObject } from 'node:crypto'
import type { Instant } from '../domain/instant.js'
import { notAfterOf } from './certificate-not-after.js'

/**
 * The public key in a certificate given as base64 DER (white space allowed). The certificate is a container:
 * its dates and issuer decide nothing (SAML metadata interoperability profile). Throws if it is none.
 */
export function publicKeyOf(certificateBase64: string): KeyObject {
  return new X509Certificate(Buffer.from(certificateBase64, 'base64')).publicKey
}

/**
 * The last moment of a certificate, PEM or DER: for whoever has to renew it; it decides nothing. Throws if it is none.
 */
export const certificateEnd = (certificate: string | Buffer): Instant =>
  (typeof certificate === 'string' ? null : notAfterOf(certificate)) ??
  Date.parse(new X509Certificate(certificate).validTo)
