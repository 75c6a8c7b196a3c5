import { createPublicKey, type KeyObject } from 'node:crypto'
import { der } from '../../crypto/der.js'
import { OperatorError } from '../../domain/operator-error.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, elements, textOf, type XmlElement } from '../xml/node.js'
import { quoted } from '../../domain/quoted.js'

/** id-ecPublicKey (RFC 5480 §2.1.1) as DER. */
const EC_PUBLIC_KEY = Buffer.from('06072a8648ce3d0201', 'hex')

/** The curves that `keyFault` accepts, by object identifier, each as DER. */
const CURVES: ReadonlyMap<string, Buffer> = new Map(
  (
    [
      ['1.2.840.10045.3.1.7', '06082a8648ce3d030107'],
      ['1.3.132.0.34', '06052b81040022'],
      ['1.3.132.0.35', '06052b81040023'],
      ['1.3.36.3.3.2.8.1.1.7', '06092b2403030208010107'],
      ['1.3.36.3.3.2.8.1.1.11', '06092b240303020801010b'],
      ['1.3.36.3.3.2.8.1.1.13', '06092b240303020801010d'],
    ] as const
  ).map(([identifier, der]) => [identifier, Buffer.from(der, 'hex')]),
)

/**
 * The public key that a ds:KeyValue spells out: ds:RSAKeyValue (xmldsig-core §4.4.2.2) or dsig11:ECKeyValue with a
 * named curve (xmldsig-core1 §4.5.2.3); null for a kind that the broker does not know. `place` names the KeyDescriptor.
 * Throws OperatorError: 'metadata-key-value' for a value that cannot be read, 'metadata-key' for a key that is refused
 * whatever its length.
 */
export function keyOfValue(value: XmlElement, place: string): KeyObject | null {
  const [inside] = elements(value)
  if (inside?.namespace === NS.signature && inside.name === 'RSAKeyValue') return rsaKey(inside, place)
  if (inside?.namespace === NS.signature11 && inside.name === 'ECKeyValue') return ecKey(inside, place)
  if (inside?.namespace === NS.signature && inside.name === 'DSAKeyValue') {
    // check: a-dsa-key-value-is-refused
    throw new OperatorError('metadata-key', `${place}: a key of type dsa is refused; use RSA or EC`)
  }
  return null
}

function rsaKey(value: XmlElement, place: string): KeyObject {
  const part = (name: string) =>
    withoutZeros(octetsOf(childNamed(value, NS.signature, name), place)).toString('base64url')
  return readable(place, () =>
    createPublicKey({ key: { kty: 'RSA', n: part('Modulus'), e: part('Exponent') }, format: 'jwk' }),
  )
}

function ecKey(value: XmlElement, place: string): KeyObject {
  const named = childNamed(value, NS.signature11, 'NamedCurve')
  const uri = (named && attribute(named, 'URI')) ?? ''
  const curve = CURVES.get(uri.replace(/^urn:oid:/, ''))
  // check: a-curve-is-named-and-listed
  if (!curve) {
    const what = named ? `the curve ${quoted(uri)}` : 'a curve that is not named'
    throw new OperatorError(
      'metadata-key',
      `${place}: ${what} is refused; use P-256, P-384, P-521 or their Brainpool kin`,
    )
  }
  const point = octetsOf(childNamed(value, NS.signature11, 'PublicKey'), place)
  const key = der(0x30, der(0x30, EC_PUBLIC_KEY, curve), der(0x03, Buffer.of(0), point))
  // OpenSSL refuses a point that is not on the curve.
  return readable(place, () => createPublicKey({ key, format: 'der', type: 'spki' }))
}

/** The octets of a value in proper base64; white space is ignored. */
function octetsOf(element: XmlElement | null, place: string): Buffer {
  const base64 = element && elements(element).length === 0 ? textOf(element).replace(/[ \t\r\n]/g, '') : ''
  const octets = Buffer.from(base64, 'base64')
  // check: a-key-value-is-base64-and-nothing-else
  if (octets.length === 0 || octets.toString('base64') !== base64) throw unreadable(place)
  return octets
}

const withoutZeros = (octets: Buffer): Buffer => octets.subarray(octets.findIndex((octet) => octet !== 0))

function readable(place: string, read: () => KeyObject): KeyObject {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause
    throw unreadable(place, cause)
  }
}

const unreadable = (place: string, cause?: unknown): OperatorError =>
  new OperatorError('metadata-key-value', `${place}: the KeyValue cannot be read; have the metadata written anew`, {
    cause,
  })
