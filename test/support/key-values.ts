import type { KeyObject } from 'node:crypto'

/** The curves of ds:NamedCurve, as node names them. */
export const CURVE_IDENTIFIERS = {
  prime256v1: '1.2.840.10045.3.1.7',
  secp384r1: '1.3.132.0.34',
  secp521r1: '1.3.132.0.35',
  brainpoolP256r1: '1.3.36.3.3.2.8.1.1.7',
  brainpoolP384r1: '1.3.36.3.3.2.8.1.1.11',
  brainpoolP512r1: '1.3.36.3.3.2.8.1.1.13',
} as const

/** A ds:KeyValue of an RSA key, as LemonLDAP::NG writes it. */
export function rsaKeyValue(key: KeyObject): string {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  const base64 = (octets: string) => Buffer.from(octets, 'base64url').toString('base64').replace(/.{76}/g, '$&\n')
  return `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>\n${base64(n)}\n</ds:Modulus><ds:Exponent>${base64(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`
}

export const ecValue = (uri: string, point: Buffer): string =>
  `<ds:KeyValue><dsig11:ECKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#"><dsig11:NamedCurve URI="${uri}"/><dsig11:PublicKey>${point.toString('base64')}</dsig11:PublicKey></dsig11:ECKeyValue></ds:KeyValue>`

/** A ds:KeyValue of an EC key on a named curve. */
export function ecKeyValue(key: KeyObject, curve: keyof typeof CURVE_IDENTIFIERS): string {
  return ecValue(`urn:oid:${CURVE_IDENTIFIERS[curve]}`, pointOf(key, curve))
}

/** The uncompressed point, which stands at the end of SubjectPublicKeyInfo. */
export function pointOf(key: KeyObject, curve: keyof typeof CURVE_IDENTIFIERS): Buffer {
  const octets = {
    prime256v1: 32,
    secp384r1: 48,
    secp521r1: 66,
    brainpoolP256r1: 32,
    brainpoolP384r1: 48,
    brainpoolP512r1: 64,
  }
  return key.export({ type: 'spki', format: 'der' }).subarray(-(2 * octets[curve] + 1))
}
