import { displayName } from '../../domain/account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { isReadAgain, type UnlinkedIdentityWish } from '../../domain/login.js'
import type { UnlinkedIdentityChoice } from '../../domain/unlinked-identity.js'
import { isUnlinkedEvidence } from '../../domain/proofed-account.js'
import { restarted, wished } from '../../domain/transitions.js'
import type { Page } from '../../ui/page.js'
import { abort } from '../abort.js'
import { startMethod } from '../authenticate.js'
import { hasUnlinkedIdentity } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { linkOrCreateAccountPage } from '../pages/link-or-create-account.js'
import { requireUnlinkedIdentity, unlinkedIdentityOffers } from '../unlinked-identity-offers.js'
import { pressedButton, stepTaken, type PageStep, type StepPlace, type Take, type Taken } from '../step.js'
import { storeLogin } from '../store-login.js'
import { passThrough } from './pass-through.js'

/** No account holds the card: the citizen chooses what becomes of it. */
export const linkOrCreateAccountStep: PageStep = {
  name: 'link-or-create-account',
  stage: 'identify',
  needed: hasUnlinkedIdentity,
  page: askAboutUnlinkedIdentity,
  forms: { person: takeDecision },
  comeBack: turnBack,
}

async function askAboutUnlinkedIdentity(facts: LoginFacts, { ports, form }: StepPlace): Promise<Page> {
  const account = facts.session && (await ports.accounts.find(facts.session.account))
  return linkOrCreateAccountPage({
    form: form('person'),
    ...unlinkedIdentityOffers(facts),
    signedInAs: account && displayName(account),
    otherAccount: facts.unlinked?.evidence.upstream ? facts.unlinked.evidence.method : null,
  })
}

/** Takes the choice, or opens the method that first reads the card once more for it. */
async function takeDecision(...[facts, { fields }, { ports, language }]: Parameters<Take>): ReturnType<Take> {
  const { choices } = unlinkedIdentityOffers(facts)
  const decision = await decideUnlinkedIdentity(facts, pressedButton(fields, choices), ports)
  if (decision.kind === 'step') return decision
  const { method } = requireUnlinkedIdentity(decision.facts).evidence
  const answer = await startMethod(method, decision.facts, language, ports)
  return { kind: 'method', method, facts: decision.facts, answer }
}

/** A choice taken, or the method that has to read the card again first. */
type Decision = Extract<Taken, { kind: 'step' }> | { readonly kind: 'read-again'; readonly facts: LoginFacts }

/**
 * Takes what the citizen chose, also in place of an earlier choice while the card is read once more for that one.
 * Throws `form-input` for a choice that is not offered here.
 */
export async function decideUnlinkedIdentity(
  at: LoginFacts,
  choice: UnlinkedIdentityChoice,
  ports: LoginPorts,
): Promise<Decision> {
  const { choices, readAgain } = unlinkedIdentityOffers(at)
  // check: no-choice-about-a-card-is-taken-unoffered
  if (!choices.includes(choice)) throw new BrokerError('form-input', 'decision')
  const facts = await turnBack(at, ports)
  switch (choice) {
    case 'cancel':
      return stepTaken(await abort(facts.login, 'authn-failed', ports))
    case 'temporary':
      return stepTaken(await passThrough(facts, ports))
    case 'back':
      return stepTaken({ login: await storeLogin(restarted(facts.login), ports) })
    case 'leave-account':
      if (facts.session) await ports.logOut(facts.session)
      return stepTaken({ login: await storeLogin(cardAlone(facts, null), ports), session: { kind: 'ended' } })
    default: {
      const login = await storeLogin(cardAlone(facts, choice), ports)
      return readAgain.includes(choice) ? { kind: 'read-again', facts: { ...facts, login } } : stepTaken({ login })
    }
  }
}

/**
 * The citizen is back at the choice. What was chosen before is dropped, so a read of the card that is still under way
 * makes no account (RULES: What a service may ask 8). Changes nothing if nothing was chosen.
 */
export async function turnBack(facts: LoginFacts, ports: LoginPorts): Promise<LoginFacts> {
  const isChosen = isReadAgain(facts.login) || facts.unlinked?.wish === 'open-account'
  // check: no-account-is-made-that-the-citizen-turned-back-from
  return isChosen ? backToChoice(facts, ports) : facts
}

/** Drops what was chosen about the card and what was proved for that; the card stays. */
export async function backToChoice(facts: LoginFacts, ports: LoginPorts): Promise<LoginFacts> {
  const login = await storeLogin(cardAlone(facts, null), ports)
  return { ...facts, login, unlinked: { ...requireUnlinkedIdentity(facts), wish: null, target: null, fits: false } }
}

/** The login with a new wish for the card, without any account that was proved for an earlier wish. */
function cardAlone({ login }: LoginFacts, wish: UnlinkedIdentityWish | null) {
  const next = wished(login, wish)
  return { ...next, evidence: next.evidence.filter(isUnlinkedEvidence) }
}
