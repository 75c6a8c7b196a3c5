import type { EntityId } from '../../domain/ids.js'
import type { Service } from '../../domain/service.js'
import { refusal, type Refusal } from '../findings.js'
import type { ServiceDraft } from './service-draft.js'

/** The longest entityID (saml-core §8.3.6). */
const LONGEST_ENTITY_ID = 1024

/**
 * Why a service cannot be registered under this entityID, or null: it is an absolute URI (saml-core §1.3.2). One that stands
 * in the registry already is not asked: its portal works on.
 */
export function wrongEntityId(entityId: EntityId): Refusal | null {
  // check: an-entity-id-is-an-absolute-uri
  const isUri = /^[a-z][a-z\d+.-]*:[^\s#]+(#\S*)?$/i.test(entityId) && entityId.length <= LONGEST_ENTITY_ID
  return isUri ? null : refusal('entity-id-form', { entityId })
}

/**
 * The rule that a draft breaks, judged together with these registered services; null if none. A refused draft does not
 * hinder the others of its aggregate. `sectorChosen`: the operator named the sector; only then may another service have
 * it already.
 */
export function brokenRule(draft: ServiceDraft, registered: Iterable<Service>, sectorChosen: boolean): Refusal | null {
  const { entityId, settings, metadata, tenant } = draft
  // check: no-signature-is-demanded-that-no-key-proves
  if (settings.signedRequests === true && !metadata.keys.some(({ use }) => use !== 'encryption')) {
    return refusal('signing-key-missing', { entityId })
  }
  // check: cbc-lies-inside-a-signature
  if (settings.sign === 'assertion' && settings.weakAlgorithms.some((name) => name.endsWith('-cbc'))) {
    // Nothing authenticates CBC ciphertext, so an attacker could change it until the service's errors give its content
    // away; therefore the message around it has to be signed.
    return refusal('cbc-unsigned', { entityId })
  }
  // check: no-identifier-of-all-services-for-pseudonyms-alone
  if (settings.pseudonymous && settings.subjectId === 'subject-id')
    return refusal('subject-id-pseudonymous', { entityId })
  const { sector } = settings
  const sharing = [...registered].filter((other) => other.entityId !== entityId && other.settings.sector === sector)
  // Services of one sector know the same pseudonym of a citizen (RULES: Identity 3).
  const foreign = sharing.find((other) => other.tenant !== tenant)
  if (foreign) return refusal('sector-foreign', { entityId, sector, owner: foreign.entityId })
  const [owner] = sharing
  return owner && !sectorChosen ? refusal('sector-taken', { entityId, sector, owner: owner.entityId }) : null
}
