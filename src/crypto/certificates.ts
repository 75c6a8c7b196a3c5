import { randomBytes, sign, type KeyObject } from 'node:crypto'
import forge from 'node-forge'
import type { Instant } from '../domain/instant.js'
import { days } from '../domain/instant.js'
import type { KeyUse } from '../domain/ports/signing-keys.js'
import { der } from './der.js'
import type { KeyPair } from './key-types.js'
import { ECDSA_SHA256, ECDSA_SHA384, RSA_SHA256 } from './signature-algorithms.js'

/** End-entity certificates live 3 years at most (BSI TR-03116-4 §6.1.2); 3 × 365 days stay below it. */
export const LONGEST_CERTIFICATE_LIFETIME = days(3 * 365)

export interface CertificateContent {
  readonly use: KeyUse
  /** The host of the broker's entityID. */
  readonly commonName: string
  readonly notBefore: Instant
  readonly notAfter: Instant
}

export interface CertificateRequest extends CertificateContent {
  readonly pair: KeyPair
}

const { asn1 } = forge
const { Type, Class } = asn1

/**
 * A signature algorithm as X.509 names it. ECDSA goes without parameters (RFC 5758 §3.2), RSA with NULL (RFC 4055 §5).
 */
const ALGORITHMS = {
  rsa: { hash: 'sha256', uri: RSA_SHA256, oid: '1.2.840.113549.1.1.11', nullParameters: true },
  'ec/prime256v1': { hash: 'sha256', uri: ECDSA_SHA256, oid: '1.2.840.10045.4.3.2', nullParameters: false },
  'ec/secp384r1': { hash: 'sha384', uri: ECDSA_SHA384, oid: '1.2.840.10045.4.3.3', nullParameters: false },
} as const

type Algorithm = (typeof ALGORITHMS)[keyof typeof ALGORITHMS]

/**
 * A self-signed X.509 v3 certificate (RFC 5280) as base64 DER. It is the container that SAML metadata wants;
 * services trust the metadata, not the certificate (SAML metadata interoperability profile). node-forge writes
 * the ASN.1 only, node:crypto signs, so that RSA and EC keys take the same way.
 */
export function selfSignedCertificate(request: CertificateRequest): string {
  const { publicKey, privateKey } = request.pair
  const algorithm = algorithmFor(publicKey)
  const signed = tbsCertificate(request, publicKey, algorithm)
  return certificateOf(signed, algorithm, sign(algorithm.hash, derOf(signed), privateKey))
}

/**
 * The same for a key that signs elsewhere: `signElsewhere` is handed an XML signature algorithm URI and gives r||s for
 * ECDSA, as a `Signer` does. Throws what it throws.
 */
export async function certificateSignedElsewhere(
  publicKey: KeyObject,
  content: CertificateContent,
  signElsewhere: (algorithmUri: string, data: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  const algorithm = algorithmFor(publicKey)
  const signed = tbsCertificate(content, publicKey, algorithm)
  const signature = Buffer.from(await signElsewhere(algorithm.uri, derOf(signed)))
  return certificateOf(signed, algorithm, publicKey.asymmetricKeyType === 'ec' ? ecdsaInDer(signature) : signature)
}

const certificateOf = (signed: forge.asn1.Asn1, algorithm: Algorithm, signature: Buffer): string =>
  derOf(sequence(signed, algorithmIdentifier(algorithm), bitString(signature))).toString('base64')

/** r and s as INTEGERs in a SEQUENCE (RFC 3279 §2.2.3). */
function ecdsaInDer(plain: Buffer): Buffer {
  const half = plain.length / 2
  return der(0x30, ...[plain.subarray(0, half), plain.subarray(half)].map(positiveInteger))
}

/** In the fewest bytes, the first of them below 0x80 (X.690 §8.3.2). */
function positiveInteger(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = bytes.subarray(start)
  return der(0x02, (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.of(0), digits]))
}

function algorithmFor(publicKey: KeyObject): Algorithm {
  if (publicKey.asymmetricKeyType === 'rsa') return ALGORITHMS.rsa
  const curve = publicKey.asymmetricKeyDetails?.namedCurve
  if (curve === 'prime256v1' || curve === 'secp384r1') return ALGORITHMS[`ec/${curve}`]
  throw new TypeError(`No certificate for a key of type ${publicKey.asymmetricKeyType} ${curve ?? ''}`)
}

/** RFC 5280 §4.1.2. */
function tbsCertificate(request: CertificateContent, publicKey: KeyObject, algorithm: Algorithm): forge.asn1.Asn1 {
  const key = publicKey.export({ format: 'der', type: 'spki' })
  const name = distinguishedName(request.commonName)
  return sequence(
    explicit(0, primitive(Type.INTEGER, Buffer.from([2]))), // v3
    primitive(Type.INTEGER, serialNumber()),
    algorithmIdentifier(algorithm),
    name,
    sequence(time(request.notBefore), time(request.notAfter)),
    name,
    asn1.fromDer(key.toString('latin1'), true),
    explicit(3, extensions(request.use)),
  )
}

/** Positive and never zero, 127 random bits (RFC 5280 §4.1.2.2; the usual floor is 64). */
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

/** CN alone; X.520 allows 64 characters of it. */
function distinguishedName(commonName: string): forge.asn1.Asn1 {
  const text = Buffer.from(commonName.slice(0, 64), 'utf8')
  return sequence(set(sequence(oid('2.5.4.3'), primitive(Type.UTF8, text))))
}

/** UTCTime through 2049, GeneralizedTime after it (RFC 5280 §4.1.2.5). */
function time(instant: Instant): forge.asn1.Asn1 {
  const date = new Date(instant)
  const digits = `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return date.getUTCFullYear() < 2050
    ? primitive(Type.UTCTIME, Buffer.from(digits.slice(2)))
    : primitive(Type.GENERALIZEDTIME, Buffer.from(digits))
}

/** Both critical. BasicConstraints is empty: cA defaults to FALSE. */
function extensions(use: KeyUse): forge.asn1.Asn1 {
  // KeyUsage is a named bit list: digitalSignature is bit 0, keyEncipherment bit 2 (RFC 5280 §4.2.1.3).
  const usage = use === 'signing' ? [0x03, 0x02, 0x07, 0x80] : [0x03, 0x02, 0x05, 0x20]
  return sequence(criticalExtension('2.5.29.19', derOf(sequence())), criticalExtension('2.5.29.15', Buffer.from(usage)))
}

const criticalExtension = (id: string, value: Buffer): forge.asn1.Asn1 =>
  sequence(oid(id), primitive(Type.BOOLEAN, Buffer.from([0xff])), primitive(Type.OCTETSTRING, value))

const algorithmIdentifier = ({ oid: id, nullParameters }: Algorithm): forge.asn1.Asn1 =>
  nullParameters ? sequence(oid(id), primitive(Type.NULL, Buffer.alloc(0))) : sequence(oid(id))

const oid = (id: string): forge.asn1.Asn1 => asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes())

const bitString = (bytes: Buffer): forge.asn1.Asn1 =>
  primitive(Type.BITSTRING, Buffer.concat([Buffer.from([0]), bytes]))

const primitive = (type: forge.asn1.Type, bytes: Buffer): forge.asn1.Asn1 =>
  asn1.create(Class.UNIVERSAL, type, false, bytes.toString('latin1'))

const sequence = (...parts: forge.asn1.Asn1[]): forge.asn1.Asn1 =>
  asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts)

const set = (part: forge.asn1.Asn1): forge.asn1.Asn1 => asn1.create(Class.UNIVERSAL, Type.SET, true, [part])

const explicit = (tag: number, part: forge.asn1.Asn1): forge.asn1.Asn1 =>
  // The tag number is what asn1.create takes in place of a universal type; its own typing knows those only.
  asn1.create(Class.CONTEXT_SPECIFIC, tag, true, [part])

const derOf = (value: forge.asn1.Asn1): Buffer => Buffer.from(asn1.toDer(value).getBytes(), 'latin1')
