import { X509Certificate, type KeyObject } from 'node:crypto'

/**
 * The public key in a certificate given as base64 DER (white space allowed). The certificate is a container:
 * its dates and issuer decide nothing (SAML metadata interoperability profile). Throws if it is none.
 */
export function publicKeyOf(certificateBase64: string): KeyObject {
  return new X509Certificate(Buffer.from(certificateBase64, 'base64')).publicKey
}
