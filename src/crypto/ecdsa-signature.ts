import type { KeyObject } from 'node:crypto'

const SEQUENCE = 0x30
const INTEGER = 0x02

/**
 * An ECDSA signature as XML-DSig has it, r and s at the length of the key's curve (xmldsig-core §6.4.3), also where the
 * sender wrote ASN.1 (RFC 3279 §2.2.3): saml-bindings §3.4.4.1 does not say which of them a redirect carries, and
 * OpenSAML for Java, with all that is built on it, sends the latter, Shibboleth's own SP the former. ASN.1 counts in
 * DER alone and to its last byte: a signature has one spelling in each form. What is neither comes back as it is, and
 * holds nothing.
 */
export function plainEcdsa(signature: Uint8Array, key: KeyObject): Uint8Array {
  const size = sizeOf(key)
  if (size === null || signature.length === 2 * size) return signature
  return fromDer(Buffer.from(signature), size) ?? signature
}

/** Bytes of r and of s: the names of all curves that are accepted hold their bits. */
function sizeOf({ asymmetricKeyDetails }: KeyObject): number | null {
  const bits = /\d{3}/.exec(asymmetricKeyDetails?.namedCurve ?? '')
  return bits && Math.ceil(Number(bits[0]) / 8)
}

function fromDer(der: Buffer, size: number): Buffer | null {
  // Beyond 127 bytes, as with P-521, the length takes a second byte (X.690 §8.1.3.5, §10.1).
  // check: ecdsa-in-asn1-has-one-length
  const head = der[1] === 0x81 && der.length > 130 ? 3 : 2
  // check: ecdsa-in-asn1-has-its-length
  if (der[0] !== SEQUENCE || der[head - 1] !== der.length - head) return null
  const r = integerAt(der, head, size)
  const s = r && integerAt(der, r.end, size)
  // check: ecdsa-in-asn1-ends-with-s
  return r && s?.end === der.length ? Buffer.concat([r.value, s.value]) : null
}

/** A positive number of at most `size` bytes in the fewest that it needs (X.690 §8.3.2), filled up to `size`. */
function integerAt(der: Buffer, at: number, size: number): { readonly value: Buffer; readonly end: number } | null {
  const end = at + 2 + (der[at + 1] ?? 0)
  const bytes = der.subarray(at + 2, end)
  const [first, second] = bytes
  // check: ecdsa-in-asn1-is-positive
  if (der[at] !== INTEGER || end > der.length || first === undefined || first >= 0x80) return null
  const isFilled = first === 0
  // check: ecdsa-in-asn1-has-no-needless-zero
  if (isFilled && (second === undefined || second < 0x80)) return null
  const digits = isFilled ? bytes.subarray(1) : bytes
  // check: ecdsa-in-asn1-is-of-the-curve
  return digits.length > size ? null : { value: Buffer.concat([Buffer.alloc(size - digits.length), digits]), end }
}
