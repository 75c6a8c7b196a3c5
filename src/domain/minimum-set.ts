import { searchForm } from './din-91379.js'
import { ATTRIBUTE_NAMES, ruleOf, type AttributeName, type Identity } from './identity.js'

/**
 * What a permanent account knows of its person at least (TR-03160-1 §2.2): with it the person is found again when the
 * card is a new one. The address belongs to it and never decides who somebody is (RULES: Identity 5).
 */
export const MINIMUM_SET: readonly AttributeName[] = ATTRIBUTE_NAMES.filter((name) => ruleOf(name).card === 'kept')

/** True if a card can tell it, known to be empty or not. */
export const isToldByCards = (name: AttributeName): boolean => ruleOf(name).card !== undefined

/** What tells two persons apart, of the minimum set. */
// check: birth-name-and-place-tell-persons-apart
const PERSON = ['givenName', 'familyName', 'birthName', 'birthDate', 'placeOfBirth'] as const

/** What a card and an account must have in common for the card to be bound to the account. */
export const NAME_AND_BIRTH_DATE = ['givenName', 'familyName', 'birthDate'] as const

const covers = (names: readonly AttributeName[], facts: Identity | undefined): facts is Identity =>
  facts !== undefined && names.every((name) => facts[name] !== undefined)

/** True if every value of the minimum set was read, known to be empty or not. */
export const coversMinimumSet = (facts: Identity | undefined): facts is Identity => covers(MINIMUM_SET, facts)

/** True if name and birth date were read. */
export const coversNameAndBirthDate = (facts: Identity | undefined): facts is Identity =>
  covers(NAME_AND_BIRTH_DATE, facts)

/** True if a card told all that tells two persons apart: what somebody typed finds nobody's account. */
export const isReadByCard = (identity: Identity): boolean => PERSON.every((name) => identity[name]?.origin === 'eid')

/**
 * True if both are known by the same name and birth date, in the standard's search form: cards write in capitals. What
 * the card was not asked for is not known to be empty, and nobody is found by nothing.
 */
export const samePerson = (account: Identity, card: Identity | undefined): boolean =>
  // check: a-card-is-of-nobody-by-what-it-was-not-asked-for
  coversNameAndBirthDate(card) &&
  NAME_AND_BIRTH_DATE.every((name) => formOf(account, name) === formOf(card, name)) &&
  // check: an-empty-birth-date-makes-no-same-person
  formOf(card, 'birthDate') !== '' &&
  hasName(card)

/** True if both could be the same person by what is known of each: neither name nor birth date is another one. */
export const mayBeSamePerson = (account: Identity, told: Identity | undefined): boolean =>
  NAME_AND_BIRTH_DATE.every((name) => {
    const [one, other] = [formOf(account, name), formOf(told ?? {}, name)]
    // check: another-account-of-somebody-else-is-bound-to-none
    return one === '' || other === '' || one === other
  })

/**
 * The person of a minimum set as one text, for a keyed digest that finds the account of a renewed card. Null where name,
 * date or place of birth is empty, or one of them was not read: what is left would stand for more than one person. A
 * birth name may be empty, and one of the two names.
 */
export const personText = (facts: Identity): string | null =>
  // check: nobody-is-found-by-empty-values
  // check: what-was-not-read-finds-nobody
  covers(PERSON, facts) && hasName(facts) && formOf(facts, 'birthDate') !== '' && formOf(facts, 'placeOfBirth') !== ''
    ? JSON.stringify(PERSON.map((name) => formOf(facts, name)))
    : null

const hasName = (facts: Identity): boolean => formOf(facts, 'givenName') + formOf(facts, 'familyName') !== ''

const formOf = (identity: Identity, name: AttributeName): string =>
  searchForm(identity[name]?.value ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
