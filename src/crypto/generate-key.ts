import type { Instant } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import type { StoredKey } from '../domain/ports/key-store.js'
import type { Random } from '../domain/ports/random.js'
import type { KeyState, KeyUse } from '../domain/ports/signing-keys.js'
import { type KeyType, keyTypeServes, makeKeyPair } from './key-types.js'
import type { KeyWrap } from './key-wrap.js'

export interface NewKey {
  readonly use: KeyUse
  readonly type: KeyType
  readonly state: KeyState
  /** The host of the broker's entityID: CN of the certificate. */
  readonly host: string
  readonly now: Instant
  readonly wrap: KeyWrap
  readonly random: Random
}

/** A fresh key pair with its certificate, the private key wrapped. OperatorError for an EC key that should encrypt. */
export async function generateKey({ use, type, state, host, now, wrap, random }: NewKey): Promise<StoredKey> {
  if (!keyTypeServes(type, use)) {
    throw new OperatorError('key-type', `An encryption key cannot be ${type}; it may be RSA-3072 or RSA-4096`)
  }
  // Keys are made a few times in the life of a deployment; what writes certificates is loaded then.
  const { LONGEST_CERTIFICATE_LIFETIME, selfSignedCertificate } = await import('./certificates.js')
  const pair = await makeKeyPair(type)
  const id = random.id()
  const notAfter = now + LONGEST_CERTIFICATE_LIFETIME
  return {
    id,
    use,
    state,
    stateSince: now,
    type,
    certificate: selfSignedCertificate({ pair, use, commonName: host, notBefore: now, notAfter }),
    notAfter,
    createdAt: now,
    activatedAt: state === 'active' ? now : null,
    wrappedPrivateKey: wrap.wrap(id, pair.privateKey),
  }
}
