import type { Account, BoundMethod } from './account.js'
import type { Evidence } from './evidence.js'
import { ATTRIBUTE_NAMES, type AttributeName, type Identity } from './identity.js'
import { MINIMUM_SET } from './minimum-set.js'
import { lowerOf, meets, type TrustLevel } from './trust-level.js'

/** What proves an identity by itself: evidence of a key, with what was read of its person. */
export interface UnlinkedEvidence extends Evidence {
  readonly subject: { readonly kind: 'key'; readonly key: string }
}

export const isUnlinkedEvidence = (evidence: Evidence): evidence is UnlinkedEvidence => evidence.subject.kind === 'key'

/** The evidence's card as a method of an account: it binds at its own level (RULES: Trust level of a login 4). */
export const bindingOf = ({ method, level, at, subject }: UnlinkedEvidence): BoundMethod => ({
  method,
  instance: subject.key,
  key: subject.key,
  name: null,
  cap: level,
  boundAt: at,
  blocked: false,
})

/** The values of the minimum set among the facts: what an account keeps of a card, and nothing else that was read. */
// check: an-account-keeps-the-minimum-set-alone
export const minimumSetOf = (facts: Identity): Identity => only(facts, (name) => MINIMUM.has(name))

/**
 * The rest: what was read for a service and no account keeps, such as the nationality. Null: nothing of the kind.
 */
export function beyondMinimumSet(facts: Identity): Identity | null {
  const rest = only(facts, (name) => !MINIMUM.has(name))
  return Object.keys(rest).length > 0 ? rest : null
}

/**
 * The account with the card bound, its values taken over and its proofing raised, not lowered. Self-declared values
 * that the card does not have stay as they are; so do the caps of all other methods, until the citizen confirms them.
 */
export function proofedBy(account: Account, evidence: UnlinkedEvidence, identityKey: string | null): Account {
  const facts = minimumSetOf(evidence.facts ?? {})
  const [first] = Object.values(facts)
  const rises = !meets(account.proofing.level, evidence.level) || account.proofing.origin === 'self-declared'
  return {
    ...account,
    identity: withTold(account.identity, { facts, upstream: evidence.upstream }),
    identityKey,
    proofing: rises && first ? { level: evidence.level, origin: first.origin, at: evidence.at } : account.proofing,
    // check: a-raised-proofing-raises-no-other-method
    methods: [...account.methods, bindingOf(evidence)],
  }
}

/**
 * The account with another account bound whose person is not known well enough to be the same: the citizen proved both,
 * so it opens this one from now on, at most at `cap`, the level at which this account was proved (RULES: Trust level of a
 * login 4). It tells nothing of the account's person.
 */
export const boundBeside = (account: Account, evidence: UnlinkedEvidence, cap: TrustLevel): Account => ({
  ...account,
  // check: another-account-binds-at-most-at-the-level-of-its-session
  methods: [...account.methods, { ...bindingOf(evidence), cap: lowerOf(evidence.level, cap) }],
})

/**
 * What is known of a person with what a proof told since, which is newer. What another account told replaces nothing of
 * a higher level.
 */
export const withTold = (
  known: Identity,
  { facts = {}, upstream }: Pick<Evidence, 'facts' | 'upstream'>,
): Identity => ({
  ...known,
  ...only(facts, (name) => {
    const [held, newer] = [known[name], facts[name]]
    // check: what-another-account-tells-replaces-nothing-of-a-higher-level
    return upstream === undefined || held === undefined || newer === undefined || meets(newer.level, held.level)
  }),
})

/**
 * The account with values as the card has them by now, of those that the account keeps from a card; null if none has
 * changed. So a move to another street reaches the account with the next login.
 */
export function refreshedBy(account: Account, facts: Identity): Account | null {
  const newer = only(facts, (name) => {
    const held = account.identity[name]
    return MINIMUM.has(name) && held?.origin === facts[name]?.origin && held?.value !== facts[name]?.value
  })
  if (Object.keys(newer).length === 0) return null
  return { ...account, identity: { ...account.identity, ...newer } }
}

/** The other methods of an account that count for less than the level; what a citizen confirms when proofing rises. */
export const methodsBelow = (account: Account, level: TrustLevel): readonly BoundMethod[] =>
  account.methods.filter(({ cap, blocked }) => !blocked && !meets(cap, level))

const MINIMUM: ReadonlySet<AttributeName> = new Set(MINIMUM_SET)

const only = (identity: Identity, kept: (name: AttributeName) => boolean): Identity =>
  Object.fromEntries(ATTRIBUTE_NAMES.filter(kept).flatMap((name) => (identity[name] ? [[name, identity[name]]] : [])))
