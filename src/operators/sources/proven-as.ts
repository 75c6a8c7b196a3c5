import type { Service } from '../../domain/service.js'
import type { Source } from '../../domain/source.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'

/**
 * Who must have signed the document of a source (RULES: Operators 2). The source of one service has no signer of its own:
 * it is the one that the service was imported with, else a key that it is registered with, which a person has looked at.
 * Throws `Refused('source-unproven')` where there is none: nothing that comes from an address is taken unproven.
 */
export function provenAs({ signer }: Pick<Source, 'signer'>, [service]: readonly Service[]): string {
  if (signer !== null) return signer
  if (service === undefined) return ''
  const proofs = proofsOf(service)
  // check: nothing-from-an-address-is-taken-unproven
  if (proofs.length === 0) throw new Refused(refusal('source-unproven', { entityId: service.entityId }))
  return proofs.join('\n')
}

/** What proves the metadata of a service that come from its own address; empty: nothing. */
export function proofsOf({ source, metadata }: Pick<Service, 'source' | 'metadata'>): readonly string[] {
  if (source.signer !== null) return [`sha256:${source.signer}`]
  return metadata.keys.filter(({ use }) => use !== 'encryption').map(({ publicKey }) => pemOf(publicKey))
}

const pemOf = (spki: string): string =>
  `-----BEGIN PUBLIC KEY-----\n${(spki.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----`
