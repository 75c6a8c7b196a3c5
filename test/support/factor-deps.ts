import { createSecretKey, randomBytes } from 'node:crypto'
import { createFactorLimit } from '../../src/factors/factor-limit.js'
import type { FactorDeps } from '../../src/factors/factor-deps.js'
import { createPasskeys } from '../../src/factors/passkeys.js'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createRandom } from '../../src/crypto/random.js'
import { createValueSeal } from '../../src/crypto/value-seal.js'
import { minutes } from '../../src/domain/instant.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { AccountStore } from '../../src/domain/ports/account-store.js'
import type { Clock } from '../../src/domain/ports/clock.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { memoryAccounts } from './memory-accounts.js'
import { memoryFactors } from './memory-factors.js'

export const FACTOR_SITE = 'https://konto.example'

/** What second factors work with, in memory. */
export function factorDeps(
  clock: Clock,
  accounts: AccountStore = memoryAccounts().store,
  audit: AuditEvent[] = [],
  change: Partial<FactorDeps> = {},
): FactorDeps {
  const secret = createSecretKey(Buffer.alloc(32, 7))
  const digest = createKeyedDigest(secret)
  const { attempts, replay } = createMemoryStores({ clock })
  return {
    level: 'normal',
    factors: memoryFactors(accounts, audit),
    limit: createFactorLimit(attempts, digest, { perAccount: 10, perAddress: 30, window: minutes(15) }),
    passkeys: createPasskeys(FACTOR_SITE, 'Servicekonto'),
    replay,
    digest,
    random: createRandom(),
    secrets: createValueSeal(createSecretKey(randomBytes(32))),
    pages: createValueSeal(createSecretKey(randomBytes(32))),
    ...change,
  }
}
