import { createHash } from 'node:crypto'
import type { CardPlace, TestCard } from '../eid-client/cards.js'
import type { Question } from './sessions.js'
import { eid, escaped } from './xml-text.js'

/** The elements of getResultResponse that hold what was read (TR-03130-1 §3.2.2.2). */
export function cardAnswer(
  card: TestCard,
  { operations, age, assurance }: Question,
  allowed: ReadonlySet<string>,
): string {
  const read = (field: string, content: () => string | null): string => {
    const inside = operations.has(field) && allowed.has(field) ? content() : null
    return inside === null ? '' : eid(field, inside)
  }
  const text = (value: string | null) => () => (value === null ? null : escaped(value))
  const personalData = [
    read('DocumentType', text(card.documentType)),
    read('GivenNames', text(card.givenNames)),
    read('FamilyNames', text(card.familyNames)),
    read('AcademicTitle', text(card.academicTitle)),
    read('DateOfBirth', () => dateOf(card.dateOfBirth)),
    read('PlaceOfBirth', () => eid('FreetextPlace', escaped(card.placeOfBirth))),
    read('Nationality', text(card.nationality)),
    read('BirthName', text(card.birthName)),
    read('PlaceOfResidence', () => placeOf(card.placeOfResidence)),
    read('RestrictedID', () => eid('ID', pseudonymOf(card))),
  ]
  const verdict = operations.has('AgeVerification')
    ? eid('FulfilsAgeVerification', eid('FulfilsRequest', String(isOldEnough(card, age))))
    : ''
  const operationsAllowed = [...operations.keys()].map((field) => eid(field, readabilityOf(card, field, allowed)))
  return [
    eid('PersonalData', ...personalData),
    verdict,
    eid('OperationsAllowedByUser', ...operationsAllowed),
    assurance === null ? '' : eid('LevelOfAssuranceResult', 'http://bsi.bund.de/eID/LoA/hoch'),
  ].join('')
}

const readabilityOf = (card: TestCard, field: string, allowed: ReadonlySet<string>): string =>
  !allowed.has(field) ? 'PROHIBITED' : field === 'BirthName' && card.birthName === null ? 'NOTONCHIP' : 'ALLOWED'

/** DateValue only for a whole date (§3.3.19). */
const dateOf = (eight: string): string =>
  eid('DateString', eight) +
  (eight.includes(' ') ? '' : eid('DateValue', eight.replace(/^(....)(..)(..)$/, '$1-$2-$3')))

function placeOf(place: CardPlace): string {
  if (place === 'none') return eid('NoPlaceInfo', 'keine Wohnung in Deutschland')
  if ('freetext' in place) return eid('FreetextPlace', escaped(place.freetext))
  return eid(
    'StructuredPlace',
    place.street === undefined ? '' : eid('Street', escaped(place.street)),
    eid('City', escaped(place.city)),
    eid('Country', place.country),
    place.zipCode === undefined ? '' : eid('ZipCode', place.zipCode),
  )
}

/** One for each chip towards this service. */
const pseudonymOf = ({ chip }: TestCard): string =>
  createHash('sha256').update(`servicekonto-demo ${chip}`).digest('hex').toUpperCase()

/** An unknown day or month counts as the last one (TR-03127, DG8). */
function isOldEnough({ dateOfBirth }: TestCard, age: number): boolean {
  const [year, month, day] = [dateOfBirth.slice(0, 4), dateOfBirth.slice(4, 6), dateOfBirth.slice(6, 8)]
  const birthday = Date.UTC(
    Number(year) + age,
    month.trim() === '' ? 11 : Number(month) - 1,
    day.trim() === '' ? 31 : Number(day),
  )
  return birthday <= Date.now()
}
