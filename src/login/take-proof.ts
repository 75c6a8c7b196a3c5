import type { Account } from '../domain/account.js'
import { changeAgain, OVERTAKEN } from '../domain/change-again.js'
import { BrokerError } from '../domain/error-catalogue.js'
import { asOf, countsStill, isOf, type AccountEvidence, type Evidence } from '../domain/evidence.js'
import { isOpen, isSaml, type OpenLogin } from '../domain/login.js'
import { authenticated, identified, restarted } from '../domain/transitions.js'
import { browserKeyOf } from './kit/browser.js'
import { newLoginSecret } from './kit/kept-request.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'
import { provesAccount, opensNoSession } from './conditions.js'
import { sessionAfterProof } from '../sessions/session-policy.js'
import { type StepResult, storeLogin } from './store-login.js'
import { abort } from './abort.js'
import { refreshedBy } from '../domain/proofed-account.js'

/**
 * A method proved an account, or a person by a key that leads to one. The proof and the session that it opens reach the
 * login in one write, so that no proof ever lies in a login open to anybody who holds only the login's cookie. A proof
 * of another account than the session's, or of a person without an account, waits for the citizen's decision under a
 * new cookie (RULES: What a service may ask 9; Identity 4).
 */
export async function takeProof(facts: LoginFacts, evidence: Evidence, ports: LoginPorts): Promise<StepResult> {
  // check: a-method-that-was-switched-off-meanwhile-proves-nothing
  if (!countsStill(evidence, ports.switched)) return proofOfNothing(facts, ports)
  const account = await accountProved(evidence, ports)
  if (!account) return waitForDecision(facts.login, evidence, ports)
  const proof = asOf(evidence, account.id)
  // check: a-blocked-account-is-not-logged-in-to
  if (account.blockedAt !== null) return endBlocked(facts.login, ports)
  // A method that was blocked since it was bound opens no session, and tells the account nothing.
  // check: a-blocked-method-opens-no-session
  if (!provesAccount([proof], account)) return proofOfNothing(facts, ports)
  const { session } = facts
  if (session && session.account !== account.id) return waitForDecision(facts.login, proof, ports)

  const refreshed = await refreshIdentity(account, evidence, ports)
  if (opensNoSession(facts, evidence)) return goOnAlone(facts.login, proof, ports)
  const earlier = 'evidence' in facts.login ? facts.login.evidence : []
  const mine = [...earlier, proof].filter((piece) => isOf(piece, refreshed.id))
  const change = await sessionAfterProof(refreshed, mine, session, ports)
  // A card that is to be bound to this account still waits in the login.
  const isForLink = facts.unlinked?.wish === 'link-account'
  const login = await storeOver(facts.login, ports, (before) => {
    const next = authenticated(before, proof)
    return isForLink ? next : { ...identified(next, refreshed.id, change.session.id), version: before.version + 1 }
  })
  return { login, session: change }
}

/** Goes on without a session: the proof lies in the login alone. */
const goOnAlone = (login: OpenLogin, proof: AccountEvidence, ports: LoginPorts): Promise<StepResult> =>
  underNewCookie(login, proof, ports, (before) => ({
    ...identified(authenticated(before, proof), proof.subject.account, null),
    version: before.version + 1,
  }))

/** The account that was proved; null if no account holds the key. Throws `login-moved-on` if the account is gone. */
async function accountProved({ method, subject }: Evidence, ports: LoginPorts): Promise<Account | null> {
  if (subject.kind === 'key') return ports.accounts.findByKey(method, subject.key)
  const account = await ports.accounts.find(subject.account)
  if (!account) throw new BrokerError('login-moved-on', 'the account is gone')
  return account
}

const waitForDecision = (login: OpenLogin, evidence: Evidence, ports: LoginPorts): Promise<StepResult> =>
  underNewCookie(login, evidence, ports, (before) => authenticated(before, evidence))

/** No session guards the proof, so the login goes on under a new cookie, and whoever knows the old one has nothing. */
async function underNewCookie(
  login: OpenLogin,
  proof: Evidence,
  ports: LoginPorts,
  change: (before: OpenLogin) => OpenLogin,
): Promise<StepResult> {
  const secret = newLoginSecret(login, ports)
  // check: a-waiting-proof-gets-a-new-cookie
  const browserKey = browserKeyOf(ports.digest, secret)
  // check: a-card-that-waits-changes-the-cookie
  const renewed = (before: OpenLogin): OpenLogin => ({ ...change(before), browserKey })
  return { login: await storeOver(login, ports, renewed, proof), loginSecret: secret }
}

/**
 * Stores the change, also after a second click was a moment faster: the change is then made to the login as stored by
 * now, so that no proof is lost. If that click changed the cookie too, the browser still shows only the answer to its
 * last click, so this answer must bring the cookie that counts. Therefore `proof`, if it is of the same person, takes
 * the login over. Of the other click nothing is kept: the login then holds only what this request found by the cookie
 * it showed, and what it proved itself.
 */
async function storeOver(
  start: OpenLogin,
  ports: LoginPorts,
  change: (before: OpenLogin) => OpenLogin,
  proof: Evidence | null = null,
): Promise<OpenLogin> {
  let login: OpenLogin = start
  return changeAgain(async () => {
    const next = change(login)
    if (await ports.logins.replace(next)) return next
    const stored = await ports.logins.find(start.id)
    if (!stored || !isOpen(stored)) return movedOn()
    if (stored.browserKey === start.browserKey) login = stored
    // Under another cookie the login is no longer this browser's, unless this request has just proved the same citizen.
    // check: a-second-click-takes-over-its-own-citizens-login-alone
    // check: a-second-click-gets-its-own-proof-alone
    else if (proof && isAbout(stored, proof)) login = { ...start, version: stored.version }
    else return movedOn()
    return OVERTAKEN
  }, movedOn)
}

const movedOn = (): never => {
  throw new BrokerError('login-moved-on')
}

/** True if the last proof in the login is by the same binding of the same person. */
function isAbout(login: OpenLogin, { method, instance, subject }: Evidence): boolean {
  const last = 'evidence' in login ? login.evidence.at(-1) : undefined
  return (
    last?.method === method && last.instance === instance && JSON.stringify(last.subject) === JSON.stringify(subject)
  )
}

/**
 * Nobody gets into a blocked account. Whoever proved it is told so: by the page before the way back, or by an error
 * page where no service asked.
 */
async function endBlocked(login: OpenLogin, ports: LoginPorts): Promise<StepResult> {
  const ended = await abort(login, 'account-blocked', ports, 'account-blocked')
  if (isSaml(login)) return ended
  throw new BrokerError('account-blocked')
}

/** A proof that does not count: whoever is signed in chooses another method; anybody else's login ends. */
export async function proofOfNothing({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  return session ? { login: await storeLogin(restarted(login), ports) } : abort(login, 'authn-failed', ports)
}

/**
 * The account as its card has it by now: attributes kept from a card follow the card, such as an address after a move.
 */
async function refreshIdentity(seen: Account, { facts, at }: Evidence, ports: LoginPorts): Promise<Account> {
  if (!facts || !refreshedBy(seen, facts)) return seen
  const refreshed = await ports.accounts.change(
    seen.id,
    (account) => refreshedBy(account, facts),
    ({ identity }, before) => ({
      at,
      actor: 'citizen',
      action: 'account.refreshed',
      subject: seen.id,
      before: null,
      after: {
        attributes: Object.entries(identity).flatMap(([name, value]) =>
          Object.values(before.identity).includes(value) ? [] : [name],
        ),
      },
    }),
  )
  return refreshed ?? seen
}
