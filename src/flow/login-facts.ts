import type { Account } from '../domain/account.js'
import { BrokerError } from '../domain/errors.js'
import { assertedLevel, neededLevel, type NeededLevel } from '../domain/authn-context.js'
import { consentText } from '../domain/consent.js'
import type { Evidence } from '../domain/evidence.js'
import type { Login, OpenLogin } from '../domain/login.js'
import { reachedLevel } from '../domain/reached-level.js'
import { decideRelease, withoutUnticked, type Release, type ReleaseDecision } from '../domain/release.js'
import { releasesIdentity } from '../domain/requirements.js'
import { heldEvidence, type BrowserSession } from '../domain/session.js'
import type { TrustLevel } from '../domain/trust-level.js'
import { currentRequirements } from './current-requirements.js'
import type { FlowPorts } from './flow-ports.js'

/**
 * All that the next step of a login is decided from. Gathered anew at every visit, so that nothing rests on
 * what another tab could have changed meanwhile (RULES: What a service may ask 7 and 8).
 */
export interface LoginFacts {
  readonly login: OpenLogin
  /** The browser's session, if it is alive. */
  readonly session: BrowserSession | null
  /** The account that the login is about so far: its own, else that of the evidence, else the session's. */
  readonly account: Account | null
  /** What counts as proof of that account in this login. */
  readonly evidence: readonly Evidence[]
  readonly needed: NeededLevel
  readonly reached: TrustLevel | null
  /** The level the answer would assert; null if the login does not reach what is needed. */
  readonly asserted: TrustLevel | null
  readonly decision: ReleaseDecision | null
  /** The release that the citizen asked to be remembered, if it still holds. */
  readonly remembered: Release | null
  readonly now: number
}

/** Throws `saml-service-disabled` where the service is gone or switched off by now. */
export async function gatherFacts(
  stored: OpenLogin,
  session: BrowserSession | null,
  ports: FlowPorts,
): Promise<LoginFacts> {
  const now = ports.clock.now()
  const service = ports.registry.find(stored.requirements.service)
  if (!service?.active) throw new BrokerError('saml-service-disabled')
  const login: OpenLogin = { ...stored, requirements: currentRequirements(stored.requirements, service) }
  const account = await accountOf(login, session, ports)
  const evidence = countingEvidence(login, session, account, ports)
  const { requirements } = login
  const needed = neededLevel(requirements.registeredLevel, requirements.requestedLevels)
  const reached = account ? reachedLevel(account, evidence, releasesIdentity(requirements)) : null
  const asserted = reached && assertedLevel(requirements.registeredLevel, requirements.requestedLevels, reached)
  const decision = account && asserted ? decideRelease(account, requirements, asserted) : null
  const remembered = account && decision ? await rememberedRelease(account, login, decision, ports) : null
  return { login, session, account, evidence, needed, reached, asserted, decision, remembered, now }
}

async function accountOf(login: OpenLogin, session: BrowserSession | null, ports: FlowPorts): Promise<Account | null> {
  const proved = login.state === 'authenticated' ? login.evidence.at(-1)?.subject.account : undefined
  const id = 'account' in login ? login.account : (proved ?? session?.account)
  return id ? ports.accounts.find(id) : null
}

/**
 * Evidence of this login counts until the login ends; evidence of the session counts at its aged level, unless
 * the service asked for a fresh proof or takes no part in single sign-on. A method that the service does not
 * allow proves nothing to it.
 */
function countingEvidence(
  login: OpenLogin,
  session: BrowserSession | null,
  account: Account | null,
  ports: FlowPorts,
): readonly Evidence[] {
  const { forceAuthn, singleSignOn, allowedMethods } = login.requirements
  const own = 'evidence' in login ? login.evidence : []
  const mayUseSession = session !== null && session.account === account?.id && !forceAuthn && singleSignOn
  const held = mayUseSession ? heldEvidence(session, ports.sessionLimits, ports.clock.now()) : []
  return [...own, ...held].filter(
    ({ method, subject }) =>
      subject.account === account?.id && ports.methods.has(method) && (allowedMethods?.includes(method) ?? true),
  )
}

async function rememberedRelease(
  account: Account,
  login: Login,
  { release }: ReleaseDecision,
  ports: FlowPorts,
): Promise<Release | null> {
  const consent = await ports.consents.find(account.id, login.requirements.service)
  if (!consent) return null
  const ticked = release.attributes.map(({ name }) => name).filter((name) => !consent.declined.includes(name))
  const offered = withoutUnticked(release, new Set(ticked))
  return ports.digest.digest('consent', consentText(offered)) === consent.digest ? offered : null
}

/** The browser's session, if there is one whose evidence still holds at all. */
export async function liveSession(ports: FlowPorts, id: BrowserSession['id'] | null): Promise<BrowserSession | null> {
  const session = id && (await ports.sessions.find(id))
  if (!session) return null
  return heldEvidence(session, ports.sessionLimits, ports.clock.now()).length > 0 ? session : null
}
