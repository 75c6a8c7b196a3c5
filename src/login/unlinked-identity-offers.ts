import type { Account } from '../domain/account.js'
import { BrokerError } from '../domain/error-catalogue.js'
import { CONTACT_ATTRIBUTES } from '../domain/identity.js'
import { isSaml } from '../domain/login.js'
import { coversMinimumSet, coversNameAndBirthDate } from '../domain/minimum-set.js'
import type {
  UnlinkedIdentityChoice,
  UnlinkedIdentityOffers,
  UnlinkedIdentitySituation,
} from '../domain/unlinked-identity.js'
import type { LoginFacts } from './facts.js'
import type { UnlinkedIdentity } from './gather-unlinked-identity.js'

/** The choices that the citizen has for the unlinked identity at this point of the login. */
export function unlinkedIdentityOffers(facts: LoginFacts): UnlinkedIdentityOffers {
  const unlinked = requireUnlinkedIdentity(facts)
  const situation = situationOf(facts, unlinked)
  const choices = choicesIn(situation, facts, unlinked)
  return {
    situation,
    choices,
    readAgain: choices.filter((choice) => needsReading(choice, unlinked)),
  }
}

function situationOf(
  { session }: LoginFacts,
  { earlier, target, fits, evidence }: UnlinkedIdentity,
): UnlinkedIdentitySituation {
  const isToldEnough = evidence.upstream !== undefined || coversNameAndBirthDate(evidence.facts)
  if (target && !fits && isToldEnough) return 'another-person'
  if (session) return 'signed-in'
  return earlier ? 'renewed' : 'unknown'
}

function choicesIn(
  situation: UnlinkedIdentitySituation,
  { login, session }: LoginFacts,
  unlinked: UnlinkedIdentity,
): UnlinkedIdentityChoice[] {
  // check: an-account-is-bound-to-no-name-of-one-login
  if (unlinked.evidence.upstream?.lasting === false) return session ? ['leave-account', 'back', 'cancel'] : ['cancel']
  // A temporary login leaves nothing behind, so the citizen's own account has no use for one.
  const temporary: UnlinkedIdentityChoice[] = isSaml(login) ? ['temporary'] : []
  switch (situation) {
    case 'unknown':
      return ['open-account', 'link-account', ...temporary, 'cancel']
    case 'renewed':
      return [...waysToEarlier(unlinked), ...temporary, 'cancel']
    case 'signed-in':
      return ['link-session', 'leave-account', 'back', 'cancel']
    case 'another-person':
      return session ? ['leave-account', 'back', 'cancel'] : ['link-account', 'cancel']
  }
}

/**
 * The ways to bind the card to the earlier account. If that account has another method, the citizen shows once with it
 * that the account is theirs. Otherwise consent is enough if every contact of the account is told (RULES: Identity 5);
 * no mail goes out here, so the account must have no contact.
 */
function waysToEarlier({ earlier, evidence }: UnlinkedIdentity): UnlinkedIdentityChoice[] {
  if (!earlier) return []
  // check: a-renewed-card-is-proved-by-another-method
  if (otherMethods(earlier, evidence.method).length > 0) return ['link-account']
  // check: a-renewed-card-is-told-to-every-contact
  return [...CONTACT_ATTRIBUTES].some((name) => earlier.identity[name]?.value) ? [] : ['link-renewed']
}

const otherMethods = (account: Account, method: string) =>
  account.methods.filter((bound) => bound.method !== method && !bound.blocked)

function needsReading(choice: UnlinkedIdentityChoice, { evidence }: UnlinkedIdentity): boolean {
  // Another account has told what it tells.
  if (evidence.upstream) return false
  if (choice === 'open-account') return !coversMinimumSet(evidence.facts)
  if (choice === 'link-account' || choice === 'link-session') return !coversNameAndBirthDate(evidence.facts)
  return false
}

/** The unlinked identity to decide about. Throws `login-moved-on` if there is none any more. */
export function requireUnlinkedIdentity({ unlinked }: LoginFacts): UnlinkedIdentity {
  if (!unlinked) throw new BrokerError('login-moved-on')
  return unlinked
}
