import type { LoginFacts } from './facts.js'
import type { Step } from './step.js'
import { askAgainStep } from './steps/ask-again.js'
import { chooseMethodStep } from './steps/choose-method.js'
import { completeProfileByMethodStep, completeProfileStep } from './steps/complete-profile.js'
import { confirmIdentityStep } from './steps/confirm-identity.js'
import { continueSessionStep } from './steps/continue-session.js'
import { decideAgainStep } from './steps/decide-again.js'
import { endWithoutProofStep } from './steps/end-without-proof.js'
import { finishStep } from './steps/finish.js'
import { goOnEndingStep } from './steps/go-on-ending.js'
import { linkAccountStep } from './steps/link-account.js'
import { linkOrCreateAccountStep } from './steps/link-or-create-account.js'
import { openAccountStep } from './steps/open-account.js'
import { passThroughStep } from './steps/pass-through.js'
import { proveAccountStep } from './steps/prove-account.js'
import { readAgainStep } from './steps/read-again.js'
import { recognizeIdentityStep } from './steps/recognize-identity.js'
import { resolveIdentityStep } from './steps/resolve-identity.js'
import { returnToAccountStep } from './steps/return-to-account.js'
import { reviewMethodsStep } from './steps/review-methods.js'
import { switchAccountStep } from './steps/switch-account.js'
import { useRememberedConsentStep } from './steps/use-remembered-consent.js'

/**
 * The steps of a login in order, and the only place where their order is said. `advance` takes the first step that is
 * needed; after each step it reads the list again from the top.
 */
export const LOGIN_STEPS: readonly Step[] = [
  goOnEndingStep,
  endWithoutProofStep,
  askAgainStep,
  // A card or upstream identity that no account was known to hold (RULES: Identity 4 and 5).
  recognizeIdentityStep,
  passThroughStep,
  openAccountStep,
  linkAccountStep,
  readAgainStep,
  proveAccountStep,
  linkOrCreateAccountStep,
  switchAccountStep,
  resolveIdentityStep,
  // A card that is to tell missing attributes keeps its state until it has told them; if the session's step came first,
  // that state would be lost.
  completeProfileByMethodStep,
  continueSessionStep,
  chooseMethodStep,
  reviewMethodsStep,
  decideAgainStep,
  returnToAccountStep,
  completeProfileStep,
  useRememberedConsentStep,
  confirmIdentityStep,
  finishStep,
]

/** The first step that this login needs. */
export function advance(facts: LoginFacts): Step {
  const step = LOGIN_STEPS.find(({ needed }) => needed(facts))
  if (!step) throw new TypeError('The last step of a login is always needed')
  return step
}
