import { z } from 'zod'
import { operatorId, operatorSessionId, type OperatorSessionId } from '../../domain/ids.js'
import { minutes, type Instant } from '../../domain/instant.js'
import type { Operator, OperatorTotp } from '../../domain/operator.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import type { Random } from '../../domain/ports/random.js'
import type { ValueSeal } from '../../domain/ports/value-seal.js'
import { usernameKey } from '../../domain/username.js'
import { newTotpSecret, totpStep } from '../../factors/totp.js'
import { OPERATOR_SESSION } from './session-limits.js'
import type { SignInLimit } from './sign-in-limit.js'

/** Checks passwords; with null it does the same work and gives false, so that an unknown name costs what a known one costs. */
export type CheckPassword = (hash: string | null, password: string) => Promise<boolean>

export interface SignInDeps {
  readonly operators: OperatorStore
  readonly limit: SignInLimit
  readonly checkPassword: CheckPassword
  readonly digest: KeyedDigest
  /** For the secrets of code apps, as they are stored. */
  readonly secrets: ValueSeal
  /** For what a page carries to its next form. */
  readonly pages: ValueSeal
  readonly clock: Clock
  readonly random: Random
}

/** A browser that somebody signs in with. */
export interface SignInPlace {
  /** What the browser alone has, so that a page's proof is worth nothing in another one. */
  readonly browser: string
  readonly address: string
}

/** After the password: a code is asked for; `key`: the secret of an app that is to be set up first (base32), or null. */
export interface CodeWanted {
  readonly kind: 'code'
  readonly proof: string
  readonly key: string | null
  readonly username: string
}

export type PasswordEnd =
  CodeWanted | { readonly kind: 'wrong' } | { readonly kind: 'limited'; readonly until: Instant }

export type CodeEnd =
  /** `secret`: for the cookie. */
  | { readonly kind: 'signed-in'; readonly secret: string; readonly operator: Operator }
  /** `problem` null: nothing was entered, and the page is shown again. */
  | (CodeWanted & { readonly problem: 'format' | 'wrong' | null })
  /** It took too long, or the operator was changed meanwhile: everything begins anew. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'limited'; readonly until: Instant }

/** How long a right password waits for the code. */
const PROOF_HOLDS = minutes(10)

/** A right password on its way through the page of the code, sealed in it and bound to its browser. */
const proofShape = z.strictObject({
  operator: z.string().transform(operatorId),
  username: z.string(),
  /** The operator as it was then: whatever is changed meanwhile ends the proof. */
  version: z.number(),
  at: z.number(),
  /** The secret of the app that is set up now; null: there is one. */
  key: z.string().nullable(),
})

type Proof = z.output<typeof proofShape>

// check: an-operators-proof-is-of-its-browser
const proofPlace = (browser: string): string => `operator sign-in ${browser}`

const secretPlace = ({ id }: Pick<Operator, 'id'>): string => `operator totp ${id}`

/** The first step: user name and password. Unknown, wrong and disabled look alike, and cost the same. */
export async function takePassword(
  typed: { readonly username: string; readonly password: string },
  { browser, address }: SignInPlace,
  deps: SignInDeps,
): Promise<PasswordEnd> {
  const { operators, limit, checkPassword, pages, clock } = deps
  const attempt = { username: typed.username, address, proof: 'password' } as const
  // check: an-operators-proof-is-limited-before-it-is-looked-at
  const until = await limit.take(attempt)
  if (until !== null) return { kind: 'limited', until }
  const operator = await operators.findByUsername(usernameKey(typed.username))
  const isRight = await checkPassword(operator?.passwordHash ?? null, typed.password)
  // check: a-disabled-operator-does-not-sign-in
  if (!operator || !isRight || operator.disabled) return { kind: 'wrong' }
  await limit.giveBack(attempt)
  const { id, username, version, totp } = operator
  const proof: Proof = {
    operator: id,
    username,
    version,
    at: clock.now(),
    // check: the-key-is-shown-until-it-was-used-once
    key: totp === null ? newTotpSecret() : null,
  }
  return codeWanted(proof, browser, pages)
}

const codeWanted = (proof: Proof, browser: string, pages: ValueSeal): CodeWanted => ({
  kind: 'code',
  proof: pages.seal(proofPlace(browser), JSON.stringify(proof)),
  key: proof.key,
  username: proof.username,
})

/** The second step: a code of the app, which is set up with the first one. */
export async function takeCode(
  typed: { readonly proof: string; readonly code: string | null },
  { browser, address }: SignInPlace,
  deps: SignInDeps,
): Promise<CodeEnd> {
  const { operators, limit, pages, clock } = deps
  const proof = openProof(typed.proof, browser, deps)
  if (!proof) return { kind: 'expired' }
  const again = codeWanted(proof, browser, pages)
  if (typed.code === null) return { ...again, problem: null }
  const code = typed.code.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(code)) return { ...again, problem: 'format' }
  const attempt = { username: proof.username, address, proof: 'code' } as const
  // check: operators-codes-are-limited-with-the-passwords
  const until = await limit.take(attempt)
  if (until !== null) return { kind: 'limited', until }
  const operator = await operators.findByUsername(usernameKey(proof.username))
  // check: a-change-of-the-operator-ends-the-proof
  if (!operator || operator.disabled || operator.version !== proof.version) return { kind: 'expired' }
  const totp = takenCode(operator, proof, code, deps)
  if (totp === null) return { ...again, problem: 'wrong' }
  const opened = await openSession({ ...operator, totp }, proof.key !== null, clock.now(), deps)
  if (opened === null) return { kind: 'expired' }
  await limit.giveBack(attempt)
  await limit.clear(attempt)
  return { kind: 'signed-in', secret: opened, operator }
}

function openProof(sealed: string, browser: string, { pages, clock }: SignInDeps): Proof | null {
  const text = pages.open(proofPlace(browser), sealed)
  const proof = text === null ? null : proofShape.parse(JSON.parse(text))
  // check: an-operators-proof-ends
  return proof && clock.now() - proof.at < PROOF_HOLDS ? proof : null
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
  return { secret: operator.totp?.secret ?? secrets.seal(secretPlace(operator), key), step }
}

/** The secret of the new session; null if the operator was changed in the same moment. */
async function openSession(
  operator: Operator,
  isFirst: boolean,
  now: Instant,
  { operators, digest, random }: SignInDeps,
): Promise<string | null> {
  const { id, username } = operator
  const secret = random.secret()
  const session = { id: sessionIdOf(digest, secret), operator: id, startedAt: now, lastActionAt: now }
  const entry = { at: now, actor: actorOf(operator), subject: id, before: null, after: { username } } as const
  const audit = [
    ...(isFirst ? [{ ...entry, action: 'operator.second-factor-bound' } as const] : []),
    { ...entry, action: 'operator.signed-in' } as const,
  ]
  if (!(await operators.signIn(operator, session, audit))) return null
  // Sessions that ended by themselves lie there until somebody comes.
  await operators.forgetSessions({ started: now - OPERATOR_SESSION.age, acted: now - OPERATOR_SESSION.idle })
  return secret
}

/** Who acts, for the audit log. */
export const actorOf = ({ username }: Pick<Operator, 'username'>): string => `operator:${username}`

/** Under which id the session of this cookie is stored. */
export const sessionIdOf = (digest: KeyedDigest, secret: string): OperatorSessionId =>
  operatorSessionId(digest.digest('operator-session', secret))
