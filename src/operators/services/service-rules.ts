import type { Service } from '../../domain/service.js'
import type { ServiceDraft } from './service-draft.js'

/** A rule that one service breaks as it would be registered; the others of its aggregate may keep it. */
export interface BrokenRule {
  readonly rule: string
  readonly message: string
}

/**
 * The rule that a draft breaks beside these registered services, or null. `sectorChosen`: the operator named the
 * sector; only then may it be one that another service has already.
 */
export function brokenRule(
  draft: ServiceDraft,
  registered: Iterable<Service>,
  sectorChosen: boolean,
): BrokenRule | null {
  const { entityId, settings, metadata, tenant } = draft
  // check: no-signature-is-demanded-that-no-key-proves
  if (settings.signedRequests === true && !metadata.keys.some(({ use }) => use !== 'encryption')) {
    const why = 'it may be false or default: the metadata has no signing key to check with'
    return { rule: 'setting-value', message: `signedRequests cannot be "true" for ${entityId}; ${why}` }
  }
  // check: cbc-lies-inside-a-signature
  if (settings.sign === 'assertion' && settings.weakAlgorithms.some((name) => name.endsWith('-cbc'))) {
    // Ciphertext that nothing authenticates can be changed until the service tells by its errors what is in it.
    const why = 'encryption with CBC needs a signed Response around it: sign=both or sign=response'
    return { rule: 'weak-unsigned', message: `sign cannot be "assertion" for ${entityId}: ${why}` }
  }
  const sharing = [...registered].filter(
    (other) => other.entityId !== entityId && other.settings.sector === settings.sector,
  )
  // Services of one sector know the same pseudonym of a citizen (RULES: Identity 3).
  const foreign = sharing.find((other) => other.tenant !== tenant)
  if (foreign) {
    const message = `${entityId}: the sector "${settings.sector}" belongs to ${foreign.entityId} of another tenant; set another sector`
    return { rule: 'sector-foreign', message }
  }
  if (sharing.length > 0 && !sectorChosen) {
    const message = `${entityId} is already the sector of ${sharing[0]?.entityId ?? 'another service'}; to share its pseudonyms say so with --set sector=${settings.sector}, else give another sector`
    return { rule: 'sector-taken', message }
  }
  return null
}
