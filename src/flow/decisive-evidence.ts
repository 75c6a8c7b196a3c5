import { BrokerError } from '../domain/errors.js'
import type { Evidence } from '../domain/evidence.js'
import { meets, type TrustLevel } from '../domain/trust-level.js'

/** The strongest evidence, the newest of equals: its time is the AuthnInstant, its method the one that is named. */
export function decisiveEvidence(evidence: readonly Evidence[]): Evidence {
  const [first, ...rest] = evidence
  if (!first) throw new BrokerError('login-moved-on')
  return rest.reduce((best, each) => {
    if (isStronger(best.level, each.level)) return best
    return isStronger(each.level, best.level) || each.at > best.at ? each : best
  }, first)
}

const isStronger = (a: TrustLevel, b: TrustLevel): boolean => meets(a, b) && a !== b
