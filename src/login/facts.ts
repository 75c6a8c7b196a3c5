import { boundMethod, unblocked, type Account } from '../domain/account.js'
import { asking, childOf } from '../domain/child-service.js'
import { BrokerError } from '../domain/error-catalogue.js'
import { assertedLevel, neededLevel, type NeededLevel } from '../domain/authn-context.js'
import { consentText, decideRelease, withoutUnticked, type Release, type ReleaseDecision } from '../domain/release.js'
import { accountOf as accountOfEvidence, countsStill, isOf, type Evidence } from '../domain/evidence.js'
import type { AccountId, EntityId, SessionId } from '../domain/ids.js'
import {
  isSaml,
  type AnsweringLogin,
  type AuthenticatedLogin,
  type ConfirmedLogin,
  type IdentifiedLogin,
  type Login,
  type OpenLogin,
} from '../domain/login.js'
import { reachedLevel } from '../domain/reached-level.js'
import { notServed, type Service } from '../domain/service.js'
import { temporaryAccount } from '../domain/temporary-account.js'
import { withTold } from '../domain/proofed-account.js'
import { askerOf, releasesIdentity, type Requirements, currentRequirements } from '../domain/requirements.js'
import { beganBefore, heldEvidence, type BrowserSession } from '../domain/session.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { LoginPorts } from './kit/login-ports.js'
import { gatherUnlinkedIdentity, type UnlinkedIdentity } from './gather-unlinked-identity.js'

/**
 * Everything that decides the next step of a login. The facts are gathered anew at every visit, because another tab may
 * have changed them meanwhile (RULES: What a service may ask 7 and 8).
 */
export interface LoginFacts {
  readonly login: OpenLogin
  /** The browser's session, if it is alive. */
  readonly session: BrowserSession | null
  /** The account that the login is about so far: its own, else that of the evidence, else the session's. */
  readonly account: Account | null
  /** True if there is an account, and it is blocked: to the login it is as if it were gone. */
  readonly accountBlocked: boolean
  /** What counts as proof of that account in this login. */
  readonly evidence: readonly Evidence[]
  /** True if a proof does not count because its method was blocked or is gone from the account. */
  readonly proofLost: boolean
  /**
   * A card or upstream identity of this login that no account was known to hold; null if there is none to decide about.
   */
  readonly unlinked: UnlinkedIdentity | null
  readonly needed: NeededLevel
  readonly reached: TrustLevel | null
  /** The level the answer would assert; null if the login does not reach what is needed. */
  readonly asserted: TrustLevel | null
  readonly decision: ReleaseDecision | null
  /** The release that the citizen asked to be remembered, if it still holds; null in any state but `identified`. */
  readonly remembered: Release | null
  readonly now: number
}

/**
 * Gathers the facts of a login. `shown`: the session of this browser. Throws `saml-service-disabled` if the service is
 * gone or switched off by now.
 */
export async function gatherFacts(
  stored: OpenLogin,
  shown: BrowserSession | null,
  ports: LoginPorts,
): Promise<LoginFacts> {
  const now = ports.clock.now()
  const login: OpenLogin = { ...stored, requirements: requirementsNow(stored, ports) }
  const found = await accountOf(login, shown, ports)
  const account = unblocked(found)
  const session = await ofSomebody(shown, account, ports)
  const unlinked = await gatherUnlinkedIdentity(login, session, ports)
  const proofs = usableProofs(login, session, account, ports)
  const evidence = proofs.filter(
    (piece) =>
      // check: a-blocked-method-is-not-named
      // check: what-a-method-proved-before-it-was-switched-off-counts-in-no-login
      account !== null && boundMethod(account, piece) !== undefined && countsStill(piece, ports.switched),
  )
  const proofLost = evidence.length < proofs.length
  const { requirements } = login
  const needed = neededLevel(requirements.registeredLevel, requirements.requestedLevels)
  const reached = account ? reachedLevel(account, evidence, releasesIdentity(requirements)) : null
  const asserted = reached && assertedLevel(requirements.registeredLevel, requirements.requestedLevels, reached)
  const decision = account && asserted ? decideRelease(asTold(account, evidence), requirements, asserted) : null
  const remembered = account && decision ? await rememberedRelease(account, login, decision, ports) : null
  const accountBlocked = found !== account
  const known = { login, session, account, accountBlocked, evidence, proofLost, unlinked }
  return { ...known, needed, reached, asserted, decision, remembered, now }
}

/** A session whose account is gone belongs to nobody and does not stand in another account's way. */
async function ofSomebody(
  session: BrowserSession | null,
  account: Account | null,
  ports: LoginPorts,
): Promise<BrowserSession | null> {
  if (!session || session.account === account?.id) return session
  // check: a-session-of-nobody-is-none
  return unblocked(await ports.accounts.find(session.account)) && session
}

/**
 * The service's registration may have changed since the login began; for the citizen's own account the first
 * requirements stay.
 */
function requirementsNow(login: OpenLogin, ports: LoginPorts): Requirements {
  if (!isSaml(login)) return login.requirements
  const { requirements } = login
  const service = servedService(requirements.service, ports)
  if (requirements.child === undefined) {
    const named = ports.messages.named(service, requirements.attributeSet ?? null)
    return currentRequirements(requirements, service, named)
  }
  const child = servedChild(service, requirements.child, ports)
  return currentRequirements(requirements, asking(service, child), ports.messages.named(child, null))
}

/** Throws `requester-denied` for a child service that the portal may ask for no more. */
function servedChild(portal: Service, id: EntityId, { registry, clock, metadataGrace }: LoginPorts): Service {
  const child = childOf(portal, id, { find: (each) => registry.find(each), now: clock.now(), metadataGrace })
  // check: a-child-that-is-switched-off-ends-open-logins
  if (!child) throw new BrokerError('requester-denied', null, { service: portal.entityId })
  return child
}

/** Throws `saml-service-disabled` or `saml-metadata-ended` for a service at which nobody logs in any more. */
function servedService(id: Requirements['service'], { registry, clock, metadataGrace }: LoginPorts): Service {
  const service = registry.find(id)
  const fault = notServed(service, clock.now(), metadataGrace)
  if (fault !== null || !service) throw new BrokerError(fault ?? 'saml-service-disabled')
  return service
}

/**
 * The account with what its cards or upstreams told in this login, or in the session while that proof holds. What they
 * told is newer than what the account keeps, or was never kept. The latest proof counts.
 */
function asTold(account: Account, evidence: readonly Evidence[]): Account {
  const inOrder = evidence.toSorted((one, other) => one.at - other.at)
  return { ...account, identity: inOrder.reduce(withTold, account.identity) }
}

async function accountOf(login: OpenLogin, session: BrowserSession | null, ports: LoginPorts): Promise<Account | null> {
  if ('account' in login && login.temporary) return temporaryAccount(login.account, login.evidence, seedOf(login))
  const id = 'account' in login ? login.account : login.state === 'authenticated' ? provedBy(login) : session?.account
  return id ? ports.accounts.find(id) : null
}

const provedBy = ({ evidence }: AuthenticatedLogin): AccountId | null => {
  const last = evidence.at(-1)
  return last ? accountOfEvidence(last) : null
}

/**
 * What a temporary account is recognised by: at a service for pseudonyms alone the device (RULES: The pass 6), and
 * everywhere the key of another account, so that the same user is known again (CONTRACT: From an upstream); else nothing
 * that outlasts this login.
 */
function seedOf({ account, evidence, requirements }: IdentifiedLogin | ConfirmedLogin | AnsweringLogin): string {
  const [proof] = evidence
  const isKnownAgain = requirements.pseudonymous || proof?.upstream?.lasting === true
  return isKnownAgain ? proof?.instance || account : account
}

/**
 * The evidence that counts in this login. Its own evidence counts until it ends. Evidence of the session counts at its
 * aged level, unless the service asked for a fresh proof or takes no part in single sign-on. A method that the service
 * does not allow proves nothing to it.
 */
function usableProofs(
  login: OpenLogin,
  session: BrowserSession | null,
  account: Account | null,
  ports: LoginPorts,
): readonly Evidence[] {
  const { forceAuthn, singleSignOn, allowedMethods } = login.requirements
  const own = 'evidence' in login ? login.evidence : []
  // check: force-authn-takes-a-fresh-proof
  // check: no-single-sign-on-where-the-service-takes-none
  const mayUseSession = session !== null && session.account === account?.id && !forceAuthn && singleSignOn
  // check: evidence-of-a-session-ages
  const held = mayUseSession ? heldEvidence(session, ports.sessionLimits, ports.clock.now()) : []
  return [...own, ...held].filter(
    (piece) =>
      // check: only-methods-that-the-service-allows
      // check: evidence-is-of-the-account
      // check: only-methods-that-are-configured
      isOf(piece, account?.id) && ports.methods.has(piece.method) && (allowedMethods?.includes(piece.method) ?? true),
  )
}

async function rememberedRelease(
  account: Account,
  login: Login,
  { release }: ReleaseDecision,
  ports: LoginPorts,
): Promise<Release | null> {
  // A consent is looked up only between identification and the citizen's decision.
  if (login.state !== 'identified' || login.temporary) return null
  const consent = await ports.consents.find(account.id, askerOf(login.requirements))
  if (!consent) return null
  const ticked = release.attributes.map(({ name }) => name).filter((name) => !consent.declined.includes(name))
  const offered = withoutUnticked(release, new Set(ticked))
  // check: remembered-is-exactly-what-is-released
  return ports.digest.digest('consent', consentText(offered)) === consent.digest ? offered : null
}

/** The browser's session, or null if none of its evidence holds any more, or it was ended with all of its account's. */
export async function liveSession(ports: LoginPorts, id: BrowserSession['id'] | null): Promise<BrowserSession | null> {
  const session = id && (await ports.sessions.find(id))
  if (!session) return null
  // check: a-session-that-aged-is-none
  if (heldEvidence(session, ports.sessionLimits, ports.clock.now()).length === 0) return null
  return hasEnded(session, await ports.accounts.find(session.account)) ? null : session
}

/** True of a session that was ended with all of its account's, by somebody who may not reach the store of sessions. */
const hasEnded = (session: BrowserSession, account: Account | null): boolean =>
  // check: sessions-that-were-ended-have-ended-wherever-they-lie
  account?.sessionsEndedAt != null && beganBefore(session, account.sessionsEndedAt)

/**
 * The same ports, which read each session, account and consent only once. They are for steps that follow each other at
 * once within one request and change nothing but the login, so that reading again would find the same. They are not for
 * reads inside a step, and not for longer than one request: a request that takes a login reads for itself (RULES: What
 * a service may ask 7). `written`: a session that this request has just stored, so it is not read again.
 */
export function readingOnce(ports: LoginPorts, written: BrowserSession | null = null): LoginPorts {
  const { sessions, accounts, consents } = ports
  return {
    ...ports,
    sessions: {
      ...sessions,
      find: kept((id: SessionId) => (id === written?.id ? Promise.resolve(written) : sessions.find(id))),
    },
    accounts: { ...accounts, find: kept((id: AccountId) => accounts.find(id)) },
    consents: { ...consents, find: kept((account: AccountId, service: EntityId) => consents.find(account, service)) },
  }
}

/** Calls `find` once for the same ids. */
function kept<Ids extends readonly string[], Found>(find: (...ids: Ids) => Promise<Found>) {
  const found = new Map<string, Promise<Found>>()
  return (...ids: Ids): Promise<Found> => {
    const key = ids.join(' ')
    const known = found.get(key) ?? find(...ids)
    found.set(key, known)
    return known
  }
}
