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
 * One login, in order. `advance` takes the first step that is needed; after each step the list is read again from the
 * top. No step decides what comes next: an order that counts is said here.
 */
export const LOGIN_STEPS: readonly Step[] = [
  endWithoutProofStep,
  askAgainStep,
  // A card or upstream that no account was known to hold (RULES: Identity 4 and 5).
  recognizeIdentityStep,
  passThroughStep,
  openAccountStep,
  linkAccountStep,
  readAgainStep,
  proveAccountStep,
  linkOrCreateAccountStep,
  switchAccountStep,
  resolveIdentityStep,
  // A card that is to tell what is missing keeps its state until it has: going on by the session would lose it.
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
