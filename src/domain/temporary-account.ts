import { newAccount, soleMethod, type Account } from './account.js'
import type { Evidence } from './evidence.js'
import type { AccountId } from './ids.js'

/**
 * The account of a login that none is kept for: made of what the evidence told, for this login alone
 * (RULES: Words, "account"). `pseudonymSeed`: what the service's pseudonym is made from.
 */
export function temporaryAccount(id: AccountId, evidence: readonly Evidence[], pseudonymSeed: string): Account | null {
  const [proof] = evidence
  if (!proof) return null
  const identity = proof.facts ?? {}
  const [first] = Object.values(identity)
  return newAccount({
    id,
    pseudonymSeed,
    proofing: { level: proof.level, origin: first?.origin ?? 'self-declared', at: proof.at },
    identity,
    methods: evidence.map(({ method, instance, level, at }) => ({ ...soleMethod(method, level, at), instance })),
    createdAt: proof.at,
  })
}
