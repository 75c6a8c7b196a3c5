import { totpStep } from './totp.js'
import type { AuditEvent } from '../domain/audit-event.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { AccountId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { SecondFactor, TotpFactor } from '../domain/second-factor.js'
import { FORM_FIELDS } from '../ui/form-fields.js'
import { secretPlace, type FactorDeps } from './factor-deps.js'
import { isRecoveryCode, recoveryDigest } from './recovery-codes.js'
import type { SecondFactorProblem } from './texts/messages.js'

interface Try {
  readonly account: AccountId
  readonly now: Instant
  readonly address: string
}

type CodeEnd =
  | { readonly kind: 'totp'; readonly instance: string }
  /** `left`: how many the citizen still has. */
  | { readonly kind: 'recovery-code'; readonly left: number }
  | { readonly kind: 'problem'; readonly problem: SecondFactorProblem; readonly left: number | null }
  /** `problem`: this code was tried, and was the last before a pause. */
  | { readonly kind: 'limited'; readonly until: Instant; readonly problem?: SecondFactorProblem }

/** A code as typed, with or without the blanks and dashes that it is shown with. */
export const typedCode = (typed: string | undefined): string => (typed ?? '').replace(/[\s-]/g, '')

export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code)

/** Tries the code of a form. What can be no code at all costs no try. */
export async function tryCode(
  attempt: Try,
  fields: Readonly<Record<string, string>>,
  factors: readonly SecondFactor[],
  deps: FactorDeps,
): Promise<CodeEnd> {
  const code = typedCode(fields[FORM_FIELDS.code])
  if (code === '') return { kind: 'problem', problem: 'missing', left: null }
  const totp = factors.find((factor) => factor.kind === 'totp')
  if (!isRecoveryCode(code) && !(totp && isTotpCode(code))) return { kind: 'problem', problem: 'format', left: null }

  const taken = await deps.limit.take(attempt.account, attempt.address)
  // check: codes-are-limited
  if ('until' in taken) return { kind: 'limited', until: taken.until }
  const end = totp && isTotpCode(code) ? await tryTotp(attempt, code, totp, deps) : await spend(attempt, code, deps)
  if (end.kind === 'problem') {
    await deps.limit.failed(attempt.address)
    const pause = taken.left === 0 ? await deps.limit.pauseOf(attempt.account) : null
    return pause === null ? { ...end, left: taken.left } : { kind: 'limited', until: pause, problem: end.problem }
  }
  await deps.limit.succeeded(attempt.account)
  return end
}

async function tryTotp({ account, now }: Try, code: string, factor: TotpFactor, deps: FactorDeps): Promise<CodeEnd> {
  const secret = deps.secrets.open(secretPlace(account), factor.secret)
  if (secret === null) throw new BrokerError('internal', 'the secret of a code app does not open with this SECRET_KEY')
  const step = totpStep(secret, code, now)
  if (step === null) return { kind: 'problem', problem: 'wrong', left: null }
  // RFC 6238 §5.2: a code counts once, on whichever instance, and none before it counts any more.
  // check: a-code-counts-once
  const isFirst = await deps.factors.noteUse(account, factor.instance, step)
  return isFirst ? { kind: 'totp', instance: factor.instance } : { kind: 'problem', problem: 'used', left: null }
}

async function spend({ account, now }: Try, code: string, { factors, digest }: FactorDeps): Promise<CodeEnd> {
  const event = (left: number): AuditEvent => ({
    at: now,
    actor: 'citizen',
    action: 'account.recovery-code-used',
    subject: account,
    before: { left: left + 1 },
    after: { left },
  })
  const left = await factors.spendCode(account, recoveryDigest(digest, account, code), event)
  return left === null ? { kind: 'problem', problem: 'recovery-code', left: null } : { kind: 'recovery-code', left }
}
