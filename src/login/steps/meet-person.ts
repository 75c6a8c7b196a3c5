import type { Account } from '../../domain/account.js'
import { BrokerError } from '../../domain/errors.js'
import { CONTACT_ATTRIBUTES } from '../../domain/identity.js'
import { isReadAgain, isSaml, type PersonWish } from '../../domain/login.js'
import type { PersonChoice, PersonOffers, PersonSituation } from '../../domain/person-choice.js'
import { coversMinimumSet, coversNameAndBirthDate } from '../../domain/minimum-set.js'
import { isPersonEvidence } from '../../domain/proofed-account.js'
import { restarted, wished } from '../../domain/transitions.js'
import { abort } from '../abort.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { Person } from '../gather-person.js'
import type { LoginFacts } from '../facts.js'
import { passThrough } from './pass-through.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** What is offered to the citizen at this point of the login. */
export function personOffers(facts: LoginFacts): PersonOffers {
  const person = known(facts)
  const situation = situationOf(facts, person)
  const choices = choicesIn(situation, facts, person)
  return {
    situation,
    choices,
    readAgain: choices.filter((choice) => needsReading(choice, person)),
  }
}

function situationOf({ session }: LoginFacts, { earlier, target, fits, evidence }: Person): PersonSituation {
  if (target && !fits && coversNameAndBirthDate(evidence.facts)) return 'another-person'
  if (session) return 'signed-in'
  return earlier ? 'renewed' : 'unknown'
}

function choicesIn(situation: PersonSituation, { login, session }: LoginFacts, person: Person): PersonChoice[] {
  // The citizen's own account has no use for a login that leaves nothing behind.
  const temporary: PersonChoice[] = isSaml(login) ? ['temporary'] : []
  switch (situation) {
    case 'unknown':
      return ['open-account', 'link-account', ...temporary, 'cancel']
    case 'renewed':
      return [...waysToEarlier(person), ...temporary, 'cancel']
    case 'signed-in':
      return ['link-session', 'leave-account', 'back']
    case 'another-person':
      return session ? ['leave-account', 'back'] : ['link-account', 'cancel']
  }
}

/**
 * With another method the citizen shows once that the earlier account is theirs; without one, consent is enough where
 * every contact of the account hears of it (RULES: Identity 5). No mail goes out here, so there must be none.
 */
function waysToEarlier({ earlier, evidence }: Person): PersonChoice[] {
  if (!earlier) return []
  // check: a-renewed-card-is-proved-by-another-method
  if (otherMethods(earlier, evidence.method).length > 0) return ['link-account']
  // check: a-renewed-card-is-told-to-every-contact
  return [...CONTACT_ATTRIBUTES].some((name) => earlier.identity[name]?.value) ? [] : ['link-renewed']
}

const otherMethods = (account: Account, method: string) =>
  account.methods.filter((bound) => bound.method !== method && !bound.blocked)

function needsReading(choice: PersonChoice, { evidence }: Person): boolean {
  if (choice === 'open-account') return !coversMinimumSet(evidence.facts)
  if (choice === 'link-account' || choice === 'link-session') return !coversNameAndBirthDate(evidence.facts)
  return false
}

/** A choice taken, or the method that has to read the card again first. */
export type PersonDecision =
  { readonly kind: 'step'; readonly result: StepResult } | { readonly kind: 'read-again'; readonly facts: LoginFacts }

/**
 * Takes what the citizen chose, also in place of what was chosen before, while the card is read once more for that.
 * Throws `form-input` for what is not offered here.
 */
export async function decidePerson(at: LoginFacts, choice: PersonChoice, ports: LoginPorts): Promise<PersonDecision> {
  const { choices, readAgain } = personOffers(at)
  // check: no-choice-about-a-card-is-taken-unoffered
  if (!choices.includes(choice)) throw new BrokerError('form-input', 'decision')
  const facts = await turnBack(at, ports)
  switch (choice) {
    case 'cancel':
      return step(await abort(facts.login, 'authn-failed', ports))
    case 'temporary':
      return step(await passThrough(facts, ports))
    case 'back':
      return step({ login: await storeLogin(restarted(facts.login), ports) })
    case 'leave-account':
      if (facts.session) await ports.sessions.end(facts.session.id)
      return step({ login: await storeLogin(cardAlone(facts, null), ports), session: { kind: 'ended' } })
    default: {
      const login = await storeLogin(cardAlone(facts, choice), ports)
      return readAgain.includes(choice) ? { kind: 'read-again', facts: { ...facts, login } } : step({ login })
    }
  }
}

/**
 * The citizen is back at the choice: an account that was chosen before is wanted no more, and no read that is under way
 * makes anything (RULES: What a service may ask 8). Changes nothing where nothing was chosen.
 */
export async function turnBack(facts: LoginFacts, ports: LoginPorts): Promise<LoginFacts> {
  const isChosen = isReadAgain(facts.login) || facts.person?.wish === 'open-account'
  // check: no-account-is-made-that-the-citizen-turned-back-from
  return isChosen ? backToChoice(facts, ports) : facts
}

/** Whatever was chosen about the card, and proved for that, is forgotten; the card is not. */
export async function backToChoice(facts: LoginFacts, ports: LoginPorts): Promise<LoginFacts> {
  const login = await storeLogin(cardAlone(facts, null), ports)
  return { ...facts, login, person: { ...known(facts), wish: null, target: null, fits: false } }
}

const step = (result: StepResult): PersonDecision => ({ kind: 'step', result })

/** The wish is about the card; an account that was proved for an earlier wish is forgotten. */
function cardAlone({ login }: LoginFacts, wish: PersonWish | null) {
  const next = wished(login, wish)
  return { ...next, evidence: next.evidence.filter(isPersonEvidence) }
}

function known({ person }: LoginFacts): Person {
  if (!person) throw new BrokerError('login-moved-on')
  return person
}
