import type { Account } from '../domain/account.js'
import { BrokerError } from '../domain/errors.js'
import { CONTACT_ATTRIBUTES } from '../domain/identity.js'
import { isSaml } from '../domain/login.js'
import { coversMinimumSet, coversNameAndBirthDate } from '../domain/minimum-set.js'
import type { PersonChoice, PersonOffers, PersonSituation } from '../domain/person-choice.js'
import type { LoginFacts } from './facts.js'
import type { Person } from './gather-person.js'

/** What is offered to the citizen at this point of the login. */
export function personOffers(facts: LoginFacts): PersonOffers {
  const person = knownPerson(facts)
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

/** The person to decide about. Throws `login-moved-on` where there is none any more. */
export function knownPerson({ person }: LoginFacts): Person {
  if (!person) throw new BrokerError('login-moved-on')
  return person
}
