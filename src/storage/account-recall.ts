import type { Account } from '../domain/account.js'
import type { AccountId, EntityId } from '../domain/ids.js'
import { minutes, type Duration, type Instant } from '../domain/instant.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { AccountRecall } from '../domain/ports/account-recall.js'
import type { Clock } from '../domain/ports/clock.js'
import type { ConsentStore } from '../domain/ports/consent-store.js'
import type { RememberedConsent } from '../domain/release.js'

/** What is known of one account: as it was in its version, and so long as that is its version. */
interface Known {
  readonly account: Account
  readonly consents: Map<EntityId, RememberedConsent | null>
}

/** So many accounts are kept, those that were asked for last; each takes about 2 KiB. */
const MOST = 5000

/** What nobody has asked for so long goes with the next question: it is personal data, and its account may be deleted. */
const KEPT: Duration = minutes(15)

/**
 * Accounts and remembered releases in memory. Whatever belongs to an account raises its version, and whoever uses what
 * is read here has the database compare the version in the write itself: so nothing has to be told to other instances.
 */
export function createAccountRecall(
  accounts: Pick<AccountStore, 'find'>,
  consents: Pick<ConsentStore, 'find'>,
  clock: Clock,
  most = MOST,
): AccountRecall {
  const lately = createRecent(accounts, clock, most)
  return {
    begin() {
      const read = new Map<AccountId, Known>()
      const once = async (id: AccountId): Promise<Known | null> => {
        const entry = read.get(id) ?? (await lately.recall(id))
        if (entry) read.set(id, entry)
        return entry
      }
      return {
        account: async (id) => (await once(id))?.account ?? null,
        async consent(id, service) {
          const entry = await once(id)
          if (!entry) return null
          const held = entry.consents.get(service)
          if (held !== undefined) return held
          const consent = await consents.find(id, service)
          entry.consents.set(service, consent)
          return consent
        },
        // check: what-is-read-from-memory-is-in-the-basis
        basis: () => new Map([...read].map(([id, { account }]) => [id, account.version])),
        forget: () => [...read.keys()].forEach(lately.forget),
      }
    },
  }
}

/** The accounts that were asked for last. */
function createRecent(accounts: Pick<AccountStore, 'find'>, clock: Clock, most: number) {
  const known = new Map<AccountId, { readonly entry: Known; readonly askedAt: Instant }>()
  /** The first ones are those that were asked for the longest time ago. */
  const dropOld = (now: Instant): void => {
    for (const [id, { askedAt }] of known) {
      // check: no-account-is-kept-in-memory-for-long
      if (known.size <= most && now - askedAt < KEPT) return
      known.delete(id)
    }
  }
  return {
    async recall(id: AccountId): Promise<Known | null> {
      dropOld(clock.now())
      const held = known.get(id)?.entry
      const account = held?.account ?? (await accounts.find(id))
      if (!account) return null
      const entry = held ?? { account, consents: new Map<EntityId, RememberedConsent | null>() }
      const now = clock.now()
      known.delete(id)
      known.set(id, { entry, askedAt: now })
      dropOld(now)
      return entry
    },
    forget: (id: AccountId): void => void known.delete(id),
  }
}
