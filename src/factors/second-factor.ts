import { z } from 'zod'
import type { Evidence, EvidenceRemark } from '../domain/evidence.js'
import { accountId, type AccountId } from '../domain/ids.js'
import { minutes, type Instant } from '../domain/instant.js'
import type { CallbackInput, MethodContext, Outcome } from '../login/kit/authenticator.js'
import type { FactorFailure } from './failures.js'
import { PASSWORD, type Passkey, type SecondFactor } from '../domain/second-factor.js'
import type { TrustLevel } from '../domain/trust-level.js'
import { FORM_FIELDS } from '../ui/form-fields.js'
import { tryCode } from './code-check.js'
import type { FactorDeps } from './factor-deps.js'
import type { SecondFactorProblem } from './texts/messages.js'
import { secondFactorPage, type SecondFactorModel } from './pages/second-factor.js'

/** How long a proven password waits for the second factor. */
const PROOF_HOLDS = minutes(10)

/** The remark that a recovery code was used: how many are left. */
const CODES_LEFT = 'codes-left'

/** From this many tries left on the page says so. */
const FEW_TRIES = 3

/**
 * That a password was right, on its way through the page of the second factor. It lies in that page and nowhere else,
 * sealed and bound to its login: the login holds nothing that whoever has a copy of its cookie could go on from, and
 * another tab's proof does not change it.
 */
const proofShape = z.strictObject({ account: z.string().transform(accountId), at: z.number(), challenge: z.string() })

type Proof = z.output<typeof proofShape>

// check: a-proof-is-of-its-login
const proofPlace = ({ login }: MethodContext): string => `second factor of ${login}`

/** After a right password: the page of the second factor, or null where the account has none. */
export async function askSecondFactor(
  account: AccountId,
  context: MethodContext,
  deps: FactorDeps,
): Promise<Outcome | null> {
  const { factors } = await deps.factors.find(account)
  if (factors.length === 0) return null
  const proof: Proof = { account, at: context.now, challenge: deps.random.secret() }
  return page(proof, factors, context, deps)
}

/** True if these fields come from the page of the second factor. */
export const isSecondFactorForm = ({ fields }: CallbackInput): boolean => FORM_FIELDS.proof in fields

/** Takes the page's form; null if the password has to be proved anew. */
export async function takeSecondFactor(
  context: MethodContext,
  input: CallbackInput,
  plainLevel: TrustLevel,
  deps: FactorDeps,
): Promise<Outcome | null> {
  const proof = openProof(input.fields[FORM_FIELDS.proof] ?? '', context, deps)
  if (!proof) return null
  const { factors } = await deps.factors.find(proof.account)
  if (factors.length === 0) return null
  // The citizen wants to enter the other kind of code: no try.
  if (input.fields[FORM_FIELDS.code] === undefined && input.fields[FORM_FIELDS.passkey] === undefined) {
    return page(proof, factors, context, deps, { asksFor: askedFor(input) })
  }
  const answer = input.fields[FORM_FIELDS.passkey]
  return answer === undefined || answer === ''
    ? takeCode(proof, input, factors, context, plainLevel, deps)
    : takePasskey(proof, answer, factors, context, deps)
}

function openProof(sealed: string, context: MethodContext, { pages }: FactorDeps): Proof | null {
  const text = pages.open(proofPlace(context), sealed)
  const proof = text === null ? null : proofShape.parse(JSON.parse(text))
  // check: a-proof-ends
  return proof && context.now - proof.at < PROOF_HOLDS ? proof : null
}

async function takeCode(
  proof: Proof,
  input: CallbackInput,
  factors: readonly SecondFactor[],
  context: MethodContext,
  plainLevel: TrustLevel,
  deps: FactorDeps,
): Promise<Outcome> {
  const end = await tryCode({ ...proof, now: context.now, address: input.address }, input.fields, factors, deps)
  switch (end.kind) {
    case 'limited':
      return { kind: 'limited', until: end.until, ...failureOf(end.problem ?? null) }
    case 'problem':
      return page(proof, factors, context, deps, {
        asksFor: askedFor(input),
        problem: end.problem,
        left: end.left,
      })
    // A list on paper proves no more than the password beside it.
    case 'recovery-code':
      // check: a-recovery-code-raises-nothing
      return proved(proof.account, '', plainLevel, context.now, { kind: CODES_LEFT, count: end.left })
    case 'totp':
      return proved(proof.account, end.instance, deps.level, context.now)
  }
}

async function takePasskey(
  proof: Proof,
  answer: string,
  factors: readonly SecondFactor[],
  context: MethodContext,
  deps: FactorDeps,
): Promise<Outcome> {
  const { account, at, challenge } = proof
  const asserted = await deps.passkeys.asserted(answer, challenge, factors.filter(isPasskey))
  const isFresh = (await deps.replay.claim(`passkey ${challenge}`, context.login, PROOF_HOLDS)) === null
  // check: a-passkey-challenge-is-answered-once
  if (asserted && isFresh && (await countHolds(account, asserted, deps))) {
    return proved(account, asserted.passkey.instance, deps.level, context.now)
  }
  const next: Proof = { account, at, challenge: deps.random.secret() }
  return page(next, factors, context, deps, { problem: 'passkey' })
}

/**
 * Two passkeys that use one count are a passkey and its copy (WebAuthn §6.1.1). One that keeps no count sends 0 each
 * time.
 */
async function countHolds(
  account: AccountId,
  { passkey, counter }: { readonly passkey: Passkey; readonly counter: number },
  { factors }: FactorDeps,
): Promise<boolean> {
  if (counter === 0 && passkey.counter === 0) return true
  // check: a-passkey-count-is-kept
  return factors.noteUse(account, passkey.instance, counter)
}

const isPasskey = (factor: SecondFactor): factor is Passkey => factor.kind === 'passkey'

function proved(
  account: AccountId,
  instance: string,
  level: TrustLevel,
  at: Instant,
  remark?: EvidenceRemark,
): Outcome {
  const proof: Evidence = { method: PASSWORD, instance, level, at, subject: { kind: 'account', account } }
  const evidence = remark === undefined ? proof : { ...proof, remark }
  return { kind: 'proved', evidence }
}

/** What the page asked for, or is to ask for. */
const askedFor = ({ fields }: CallbackInput): SecondFactorModel['asksFor'] =>
  fields[FORM_FIELDS.step] === 'recovery-code' ? 'recovery-code' : 'totp'

/** What the page is shown with again. */
interface Shown {
  readonly asksFor?: SecondFactorModel['asksFor']
  readonly problem?: SecondFactorProblem | null
  readonly left?: number | null
}

function page(
  proof: Proof,
  factors: readonly SecondFactor[],
  context: MethodContext,
  { pages, passkeys }: FactorDeps,
  { asksFor = 'totp', problem = null, left = null }: Shown = {},
): Outcome {
  const keys = factors.filter(isPasskey)
  const hasApp = factors.length > keys.length
  const shown = {
    proof: pages.seal(proofPlace(context), JSON.stringify(proof)),
    asksFor: hasApp ? asksFor : 'recovery-code',
    hasApp,
    passkey: keys.length > 0 ? JSON.stringify(passkeys.request(keys, proof.challenge)) : null,
    problem,
    triesLeft: left !== null && left <= FEW_TRIES ? left : null,
  } as const
  // The proof lies in the page alone.
  return { kind: 'page', page: (place) => secondFactorPage({ ...place, ...shown }), once: true, ...failureOf(problem) }
}

function failureOf(problem: SecondFactorProblem | null): { readonly failure?: FactorFailure } {
  const failure = problem === null ? undefined : FAILURES[problem]
  return failure === undefined ? {} : { failure }
}

/** What is no try at all is no failure. */
const FAILURES: Partial<Record<SecondFactorProblem, FactorFailure>> = {
  wrong: 'code-wrong',
  used: 'code-used',
  'recovery-code': 'recovery-code',
  passkey: 'passkey',
}
