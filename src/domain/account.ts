import type { AccountId, MethodId } from './ids.js'
import type { AttributeOrigin, Identity } from './identity.js'
import type { EarlierPseudonym } from './earlier-pseudonym.js'
import type { Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** How the identity of an account was established, when, and at which trust level. */
export interface Proofing {
  readonly level: TrustLevel
  readonly origin: AttributeOrigin
  readonly at: Instant
}

/**
 * A method bound to an account. It counts at most at `cap`, the level of the session in which it was
 * bound or last confirmed (RULES: Trust level of a login 4).
 */
export interface BoundMethod {
  readonly method: MethodId
  /** Which of several of one method, such as a phone; '' where there can be one only. Unique with `method`. */
  readonly instance: string
  /**
   * By what the method knows its person again: a keyed digest, of one account alone; null: the method names the
   * account.
   */
  readonly key: string | null
  /** As the citizen calls it; null where it needs no name. */
  readonly name: string | null
  readonly cap: TrustLevel
  readonly boundAt: Instant
  readonly blocked: boolean
}

/** What the citizen keeps here. `pseudonymSeed` is the account's own secret; it never leaves the broker. */
export interface Account {
  readonly id: AccountId
  /** As chosen, in NFC. Compared by `usernameKey`. Null until one is chosen: an account made from a card has none. */
  readonly username: string | null
  readonly pseudonymSeed: string
  /** By sector; only an import makes them (`PseudonymImports`), no change of the account does. */
  readonly earlierPseudonyms: readonly EarlierPseudonym[]
  readonly proofing: Proofing
  readonly identity: Identity
  /**
   * Stands for the minimum set that a card told, a keyed digest: finds the account of a renewed card; null: no card
   * did, or one without name, date or place of birth.
   */
  readonly identityKey: string | null
  readonly methods: readonly BoundMethod[]
  /** Since when nobody gets into it, by whatever method; null: it is open. */
  readonly blockedAt: Instant | null
  /** Sessions that began up to then have ended, wherever they are stored; null: none was ended so. */
  readonly sessionsEndedAt: Instant | null
  readonly createdAt: Instant
  /** Rises with every change of the account and of whatever belongs to it; given by the store. */
  readonly version: number
}

/** What nobody can say of a new account but whoever makes it. */
type Given = 'id' | 'pseudonymSeed' | 'proofing' | 'identity' | 'methods' | 'createdAt'

/** An account as it begins: what is not given is empty. */
export const newAccount = (given: Pick<Account, Given> & Partial<Account>): Account => ({
  username: null,
  earlierPseudonyms: [],
  identityKey: null,
  blockedAt: null,
  sessionsEndedAt: null,
  version: 1,
  ...given,
})

/** The next value of an account; its version is the store's. Null: nothing is changed. */
export type ChangeAccount = (account: Account) => Account | null

/** For what somebody decided by what was `seen` of an account: where it has changed since, nothing is changed. */
export const unlessChanged =
  (seen: Account, change: ChangeAccount): ChangeAccount =>
  (account) =>
    // check: what-was-decided-is-done-to-what-was-seen
    account.version === seen.version ? change(account) : null

/** The method that an account has there can be one of only, as it is bound. */
export const soleMethod = (method: MethodId, cap: TrustLevel, boundAt: Instant): BoundMethod => ({
  method,
  instance: '',
  key: null,
  name: null,
  cap,
  boundAt,
  blocked: false,
})

/**
 * The bound method that evidence came from, unless it is blocked or gone. A second factor (of the password) stands
 * beside the method's sole binding and falls with it.
 */
export const boundMethod = (
  account: Account,
  { method, instance }: Pick<BoundMethod, 'method' | 'instance'>,
): BoundMethod | undefined => boundMethods(account, method).find((bound) => bound.instance === instance)

/** All of a method that is bound and not blocked. */
export function boundMethods(account: Account, method: MethodId): readonly BoundMethod[] {
  // check: a-blocked-account-has-no-method
  if (account.blockedAt !== null) return []
  const bound = account.methods.filter((each) => each.method === method)
  const isSoleBlocked = bound.some(({ instance, blocked }) => instance === '' && blocked)
  // check: a-second-factor-falls-with-its-password
  return isSoleBlocked ? [] : bound.filter(({ blocked }) => !blocked)
}

/** An account that somebody can get into; null for one that is blocked, which is to a login as if it were not there. */
export const unblocked = (account: Account | null): Account | null =>
  // check: a-blocked-account-goes-on-in-no-login
  account?.blockedAt === null ? account : null

/** Given and family name as one line, whichever of them is known; the user name if neither is, '' if there is none. */
export function displayName(account: Account): string {
  const { givenName, familyName } = account.identity
  const parts = [givenName, familyName].flatMap((held) => (held?.value ? [spoken(held.value, held.origin)] : []))
  return parts.length > 0 ? parts.join(' ') : (account.username ?? '')
}

/** Particles of names, which stay small. */
const PARTICLES: ReadonlySet<string> = new Set(
  'af am an auf da de del della den der des di do dos du el la le te ten ter und van vom von zu zum zur'.split(' '),
)

/**
 * A name in a sentence. Cards tell names in capitals, which screen readers may spell; in tables, and for services, it
 * stays as it was read.
 */
function spoken(name: string, origin: AttributeOrigin): string {
  if (origin !== 'eid' || name !== name.toUpperCase()) return name
  // `İ` would become an i with a dot of its own.
  const lower = name.replaceAll('İ', 'i').toLowerCase()
  return lower.replace(/[\p{L}\p{M}]+/gu, (word) => (PARTICLES.has(word) ? word : capitalized(word)))
}

const capitalized = (word: string): string => word.replace(/^./u, (first) => first.toUpperCase())
