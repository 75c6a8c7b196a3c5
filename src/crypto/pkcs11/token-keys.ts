import { createPublicKey } from 'node:crypto'
import { OperatorError } from '../../domain/operator-error.js'
import type { KeyType } from '../key-types.js'
import { CK } from './cryptoki.js'
import type { SigningWay } from './orders.js'
import type { Attribute, Handle, Mechanism } from './pkcs11-package.js'
import type { OpenSession } from './token-session.js'

/** Makes a pair in the token, whose private key never leaves it. Gives the public key: SubjectPublicKeyInfo in DER. */
export function makePair(at: OpenSession, key: string, type: KeyType, label: string): Uint8Array {
  const { mechanism, parameters, publicKey } = KINDS[type]
  const named = [
    { type: CK.CKA_TOKEN, value: true },
    { type: CK.CKA_ID, value: Buffer.from(key, 'hex') },
    { type: CK.CKA_LABEL, value: label },
  ]
  const pair = at.pkcs11.C_GenerateKeyPair(
    at.session,
    { mechanism, parameter: null },
    [...named, ...parameters, ...OPEN],
    [...named, ...CLOSED],
  )
  try {
    proveClosed(at, pair.privateKey)
    return publicKey(at, pair.publicKey)
  } catch (error) {
    destroyKey(at, key)
    throw error
  }
}

/** Signs and does nothing else; neither is it shown in plain, nor wrapped to be carried away. */
// check: a-key-in-the-hsm-stays-there
const CLOSED: readonly Attribute[] = [
  { type: CK.CKA_PRIVATE, value: true },
  { type: CK.CKA_SENSITIVE, value: true },
  { type: CK.CKA_EXTRACTABLE, value: false },
  { type: CK.CKA_SIGN, value: true },
  { type: CK.CKA_DECRYPT, value: false },
  { type: CK.CKA_UNWRAP, value: false },
]

const OPEN: readonly Attribute[] = [
  { type: CK.CKA_VERIFY, value: true },
  { type: CK.CKA_ENCRYPT, value: false },
  { type: CK.CKA_WRAP, value: false },
]

/** A token may take what it is asked for as a wish. */
function proveClosed(at: OpenSession, privateKey: Handle): void {
  const [sensitive, extractable] = [CK.CKA_SENSITIVE, CK.CKA_EXTRACTABLE].map((type) => isSet(at, privateKey, type))
  if (sensitive && !extractable) return
  throw new OperatorError(
    'pkcs11-extractable',
    'The token made a private key that can be taken out of it, and the key was destroyed; ' +
      'have it set to keys that are sensitive and not extractable',
  )
}

const isSet = (at: OpenSession, object: Handle, type: number): boolean => valueOf(at, object, type)[0] === 1

function valueOf({ pkcs11, session }: OpenSession, object: Handle, type: number): Buffer {
  const [found] = pkcs11.C_GetAttributeValue(session, object, [{ type }])
  return Buffer.from(found?.value ?? [])
}

interface Kind {
  readonly mechanism: number
  readonly parameters: readonly Attribute[]
  readonly publicKey: (at: OpenSession, object: Handle) => Uint8Array
}

const rsa = (bits: number): Kind => ({
  mechanism: CK.CKM_RSA_PKCS_KEY_PAIR_GEN,
  parameters: [
    { type: CK.CKA_MODULUS_BITS, value: bits },
    { type: CK.CKA_PUBLIC_EXPONENT, value: Buffer.from('010001', 'hex') },
  ],
  publicKey: (at, object) =>
    spki({
      kty: 'RSA',
      n: valueOf(at, object, CK.CKA_MODULUS).toString('base64url'),
      e: valueOf(at, object, CK.CKA_PUBLIC_EXPONENT).toString('base64url'),
    }),
})

/** `bytes`: of a coordinate. The point is 04 x y, in an OCTET STRING (PKCS#11 §2.3.3) or, from some modules, bare. */
const ec = (crv: string, curve: string, bytes: number): Kind => ({
  mechanism: CK.CKM_EC_KEY_PAIR_GEN,
  parameters: [{ type: CK.CKA_EC_PARAMS, value: Buffer.from(curve, 'hex') }],
  publicKey(at, object) {
    const point = valueOf(at, object, CK.CKA_EC_POINT).subarray(-2 * bytes)
    const [x, y] = [point.subarray(0, bytes), point.subarray(bytes)].map((each) => each.toString('base64url'))
    return spki({ kty: 'EC', crv, x, y })
  },
})

const spki = (key: Record<string, string | undefined>): Uint8Array =>
  createPublicKey({ key, format: 'jwk' }).export({ format: 'der', type: 'spki' })

/** The curves by their object identifiers in DER. */
const KINDS: Readonly<Record<KeyType, Kind>> = {
  'RSA-3072': rsa(3072),
  'RSA-4096': rsa(4096),
  'EC-P-256': ec('P-256', '06082a8648ce3d030107', 32),
  'EC-P-384': ec('P-384', '06052b81040022', 48),
}

const HASHES = {
  sha256: { hashAlg: CK.CKM_SHA256, mgf: CK.CKG_MGF1_SHA256, saltLen: 32 },
  sha384: { hashAlg: CK.CKM_SHA384, mgf: CK.CKG_MGF1_SHA384, saltLen: 48 },
  sha512: { hashAlg: CK.CKM_SHA512, mgf: CK.CKG_MGF1_SHA512, saltLen: 64 },
} as const

/** The number by which `pkcs11js` knows the parameters of PSS. */
const PSS_PARAMETERS = 5

function mechanismOf({ scheme, hash }: SigningWay): Mechanism {
  if (scheme === 'ecdsa') return { mechanism: CK.CKM_ECDSA, parameter: null }
  if (scheme === 'pkcs1') return { mechanism: CK.CKM_RSA_PKCS, parameter: null }
  return { mechanism: CK.CKM_RSA_PKCS_PSS, parameter: { type: PSS_PARAMETERS, ...HASHES[hash] } }
}

/** The longest signature: RSA with 8192 bits. */
const LONGEST = 1024

/** Signs with the key; r||s for ECDSA. */
export function signWith(at: OpenSession, key: string, way: SigningWay, input: Uint8Array): Uint8Array {
  at.pkcs11.C_SignInit(at.session, mechanismOf(way), privateKeyOf(at, key))
  return at.pkcs11.C_Sign(at.session, Buffer.from(input), Buffer.alloc(LONGEST))
}

/** The private key with this CKA_ID. Throws `OperatorError('pkcs11-key')` for none, and for two. */
export function privateKeyOf(at: OpenSession, key: string): Handle {
  const [found, ...more] = objectsOf(at, CK.CKO_PRIVATE_KEY, key)
  if (found && more.length === 0) return found
  throw new OperatorError(
    'pkcs11-key',
    `The token of keys.pkcs11 has ${found ? 'more than one private key' : 'no private key'} with the CKA_ID ${key}, ` +
      'which the database refers to; give the token that it was made in, or its backup',
  )
}

/** Takes both halves of the pair out of the token. */
export function destroyKey(at: OpenSession, key: string): void {
  for (const kind of [CK.CKO_PRIVATE_KEY, CK.CKO_PUBLIC_KEY]) {
    for (const object of objectsOf(at, kind, key)) at.pkcs11.C_DestroyObject(at.session, object)
  }
}

function objectsOf({ pkcs11, session }: OpenSession, kind: number, key: string): readonly Handle[] {
  pkcs11.C_FindObjectsInit(session, [
    { type: CK.CKA_CLASS, value: kind },
    { type: CK.CKA_ID, value: Buffer.from(key, 'hex') },
  ])
  try {
    return pkcs11.C_FindObjects(session, 2)
  } finally {
    pkcs11.C_FindObjectsFinal(session)
  }
}
