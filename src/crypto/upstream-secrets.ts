import { upstreamSecretPlace } from '../domain/upstream-secret.js'
import type { KeySet } from './key-set.js'
import { createValueSeal } from './value-seal.js'

/** The secrets by which the broker proves itself to OpenID providers, as they lie in the store. */
export interface UpstreamSecrets {
  /** Sealed for the upstream of this random id. */
  seal(upstream: string, secret: string): string
  /** Null if it was sealed for another upstream or with other keys, or was changed. */
  open(upstream: string, sealed: string): string | null
}

export function createUpstreamSecrets(keySet: Pick<KeySet, 'key'>): UpstreamSecrets {
  const seal = createValueSeal(keySet.key('stored-values'))
  return {
    seal: (upstream, secret) => seal.seal(upstreamSecretPlace(upstream), secret),
    open: (upstream, sealed) => seal.open(upstreamSecretPlace(upstream), sealed),
  }
}
