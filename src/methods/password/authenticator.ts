import { Strategy } from 'passport-local'
import type { AccountId } from '../../domain/ids.js'
import { normalizePassword } from '../../domain/password-policy.js'
import type { PasswordCredentials } from '../../domain/ports/password-credentials.js'
import { PASSWORD } from '../../domain/second-factor.js'
import { higherOf, type TrustLevel } from '../../domain/trust-level.js'
import { usernameKey } from '../../domain/username.js'
import type { FactorDeps } from '../../factors/factor-deps.js'
import { askSecondFactor, isSecondFactorForm, takeSecondFactor } from '../../factors/second-factor.js'
import type { Authenticator, CallbackInput, MethodContext, Outcome } from '../../login/kit/authenticator.js'
import { runStrategy } from '../kit/passport.js'
import type { Attempt, RateLimits } from './rate-limits.js'
import { passwordPage } from './pages/password.js'
import type { PasswordProblem } from './texts/messages.js'

/** Hashing and checking of passwords, as `crypto/password-hash` does it. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** With null it does the same work and returns not ok, so that an unknown name costs what a known one costs. */
  verify(hash: string | null, password: string): Promise<{ readonly ok: boolean; readonly outdated: boolean }>
}

export interface PasswordDeps {
  readonly level: TrustLevel
  readonly credentials: PasswordCredentials
  readonly hasher: PasswordHasher
  readonly limits: RateLimits
  readonly secondFactor: FactorDeps
}

/** The page tells the number of tries that are left once it is down to this. */
const FEW_TRIES = 3

/** No user name or password can be longer than this, so anything longer is not hashed. */
const LONGEST_FIELD = 1024

/**
 * User name and password, with a second factor if the account has one. Unknown, wrong and limited look alike, and cost
 * the same, for names that exist and names that do not.
 */
export function createPasswordAuthenticator(deps: PasswordDeps): Authenticator {
  return {
    id: PASSWORD,
    level: higherOf(deps.level, deps.secondFactor.level),
    levelOf: (instance) => (instance === '' ? deps.level : deps.secondFactor.level),
    provesIdentity: false,
    opensByLink: true,
    // check: no-password-is-taken-from-an-address
    returnFields: null,
    usable: () => ({ usable: true }),
    start: ({ loginHint }) => Promise.resolve(page(loginHint ?? '', null, null)),
    resume: (context, input) =>
      isSecondFactorForm(input) ? resumeSecond(context, input, deps) : resume(context, input, deps),
  }
}

const page = (username: string, problem: PasswordProblem | null, triesLeft: number | null): Outcome => ({
  kind: 'page',
  page: ({ form, otherMethods, identifiesBy }) =>
    passwordPage({ form, otherMethods, identifiesBy, username, problem, triesLeft }),
  ...(problem === null ? {} : { once: true }),
  ...(problem === 'wrong' || problem === 'proof-expired' ? { failure: problem } : {}),
})

async function resume(context: MethodContext, input: CallbackInput, deps: PasswordDeps): Promise<Outcome> {
  const username = (input.fields['username'] ?? '').trim()
  const password = input.fields['password'] ?? ''
  const absent = missing(username, password)
  if (absent) return page(username, absent, null)
  // check: nothing-endless-is-hashed
  if (username.length > LONGEST_FIELD || password.length > LONGEST_FIELD) return page('', 'wrong', null)

  const attempt: Attempt = { username, password, address: input.address }
  const before = await deps.limits.limitedUntil(attempt)
  // check: a-rate-limit-comes-before-the-proof
  if (before !== null) return { kind: 'limited', until: before }
  const result = await runStrategy(strategyOf(deps), { username, password }, isAccount)
  if (result.kind === 'fail') {
    // check: failures-count
    const { left, limitedUntil, isBeyond } = await deps.limits.failed(attempt)
    if (limitedUntil !== null) return { kind: 'limited', until: limitedUntil, ...(!isBeyond && { failure: 'wrong' }) }
    return page(username, 'wrong', left <= FEW_TRIES ? left : null)
  }
  const after = await deps.limits.limitedUntil(attempt)
  // check: a-rate-limit-comes-after-the-proof-too
  if (after !== null) return { kind: 'limited', until: after }
  // check: a-success-clears-the-name
  await deps.limits.succeeded(attempt)
  const { account } = result.user
  // check: a-bound-second-factor-is-always-asked-for
  return (await askSecondFactor(account, context, deps.secondFactor)) ?? proved(account, context, deps)
}

const proved = (account: AccountId, { now }: MethodContext, { level }: PasswordDeps): Outcome => ({
  kind: 'proved',
  evidence: { method: PASSWORD, instance: '', level, at: now, subject: { kind: 'account', account } },
})

const resumeSecond = async (context: MethodContext, input: CallbackInput, deps: PasswordDeps): Promise<Outcome> =>
  (await takeSecondFactor(context, input, deps.level, deps.secondFactor)) ?? page('', 'proof-expired', null)

function missing(username: string, password: string): PasswordProblem | null {
  if (username === '') return password === '' ? 'both-missing' : 'username-missing'
  return password === '' ? 'password-missing' : null
}

interface ProvenUser {
  readonly account: AccountId
}

const isAccount = (value: unknown): value is ProvenUser =>
  typeof value === 'object' && value !== null && 'account' in value && typeof value.account === 'string'

const strategyOf = (deps: PasswordDeps): Strategy =>
  new Strategy({ session: false }, (username, password, done) => {
    prove(username, password, deps).then(
      (account) => done(null, account ? { account } : false),
      (error: unknown) => done(error),
    )
  })

/** The account that this password belongs to, or null. A hash with old parameters is renewed at once. */
async function prove(username: string, typed: string, deps: PasswordDeps): Promise<AccountId | null> {
  const password = normalizePassword(typed)
  const credential = await deps.credentials.find(usernameKey(username))
  // check: an-unknown-name-costs-the-same
  const { ok, outdated } = await deps.hasher.verify(credential?.hash ?? null, password)
  // check: a-password-must-fit
  if (!ok || !credential) return null
  if (outdated) await deps.credentials.rehash(credential.account, credential.hash, await deps.hasher.hash(password))
  return credential.account
}
