import { z } from 'zod'
import { newTotpSecret, totpStep, totpUri } from './totp.js'
import type { AtAccount, SecondFactorSetup, SetupProblem, TotpOffer } from './second-factor-setup.js'
import { TOTP } from '../domain/second-factor.js'
import { bindFactor } from './bind-factor.js'
import { isTotpCode, typedCode } from './code-check.js'
import { secretPlace } from './factor-deps.js'
import { openDraft, sealDraft, type SetupDeps } from './setup-deps.js'

const draftShape = z.strictObject({ secret: z.string() })

/** The secret travels in the page, where the citizen sees it anyway: nothing is stored until a code was entered. */
export const offerTotp = (at: AtAccount, deps: SetupDeps, secret = newTotpSecret()): TotpOffer => ({
  secret,
  uri: totpUri(secret, { issuer: deps.siteName, account: at.account.username ?? '' }),
  draft: sealDraft(at, TOTP, { secret }, deps),
})

export async function bindTotp(
  at: AtAccount,
  form: Parameters<SecondFactorSetup['bindTotp']>[1],
  deps: SetupDeps,
): ReturnType<SecondFactorSetup['bindTotp']> {
  const draft = openDraft(at, TOTP, draftShape, form.draft, deps)
  const again = (problem: SetupProblem) =>
    ({ kind: 'again', problem, offer: offerTotp(at, deps, draft?.secret) }) as const
  if (!draft) return again('expired')
  const code = typedCode(form.code)
  if (code === '') return again('missing')
  if (!isTotpCode(code)) return again('format')
  const step = totpStep(draft.secret, code, deps.clock.now())
  // check: a-code-app-is-used-before-it-counts
  if (step === null) return again('wrong')
  const secret = deps.secrets.seal(secretPlace(at.account.id), draft.secret)
  // Its step is used up: the code that confirms is none to log in with.
  // check: the-code-of-the-set-up-is-used-up
  return bindFactor(at, { kind: 'totp', instance: TOTP, counter: step, secret }, form.name, deps)
}
