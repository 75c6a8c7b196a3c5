import { boundMethods, type Account } from '../domain/account.js'
import { satisfies, type NeededLevel } from '../domain/authn-context.js'
import type { MethodId } from '../domain/ids.js'
import type { Authenticator } from './kit/authenticator.js'
import { releasesIdentity } from '../domain/requirements.js'
import { higherOf, lowerOf, type TrustLevel } from '../domain/trust-level.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'

/**
 * The shortest way to a level that a method does not reach: to be identified once by a card, which raises the levels of
 * the account's other methods; to add a second factor to this method; or to set up another method. `by`: the method
 * that has the words for it.
 */
export interface WayUp {
  readonly kind: 'identify' | 'add-factor' | 'set-up'
  readonly by: MethodId
}

/** Why a method is not offered in this login. */
export type NotOffered =
  | { readonly kind: 'level-too-low'; readonly reaches: TrustLevel; readonly way: WayUp | null }
  | { readonly kind: 'not-allowed-by-service' }
  /** Every binding of it in the known account is blocked. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'not-working' }
  /** Another account, where the service lets nobody else prove (ProxyCount, saml-core §3.4.1.5.1). */
  | { readonly kind: 'no-proxy' }
  /** Another account, which has just said that it does not reach the level. */
  | { readonly kind: 'level-refused' }
  /** For every service, by an operator. */
  | { readonly kind: 'switched-off' }

export interface MethodOffer {
  readonly method: Authenticator
  /** Null if it is offered. */
  readonly notOffered: NotOffered | null
}

/** Every method in configured order, with the reason against it here, if any (RULES: What a service may ask 3). */
export const methodOffers = (facts: LoginFacts, ports: LoginPorts): readonly MethodOffer[] =>
  [...ports.methods.values()].flatMap((method) =>
    isLinking(facts, method.id)
      ? []
      : [{ method, notOffered: withWay(whyNot(method, facts, ports), method, facts, ports) }],
  )

/**
 * Adds the shortest way up to a method whose level is too low. A method whose own level would do lacks a factor or the
 * account's proofing; any other needs a better method beside it.
 */
function withWay(
  notOffered: NotOffered | null,
  method: Authenticator,
  { needed, account, login }: LoginFacts,
  ports: LoginPorts,
): NotOffered | null {
  if (notOffered?.kind !== 'level-too-low') return notOffered
  const others = [...ports.methods.values()].filter(
    (each) => each !== method && satisfies(each.level, needed) && !isSwitchedOff(each, ports),
  )
  const byCard = others.find(({ provesIdentity }) => provesIdentity)
  // A further factor or phone reaches no more than the proofing of the account that it is bound to.
  const isProofed = !account || !releasesIdentity(login.requirements) || satisfies(account.proofing.level, needed)
  if (satisfies(method.level, needed)) {
    // check: nobody-is-sent-to-add-a-factor-that-cannot-suffice
    if (account && isProofed && lacksFactor(method, account, needed))
      return { ...notOffered, way: { kind: 'add-factor', by: method.id } }
    return { ...notOffered, way: byCard ? { kind: 'identify', by: byCard.id } : null }
  }
  const isBound = ({ id }: Authenticator): boolean => account !== null && boundMethods(account, id).length > 0
  const another = isProofed ? others.find((each) => !each.provesIdentity && !isBound(each)) : undefined
  return { ...notOffered, way: another ? { kind: 'set-up', by: another.id } : null }
}

/**
 * True if no binding of this method in the account has the level by itself, whatever its cap; another binding could.
 */
const lacksFactor = (method: Authenticator, account: Account, needed: NeededLevel): boolean =>
  boundMethods(account, method.id).length > 0 &&
  boundMethods(account, method.id).every(({ instance }) => !satisfies(levelOf(method, instance), needed))

const levelOf = (method: Authenticator, instance: string): TrustLevel => method.levelOf?.(instance) ?? method.level

/** The method of this id if it is offered in this login or under way in it, else null. */
export function offeredMethod(id: MethodId, facts: LoginFacts, ports: LoginPorts): Authenticator | null {
  const method = ports.methods.get(id)
  if (!method) return null
  const underWay = facts.login.state === 'authenticating' && facts.login.method === id
  const against = isLinking(facts, id) && !underWay ? { kind: 'not-allowed-by-service' } : whyNot(method, facts, ports)
  // A citizen who has begun may come back to a method that by now is not working or blocked: the method finds out and
  // says so.
  const isOpenYet = underWay && (against?.kind === 'not-working' || against?.kind === 'blocked')
  // check: a-method-that-is-not-offered-does-nothing
  return against === null || isOpenYet ? method : null
}

/** To show which account a card belongs to, the citizen needs any method but the card's own. */
const isLinking = ({ unlinked }: LoginFacts, method: MethodId): boolean =>
  unlinked?.wish === 'link-account' && unlinked.evidence.method === method

/**
 * True if the method is bound to the account but every binding is blocked. A method that proves identity is never
 * blocked as a whole, because a new card proves its holder even if another one was blocked.
 */
const isBlocked = ({ id, provesIdentity }: Authenticator, account: Account): boolean =>
  !provesIdentity && account.methods.some(({ method }) => method === id) && boundMethods(account, id).length === 0

const isSwitchedOff = ({ id }: Authenticator, { switched }: LoginPorts): boolean => switched.get(id)?.enabled === false

function whyNot(method: Authenticator, facts: LoginFacts, ports: LoginPorts): NotOffered | null {
  // check: a-method-that-is-switched-off-is-offered-nowhere
  if (isSwitchedOff(method, ports)) return { kind: 'switched-off' }
  const works = method.usable().usable ? null : ({ kind: 'not-working' } as const)
  // The account may be proved at any level here; the level that the service needs comes from the card.
  if (facts.unlinked?.wish === 'link-account') return works
  const { allowedMethods } = facts.login.requirements
  // check: a-method-that-is-not-allowed-is-not-offered
  if (allowedMethods && !allowedMethods.includes(method.id)) return { kind: 'not-allowed-by-service' }
  // check: no-other-account-where-the-service-wants-no-proxy
  if (method.isUpstream && facts.login.requirements.proxyCount === 0) return { kind: 'no-proxy' }
  const { gaveUp } = facts.login
  if (gaveUp?.method === method.id && gaveUp.problem === 'level') return { kind: 'level-refused' }
  // check: a-method-that-is-blocked-is-not-offered
  if (facts.account && isBlocked(method, facts.account)) return { kind: 'blocked' }
  const reaches = levelWithin(method, facts)
  // check: a-method-below-the-level-is-not-offered
  if (!satisfies(reaches, facts.needed)) return { kind: 'level-too-low', reaches, way: null }
  return works
}

/**
 * The level that the method can reach here: its own level while nobody is known. Once the account is known, the
 * bindings and the account's proofing limit it, so that nobody is led to a proof that cannot suffice. A method that
 * proves identity by itself is not limited, because it raises the proofing too.
 */
function levelWithin(method: Authenticator, { account, login }: LoginFacts): TrustLevel {
  if (!account || method.provesIdentity) return method.level
  // check: a-binding-is-offered-at-its-own-level
  const each = boundMethods(account, method.id).map(({ instance, cap }) => lowerOf(levelOf(method, instance), cap))
  const counted = each.length > 0 ? each.reduce(higherOf) : method.level
  return releasesIdentity(login.requirements) ? lowerOf(counted, account.proofing.level) : counted
}
