import { OperatorError } from '../../domain/operator-error.js'
import { WEAK_ALGORITHMS } from '../../domain/weak-algorithms.js'
import type { ServiceDeps } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'
import { shortName } from './setting-parsers.js'

/** Refuses a signature algorithm that none of the broker's active keys can sign with (`key-lacking`). */
export async function refuseUnsignable({ entityId, settings }: ServiceDraft, deps: ServiceDeps): Promise<void> {
  const { signatureAlgorithm } = settings
  // check: no-signature-is-set-that-no-key-makes
  if (signatureAlgorithm === null || (await deps.signableAlgorithms()).includes(signatureAlgorithm)) return
  const wanted = shortName(signatureAlgorithm)
  const type = wanted.startsWith('ecdsa') ? 'EC-P-256' : 'RSA-3072'
  throw new OperatorError(
    'key-lacking',
    `signatureAlgorithm cannot be "${wanted}" for ${entityId}: no active key can sign with it; ` +
      `make one with: servicekonto keys generate --type ${type}, and activate it once the services know it`,
  )
}

/** Refuses weak content encryption without an exception for it (`weak-until`). */
export function refuseUnpermitted({ entityId, settings }: ServiceDraft): void {
  const { encryptionAlgorithm, weakAlgorithms } = settings
  const weak = WEAK_ALGORITHMS.find((each) => encryptionAlgorithm !== null && shortName(encryptionAlgorithm) === each)
  // check: weak-encryption-is-not-set-without-an-exception
  if (!weak || weakAlgorithms.includes(weak)) return
  throw new OperatorError(
    'weak-until',
    `encryptionAlgorithm cannot be "${weak}" for ${entityId} without an exception; ` +
      `set weakAlgorithms=${weak} and weakAlgorithmsUntil=YYYY-MM-DD too, or encryptionAlgorithm=default`,
  )
}
