import type { KeyObject } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { KeyInfo, Signer } from '../../domain/ports/signing-keys.js'
import { publicKeyOf } from '../certificate-key.js'
import { ECDSA_SHA256, fitsKey, RSA_SHA256, signatureAlgorithm, verifySignature } from '../signature-algorithms.js'
import type { Hsm } from './hsm.js'
import { signingInput } from './signing-input.js'

/** A key that stays in an HSM: by what the token knows it, its type, and its other half. */
export interface KeyInHsm {
  readonly hsm: Pick<Hsm, 'sign'>
  readonly key: string
  readonly type: string
  readonly publicKey: KeyObject
}

/**
 * Signs with a key that stays in an HSM. Throws `BrokerError('unavailable')` while the HSM gives no signature, or one
 * that is wrong.
 */
export function createHsmSigner(info: KeyInfo, key: string, hsm: KeyInHsm['hsm']): Signer {
  const inHsm = { hsm, key, type: info.type, publicKey: publicKeyOf(info.certificate) }
  return { info, sign: (algorithmUri, data) => signByHsm(inHsm, algorithmUri, data).catch(unavailable) }
}

/** Has the HSM sign once with the key. Throws `OperatorError` where it does not, or its signature does not verify. */
export async function proveKeyInHsm(info: KeyInfo, key: string, hsm: KeyInHsm['hsm']): Promise<void> {
  const algorithm = info.type.startsWith('EC') ? ECDSA_SHA256 : RSA_SHA256
  const publicKey = publicKeyOf(info.certificate)
  await signByHsm({ hsm, key, type: info.type, publicKey }, algorithm, Buffer.from(`proof of key ${info.id}`))
}

/**
 * A signature by the HSM, r||s for ECDSA, checked with the other half of the key before anybody gets it. Throws
 * `OperatorError` where there is none, `BrokerError('internal')` for an algorithm that does not fit the key.
 */
export async function signByHsm(
  { hsm, key, type, publicKey }: KeyInHsm,
  algorithmUri: string,
  data: Uint8Array,
): Promise<Uint8Array> {
  const algorithm = signatureAlgorithm(algorithmUri)
  if (!algorithm || !fitsKey(algorithm, publicKey)) {
    throw new BrokerError('internal', `${type} key ${key} of the HSM cannot sign with ${algorithmUri}`)
  }
  const { way, input } = signingInput(algorithm, data, curveBytes(type))
  const signature = await hsm.sign(key, way, input)
  // check: a-signature-of-the-hsm-is-verified
  if (verifySignature(algorithm, data, signature, publicKey)) return signature
  throw new OperatorError(
    'pkcs11-signature',
    `The signature of the HSM does not verify with the certificate of its key ${key}; ` +
      'another key lies in the token under this CKA_ID: give the token that the key was made in, or its backup',
  )
}

/** The order of the curve in bytes: the names of the types hold its bits. */
const curveBytes = (type: string): number => Number(/\d+$/.exec(type)?.[0] ?? 0) / 8

const unavailable = (error: unknown): never => {
  throw error instanceof OperatorError
    ? new BrokerError('unavailable', `HSM: ${error.message}`, { cause: error })
    : error
}
