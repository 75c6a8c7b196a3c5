import type { Account } from '../domain/account.js'
import { changeAgain, OVERTAKEN } from '../domain/change-again.js'
import { BrokerError } from '../domain/error-catalogue.js'
import { asOf, isOf, type AccountEvidence, type Evidence } from '../domain/evidence.js'
import { isOpen, type OpenLogin } from '../domain/login.js'
import { authenticated, identified, restarted } from '../domain/transitions.js'
import { browserKeyOf, newLoginSecret } from './kit/browser.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'
import { provesAccount, opensNoSession } from './conditions.js'
import { sessionAfterProof } from '../sessions/session-policy.js'
import { type StepResult, storeLogin } from './store-login.js'
import { abort } from './abort.js'
import { refreshedBy } from '../domain/proofed-account.js'

/**
 * A method proved an account, or a person by a key that finds one. The proof and the session that it opens reach the
 * login in one write, so that no proof ever lies in a login for whoever holds no more than the login's cookie. Where it
 * proved another account than the session's, or a person without one, it waits for the citizen's decision, under a new
 * cookie (RULES: What a service may ask 9; Identity 4).
 */
export async function takeProof(facts: LoginFacts, evidence: Evidence, ports: LoginPorts): Promise<StepResult> {
  const account = await accountProved(evidence, ports)
  if (!account) return waitForDecision(facts.login, evidence, ports)
  const proof = asOf(evidence, account.id)
  // Blocked since it was bound: it opens no session, and tells the account nothing.
  // check: a-blocked-method-opens-no-session
  if (!provesAccount([proof], account)) return proofOfNothing(facts, ports)
  const { session } = facts
  if (session && session.account !== account.id) return waitForDecision(facts.login, proof, ports)

  const refreshed = await refreshIdentity(account, evidence, ports)
  if (opensNoSession(facts)) return goOnAlone(facts.login, proof, ports)
  const earlier = 'evidence' in facts.login ? facts.login.evidence : []
  const mine = [...earlier, proof].filter((piece) => isOf(piece, refreshed.id))
  const change = await sessionAfterProof(refreshed.id, mine, session, ports)
  // A card that is to be bound to this account waits in the login for it.
  const isForLink = facts.unlinked?.wish === 'link-account'
  const login = await storeOver(facts.login, ports, (before) => {
    const next = authenticated(before, proof)
    return isForLink ? next : { ...identified(next, refreshed.id, change.session.id), version: before.version + 1 }
  })
  return { login, session: change }
}

/** What was proved lies in the login alone. */
const goOnAlone = (login: OpenLogin, proof: AccountEvidence, ports: LoginPorts): Promise<StepResult> =>
  underNewCookie(login, proof, ports, (before) => ({
    ...identified(authenticated(before, proof), proof.subject.account, null),
    version: before.version + 1,
  }))

/** Null: nobody's account is bound to this key. Throws `login-moved-on` for an account that is gone. */
async function accountProved({ method, subject }: Evidence, ports: LoginPorts): Promise<Account | null> {
  if (subject.kind === 'key') return ports.accounts.findByKey(method, subject.key)
  const account = await ports.accounts.find(subject.account)
  if (!account) throw new BrokerError('login-moved-on', 'the account is gone')
  return account
}

const waitForDecision = (login: OpenLogin, evidence: Evidence, ports: LoginPorts): Promise<StepResult> =>
  underNewCookie(login, evidence, ports, (before) => authenticated(before, evidence))

/**
 * No session guards the proof, so the login goes on under a new cookie: the one before is worth nothing, whoever knows
 * it.
 */
async function underNewCookie(
  login: OpenLogin,
  proof: Evidence,
  ports: LoginPorts,
  change: (before: OpenLogin) => OpenLogin,
): Promise<StepResult> {
  const secret = newLoginSecret(login.id, login.requirements.service, ports)
  // check: a-waiting-proof-gets-a-new-cookie
  const browserKey = browserKeyOf(ports.digest, secret)
  // check: a-card-that-waits-changes-the-cookie
  const renewed = (before: OpenLogin): OpenLogin => ({ ...change(before), browserKey })
  return { login: await storeOver(login, ports, renewed, proof), loginSecret: secret }
}

/**
 * A proof is never lost to a second click that was a moment faster: it is added to the login as it is by now. Where
 * that one changed the cookie, a browser shows the answer to the last click alone, which so has to bring the cookie
 * that counts: `proof` of the same person takes the login over, with nothing in it but what this request found by the
 * cookie that it showed, and proved itself.
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
    // Under another cookie by now: it is no longer this browser's, unless it has just proved to be the same citizen's.
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

/** True if the last thing that a login was told is a proof by the same binding of the same person. */
function isAbout(login: OpenLogin, { method, instance, subject }: Evidence): boolean {
  const last = 'evidence' in login ? login.evidence.at(-1) : undefined
  return (
    last?.method === method && last.instance === instance && JSON.stringify(last.subject) === JSON.stringify(subject)
  )
}

/** Whoever is signed in chooses another method; of anybody else's login nothing is left. */
export async function proofOfNothing({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  return session ? { login: await storeLogin(restarted(login), ports) } : abort(login, 'authn-failed', ports)
}

/**
 * The account as its card has it by now: what it keeps from a card follows the card, such as an address after a move.
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
