import { createPublicKey } from 'node:crypto'
import type { Instant } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import type { StoredKey } from '../domain/ports/key-store.js'
import type { Random } from '../domain/ports/random.js'
import type { KeyState, KeyUse } from '../domain/ports/signing-keys.js'
import { type KeyType, keyTypeServes, makeKeyPair } from './key-types.js'
import type { KeyWrap } from './key-wrap.js'
import type { Hsm } from './pkcs11/hsm.js'
import { signByHsm } from './pkcs11/hsm-signer.js'
import { hsmReference } from './pkcs11/reference.js'

export interface NewKey {
  readonly use: KeyUse
  readonly type: KeyType
  readonly state: KeyState
  /** The host of the broker's entityID: CN of the certificate. */
  readonly host: string
  readonly now: Instant
  readonly wrap: KeyWrap
  readonly random: Random
  /** Where the pair is made and stays; without it, it is made here. */
  readonly hsm?: Hsm | undefined
}

/**
 * A fresh key pair with its certificate, the private key wrapped, or left in the HSM. OperatorError for an EC key that
 * should encrypt, for an HSM that should, and what the HSM throws.
 */
export async function generateKey(wanted: NewKey): Promise<StoredKey> {
  const { use, type, state, now, random } = wanted
  if (!keyTypeServes(type, use)) {
    throw new OperatorError('key-type', `An encryption key cannot be ${type}; it may be RSA-3072 or RSA-4096`)
  }
  // check: an-hsm-only-signs
  if (wanted.hsm && use !== 'signing') {
    throw new OperatorError('key-type', 'Keys in an HSM sign, and do nothing else; make an encryption key without it')
  }
  // Keys are made a few times in the life of a deployment; what writes certificates is loaded then.
  const { LONGEST_CERTIFICATE_LIFETIME } = await import('./certificates.js')
  const id = random.id()
  const notAfter = now + LONGEST_CERTIFICATE_LIFETIME
  const made = await (wanted.hsm ? madeInHsm(wanted.hsm, id, notAfter, wanted) : madeHere(id, notAfter, wanted))
  return {
    id,
    use,
    state,
    stateSince: now,
    type,
    notAfter,
    createdAt: now,
    activatedAt: state === 'active' ? now : null,
    ...made,
  }
}

type Made = Pick<StoredKey, 'certificate' | 'wrappedPrivateKey'>

async function madeHere(id: string, notAfter: Instant, { use, type, host, now, wrap }: NewKey): Promise<Made> {
  const { selfSignedCertificate } = await import('./certificates.js')
  const pair = await makeKeyPair(type)
  return {
    certificate: selfSignedCertificate({ pair, use, commonName: host, notBefore: now, notAfter }),
    wrappedPrivateKey: wrap.wrap(id, pair.privateKey),
  }
}

async function madeInHsm(hsm: Hsm, id: string, notAfter: Instant, { use, type, host, now }: NewKey): Promise<Made> {
  const { certificateSignedElsewhere } = await import('./certificates.js')
  // Its CKA_ID is the id of the key, so that whoever looks into the token finds it.
  const key = Buffer.from(id).toString('hex')
  const made = await hsm.make(key, type, `servicekonto ${id}`)
  try {
    const publicKey = createPublicKey({ key: Buffer.from(made), format: 'der', type: 'spki' })
    const content = { use, commonName: host, notBefore: now, notAfter }
    const certificate = await certificateSignedElsewhere(publicKey, content, (algorithm, data) =>
      signByHsm({ hsm, key, type, publicKey }, algorithm, data),
    )
    return { certificate, wrappedPrivateKey: hsmReference(key) }
  } catch (error) {
    await hsm.destroy(key).catch(() => undefined)
    throw error
  }
}
