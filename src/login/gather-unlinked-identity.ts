import { unblocked, type Account } from '../domain/account.js'
import { accountOf, countsStill, isOf } from '../domain/evidence.js'
import { isReadAgain, type OpenLogin, type UnlinkedIdentityWish } from '../domain/login.js'
import { coversMinimumSet, mayBeSamePerson, personText, samePerson } from '../domain/minimum-set.js'
import { isUnlinkedEvidence, type UnlinkedEvidence } from '../domain/proofed-account.js'
import { reachedLevel } from '../domain/reached-level.js'
import { heldEvidence, type BrowserSession } from '../domain/session.js'
import type { LoginPorts } from './kit/login-ports.js'

/** A card or upstream identity that needs an account, and what is known about it. */
export interface UnlinkedIdentity {
  readonly evidence: UnlinkedEvidence
  readonly wish: UnlinkedIdentityWish | null
  /** The account that holds the card by now, though none did when it was read. */
  readonly holder: Account | null
  /**
   * The one account of an earlier card of the same person; looked for once the minimum set is read (RULES: Identity 5).
   */
  readonly earlier: Account | null
  /** The account that the citizen wants the card bound to, once it is proved in this browser; else null. */
  readonly target: Account | null
  /** True if the card may be bound to the target: the same person by name and birth date. */
  readonly fits: boolean
}

/**
 * What is known of the unlinked identity that the last proof or the wish of a login is about; null if there is none.
 */
export async function gatherUnlinkedIdentity(
  login: OpenLogin,
  session: BrowserSession | null,
  ports: LoginPorts,
): Promise<UnlinkedIdentity | null> {
  const evidence = waitingEvidence(login)
  if (!evidence || !('wish' in login)) return null
  // check: a-card-that-waits-does-not-outlast-its-method
  if (!countsStill(evidence, ports.switched)) return null
  const { wish } = login
  const holder = await ports.accounts.findByKey(evidence.method, evidence.subject.key)
  // Accounts are never joined by what another account tells of a person.
  // check: another-account-finds-nobody-by-name
  const earlier = evidence.upstream ? null : await earlierAccount(evidence, ports)
  const target = await targetOf(login, earlier, session, ports)
  const fits =
    // check: a-card-is-bound-to-its-own-person-alone
    // check: a-card-of-an-earlier-account-is-bound-to-no-other
    target !== null && fitsPerson(target, evidence) && (earlier === null || earlier.id === target.id)
  return { evidence, wish, holder, earlier, target, fits }
}

/** Another account is bound by proof of both; only what is known to be somebody else's does not fit. */
const fitsPerson = ({ identity }: Account, { upstream, facts }: UnlinkedEvidence): boolean =>
  samePerson(identity, facts) || (upstream !== undefined && mayBeSamePerson(identity, facts))

function waitingEvidence(login: OpenLogin): UnlinkedEvidence | null {
  if (login.state !== 'authenticated' && login.state !== 'authenticating') return null
  const last = login.evidence.at(-1)
  if (login.state === 'authenticated' && last && isUnlinkedEvidence(last)) return last
  return login.wish === 'link-account' || isReadAgain(login)
    ? (login.evidence.findLast(isUnlinkedEvidence) ?? null)
    : null
}

/**
 * An earlier account counts only if exactly one is found: nobody here tells several people of the same name and birth
 * apart.
 */
async function earlierAccount({ facts }: UnlinkedEvidence, ports: LoginPorts): Promise<Account | null> {
  const key = coversMinimumSet(facts) ? identityKeyOf(facts, ports) : null
  if (key === null) return null
  const found = await ports.accounts.findByIdentity(key)
  // check: two-alike-are-told-apart-by-nobody
  return found.length === 1 ? (found[0] ?? null) : null
}

/**
 * The key that an account of this person is found by. Null if too little is known of the person; then only the card's
 * own key finds the account.
 */
export function identityKeyOf(
  facts: Parameters<typeof personText>[0],
  { digest }: Pick<LoginPorts, 'digest'>,
): string | null {
  const text = personText(facts)
  return text === null ? null : digest.digest('identity', text)
}

/**
 * The session's account, as long as a proof that the session holds still counts; a proof by a method that was blocked
 * since does not.
 */
async function signedIn(session: BrowserSession, ports: LoginPorts): Promise<Account | null> {
  const account = unblocked(await ports.accounts.find(session.account))
  const held = heldEvidence(session, ports.sessionLimits, ports.clock.now())
  return account && reachedLevel(account, held, false) !== null ? account : null
}

/** The account to bind to must be proved in the session of this very browser; a login's cookie alone proves nothing. */
async function targetOf(
  login: Extract<OpenLogin, { wish: UnlinkedIdentityWish | null }>,
  earlier: Account | null,
  session: BrowserSession | null,
  ports: LoginPorts,
): Promise<Account | null> {
  switch (login.wish) {
    case 'link-session':
      // check: a-session-of-a-blocked-method-binds-no-card
      return session && signedIn(session, ports)
    case 'link-account': {
      const proved = login.evidence.findLast((piece) => accountOf(piece) !== null)
      // check: the-account-to-bind-to-is-proved-in-this-browser
      return session && proved && isOf(proved, session.account) ? ports.accounts.find(session.account) : null
    }
    case 'link-renewed':
      return earlier
    case 'open-account':
    case null:
      return null
  }
}
