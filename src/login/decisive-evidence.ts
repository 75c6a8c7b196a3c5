import type { Account } from '../domain/account.js'
import { BrokerError } from '../domain/errors.js'
import type { Evidence } from '../domain/evidence.js'
import { countedLevel } from '../domain/reached-level.js'
import { levelsDownFrom } from '../domain/trust-level.js'

/**
 * The evidence that counts for most here, the newest of equals: its time is the AuthnInstant, its method the one that
 * is named. Throws `login-moved-on` where none counts for this account.
 */
export function decisiveEvidence(account: Account, evidence: readonly Evidence[]): Evidence {
  const counting = levelsDownFrom('hoch')
    // check: a-proof-is-named-for-what-it-counts
    .map((level) => evidence.filter((piece) => countedLevel(account, piece) === level))
    .find(({ length }) => length > 0)
  const [first, ...rest] = counting ?? []
  if (!first) throw new BrokerError('login-moved-on')
  return rest.reduce((best, each) => (each.at > best.at ? each : best), first)
}
