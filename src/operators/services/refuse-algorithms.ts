import { shortName } from '../../domain/algorithm-name.js'
import { WEAK_ALGORITHMS } from '../../domain/weak-algorithms.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { ServiceDeps } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'

/** Refuses a signature algorithm that none of the broker's active keys can sign with (`key-lacking`). */
export async function refuseUnsignable({ entityId, settings }: ServiceDraft, deps: ServiceDeps): Promise<void> {
  const { signatureAlgorithm: algorithm } = settings
  // check: no-signature-is-set-that-no-key-makes
  if (algorithm === null || (await deps.signableAlgorithms()).includes(algorithm)) return
  const keyType = shortName(algorithm).startsWith('ecdsa') ? 'EC-P-256' : 'RSA-3072'
  throw new Refused(refusal('key-lacking', { entityId, algorithm, keyType }))
}

/** Refuses weak content encryption that no exception permits (`weak-until`). */
export function refuseUnpermitted({ entityId, settings }: ServiceDraft): void {
  const { encryptionAlgorithm, weakAlgorithms } = settings
  const weak = WEAK_ALGORITHMS.find((each) => encryptionAlgorithm !== null && shortName(encryptionAlgorithm) === each)
  // check: weak-encryption-is-not-set-without-an-exception
  if (!weak || weakAlgorithms.includes(weak)) return
  throw new Refused(refusal('encryption-unpermitted', { entityId, algorithm: weak }))
}
