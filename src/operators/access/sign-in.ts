import { operatorSessionId, type OperatorSessionId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { operatorFactors, type Operator, type OperatorTotp } from '../../domain/operator.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import type { ValueSeal } from '../../domain/ports/value-seal.js'
import { usernameKey } from '../../domain/username.js'
import { newTotpSecret, totpStep } from '../../factors/totp.js'
import { actorOf } from '../actor.js'
import {
  askToCreate,
  askToUse,
  keptPasskey,
  takeCreated,
  takeUsed,
  withPasskey,
  type PasskeyAsked,
  type PasskeyDeps,
} from './passkey-use.js'
import { OPERATOR_SESSION } from './session-limits.js'
import type { SignInAttempt, SignInLimit } from './sign-in-limit.js'
import { openProof, sealProof, type Proof } from './sign-in-proof.js'

/** Checks passwords; with null it does the same work and gives false, so that an unknown name costs what a known one costs. */
export type CheckPassword = (hash: string | null, password: string) => Promise<boolean>

export interface SignInDeps extends PasskeyDeps {
  readonly operators: OperatorStore
  readonly limit: SignInLimit
  readonly checkPassword: CheckPassword
  /** For the secrets of code apps, as they are stored. */
  readonly secrets: ValueSeal
  /** For what a page carries to its next form. */
  readonly pages: ValueSeal
  readonly clock: Clock
}

/** A browser that somebody signs in with. */
export interface SignInPlace {
  /** What the browser alone has, so that a page's proof is worth nothing in another one. */
  readonly browser: string
  readonly address: string
}

/** After the password: a second factor is asked for, at the first time one that is set up now. */
export interface CodeWanted {
  readonly kind: 'code'
  readonly proof: string
  /** The secret of an app that may be set up now (base32); null: a factor is there, or a passkey is being set up. */
  readonly key: string | null
  /** Whether a code is taken. */
  readonly takesCode: boolean
  /** What the browser's passkey may do; null: there is none, and none can be made. `isNew`: it was made just now. */
  readonly passkey: (PasskeyAsked & { readonly isNew: boolean }) | null
  readonly username: string
}

export type PasswordEnd =
  CodeWanted | { readonly kind: 'wrong' } | { readonly kind: 'limited'; readonly until: Instant }

export type CodeProblem = 'format' | 'wrong' | 'passkey'

export type CodeEnd =
  /** `secret`: for the cookie. */
  | { readonly kind: 'signed-in'; readonly secret: string; readonly operator: Operator }
  /** `problem` null: nothing was entered, or the next step is to be done. */
  | (CodeWanted & { readonly problem: CodeProblem | null })
  /** It took too long, or the operator was changed meanwhile: everything begins anew. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'limited'; readonly until: Instant }

const secretPlace = ({ id }: Pick<Operator, 'id'>): string => `operator totp ${id}`

/** The first step: user name and password. Unknown, wrong and disabled look alike, and cost the same. */
export async function takePassword(
  typed: { readonly username: string; readonly password: string },
  { browser, address }: SignInPlace,
  deps: SignInDeps,
): Promise<PasswordEnd> {
  const { operators, limit, checkPassword, clock, random } = deps
  const attempt = { username: typed.username, address, proof: 'password' } as const
  // check: an-operators-proof-is-limited-before-it-is-looked-at
  const until = await limit.take(attempt)
  if (until !== null) return { kind: 'limited', until }
  const operator = await operators.findByUsername(usernameKey(typed.username))
  const isRight = await checkPassword(operator?.passwordHash ?? null, typed.password)
  // check: a-disabled-operator-does-not-sign-in
  if (!operator || !isRight || operator.disabled) return { kind: 'wrong' }
  // check: a-one-time-password-ends
  if (operator.oneTimeUntil !== null && clock.now() >= operator.oneTimeUntil) return { kind: 'wrong' }
  await limit.giveBack(attempt)
  const { id, username, version } = operator
  const proof: Proof = {
    operator: id,
    username,
    version,
    at: clock.now(),
    // check: the-key-is-shown-until-it-was-used-once
    key: operatorFactors(operator).length === 0 ? newTotpSecret() : null,
    challenge: random.secret(),
    made: null,
  }
  return codeWanted(proof, operator, browser, deps)
}

function codeWanted(proof: Proof, operator: Operator, browser: string, deps: SignInDeps): CodeWanted {
  const asked = passkeyAsked(proof, operator, deps)
  return {
    kind: 'code',
    proof: sealProof(proof, browser, deps.pages),
    key: proof.key,
    takesCode: proof.key !== null || operator.totp !== null,
    passkey: asked && { ...asked, isNew: proof.made !== null },
    username: proof.username,
  }
}

function passkeyAsked({ key, made, challenge }: Proof, operator: Operator, deps: SignInDeps): PasskeyAsked | null {
  if (key !== null) return askToCreate(operator, challenge, deps)
  return askToUse(made === null ? operator.passkeys : [made], challenge, deps)
}

/** The second step by a code of the app, which is set up with the first one. */
export async function takeCode(
  typed: { readonly proof: string; readonly code: string | null },
  place: SignInPlace,
  deps: SignInDeps,
): Promise<CodeEnd> {
  const found = await provenBefore(typed.proof, place, deps)
  if (!found) return { kind: 'expired' }
  const { proof, operator } = found
  const again = codeWanted(proof, operator, place.browser, deps)
  if (typed.code === null) return { ...again, problem: null }
  const code = typed.code.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(code)) return { ...again, problem: 'format' }
  const attempt = { username: proof.username, address: place.address, proof: 'code' } as const
  // check: operators-codes-are-limited-with-the-passwords
  const until = await deps.limit.take(attempt)
  if (until !== null) return { kind: 'limited', until }
  const totp = takenCode(operator, proof, code, deps)
  if (totp === null) return { ...again, problem: 'wrong' }
  return signedIn({ ...operator, totp }, { attempt, factor: 'totp', isNew: proof.key !== null }, deps)
}

/**
 * The second step by a passkey. One that is set up is made first, and counts once it was used: what a browser says when
 * it makes one is signed by nobody.
 */
export async function takePasskey(
  typed: { readonly proof: string; readonly answer: string },
  place: SignInPlace,
  deps: SignInDeps,
): Promise<CodeEnd> {
  const found = await provenBefore(typed.proof, place, deps)
  if (!found) return { kind: 'expired' }
  const { proof, operator } = found
  const next = { ...proof, challenge: deps.random.secret() }
  const wrong = (): CodeEnd => ({ ...codeWanted(next, operator, place.browser, deps), problem: 'passkey' })
  const attempt = { username: proof.username, address: place.address, proof: 'passkey' } as const
  // check: operators-passkeys-are-limited-with-the-passwords
  const until = await deps.limit.take(attempt)
  if (until !== null) return { kind: 'limited', until }
  if (proof.key !== null) {
    const made = await takeCreated(typed.answer, proof.challenge, deps)
    if (!made) return wrong()
    await deps.limit.giveBack(attempt)
    return { ...codeWanted({ ...next, key: null, made }, operator, place.browser, deps), problem: null }
  }
  if (proof.made !== null) {
    const used = await takeUsed(typed.answer, proof.challenge, [proof.made], deps)
    if (!used) return wrong()
    const passkey = keptPasskey(used, FIRST_PASSKEY, deps.clock.now(), deps.random)
    const isNew = true
    return signedIn({ ...operator, passkeys: [passkey] }, { attempt, factor: passkey.instance, isNew }, deps)
  }
  const used = await takeUsed(typed.answer, proof.challenge, operator.passkeys, deps)
  if (!used) return wrong()
  return signedIn(withPasskey(operator, used), { attempt, factor: used.instance, isNew: false }, deps)
}

/** What the passkey of a first sign-in is called. */
const FIRST_PASSKEY = 'Passkey'

/** What the page's proof says, with the operator as it was then; null if that is over. */
async function provenBefore(
  sealed: string,
  { browser }: SignInPlace,
  { operators, pages, clock }: SignInDeps,
): Promise<{ readonly proof: Proof; readonly operator: Operator } | null> {
  const proof = openProof(sealed, browser, clock.now(), pages)
  const operator = proof && (await operators.findByUsername(usernameKey(proof.username)))
  // check: a-change-of-the-operator-ends-the-proof
  if (!operator || operator.disabled || operator.version !== proof.version) return null
  return { proof, operator }
}

/** The code app as it is from then on, or null for a code that is none of it, or was taken before. */
function takenCode(
  operator: Operator,
  proof: Proof,
  code: string,
  { secrets, clock }: SignInDeps,
): OperatorTotp | null {
  const known = operator.totp === null ? null : secrets.open(secretPlace(operator), operator.totp.secret)
  const key = known ?? proof.key
  const step = key === null ? null : totpStep(key, code, clock.now())
  if (key === null || step === null) return null
  // check: an-operators-code-counts-once
  if (operator.totp !== null && step <= operator.totp.step) return null
  return { secret: operator.totp?.secret ?? sealedSecret(operator, key, secrets), step }
}

/** The secret of an operator's app as it is stored. */
export const sealedSecret = (operator: Pick<Operator, 'id'>, key: string, secrets: ValueSeal): string =>
  secrets.seal(secretPlace(operator), key)

/** How a sign-in was proved. */
interface Proved {
  readonly attempt: SignInAttempt
  /** The factor's instance. */
  readonly factor: string
  readonly isNew: boolean
}

async function signedIn(operator: Operator, proved: Proved, deps: SignInDeps): Promise<CodeEnd> {
  const opened = await openSession(operator, proved, deps)
  if (opened === null) return { kind: 'expired' }
  await deps.limit.giveBack(proved.attempt)
  await deps.limit.clear(proved.attempt)
  return { kind: 'signed-in', secret: opened, operator }
}

/** The secret of the new session; null if the operator was changed in the same moment. */
async function openSession(
  operator: Operator,
  { factor, isNew }: Proved,
  { operators, digest, random, clock }: SignInDeps,
): Promise<string | null> {
  const { id, username } = operator
  const now = clock.now()
  const secret = random.secret()
  const session = { id: sessionIdOf(digest, secret), operator: id, startedAt: now, lastActionAt: now }
  const after = { username, factor }
  const entry = { at: now, actor: actorOf(operator), subject: id, before: null, after } as const
  const audit = [
    ...(isNew ? [{ ...entry, action: 'operator.second-factor-bound' } as const] : []),
    { ...entry, action: 'operator.signed-in' } as const,
  ]
  if (!(await operators.signIn(operator, session, audit))) return null
  // Sessions that ended by themselves lie there until somebody comes.
  await operators.forgetSessions({ started: now - OPERATOR_SESSION.age, acted: now - OPERATOR_SESSION.idle })
  return secret
}

/** Under which id the session of this cookie is stored. */
export const sessionIdOf = (digest: KeyedDigest, secret: string): OperatorSessionId =>
  operatorSessionId(digest.digest('operator-session', secret))
