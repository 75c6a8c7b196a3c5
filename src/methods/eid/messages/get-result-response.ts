import { elements, type XmlElement } from '../../../saml/xml/node.js'
import { CARD_FIELDS, propertyOf, TEXT_FIELD_OF, type CardField, type TextField } from '../card-fields.js'
import { answerNamed, EidAnswerError, eidChild, eidText, plainText, refusalIn } from './result.js'

/** A place as on the chip (TR-03130-1 §3.3.4). `nothing`: the card says that there is none. */
export type CardPlace =
  | {
      readonly kind: 'structured'
      readonly street: string | null
      readonly city: string
      readonly country: string
      readonly zipCode: string | null
    }
  | { readonly kind: 'freetext'; readonly text: string }
  | { readonly kind: 'nothing' }

/** Whether a field could be read: allowed, not allowed by citizen or certificate, or not on this chip (§3.3.22). */
export type Readability = 'ALLOWED' | 'PROHIBITED' | 'NOTONCHIP'

type Texts = { readonly [Field in TextField as Uncapitalize<Field>]: string | null }

/**
 * What was read, limited to what this method may ask for. Texts are as on the chip, '' if it knows that there is
 * nothing, and null if the answer does not hold them.
 */
export interface CardData extends Texts {
  /** Eight characters, with blanks for what is unknown (§3.3.19). */
  readonly dateOfBirth: string | null
  readonly placeOfBirth: CardPlace | null
  readonly placeOfResidence: CardPlace | null
  /** The card's pseudonym for us, in upper-case hex. */
  readonly restrictedId: string | null
  readonly oldEnough: boolean | null
  readonly assurance: string | null
  readonly readable: Readonly<Record<CardField, Readability>>
}

/** The result of getResult. */
export type GetResultAnswer =
  { readonly kind: 'card'; readonly card: CardData } | { readonly kind: 'refused'; readonly minor: string }

const RESTRICTED_ID = /^([0-9A-Fa-f]{2}){16,64}$/

/** Reads getResultResponse (TR-03130-1 §3.2.2.2). Throws EidAnswerError for what the guideline does not allow. */
export function readGetResultResponse(content: XmlElement): GetResultAnswer {
  const answer = answerNamed(content, 'getResultResponse')
  const minor = refusalIn(answer)
  if (minor !== null) return { kind: 'refused', minor }
  const data = eidChild(answer, 'PersonalData')
  const allowed = eidChild(answer, 'OperationsAllowedByUser')
  if (!data || !allowed) throw new EidAnswerError('PersonalData or OperationsAllowedByUser is missing')
  return {
    kind: 'card',
    card: {
      ...textsIn(data),
      dateOfBirth: dateIn(eidChild(data, 'DateOfBirth')),
      placeOfBirth: placeIn(eidChild(data, 'PlaceOfBirth')),
      placeOfResidence: placeIn(eidChild(data, 'PlaceOfResidence')),
      restrictedId: restrictedIdIn(eidChild(data, 'RestrictedID')),
      oldEnough: verdictIn(eidChild(answer, 'FulfilsAgeVerification')),
      assurance: eidText(answer, 'LevelOfAssuranceResult'),
      readable: readableIn(allowed),
    },
  }
}

const textsIn = (data: XmlElement): Texts =>
  Object.fromEntries(TEXT_FIELD_OF.map(([, field]) => [propertyOf(field), eidText(data, field)])) as Texts

/** Blanks at the end are part of the value, and some servers cut them off; they are put back. */
function dateIn(date: XmlElement | null): string | null {
  if (!date) return null
  const written = eidText(date, 'DateString')
  // check: a-date-of-birth-is-there-to-be-empty
  if (written === null) throw new EidAnswerError('DateOfBirth has no DateString')
  // check: a-date-of-birth-is-a-date
  if (!/^[0-9 ]{0,8}$/.test(written)) throw new EidAnswerError('DateOfBirth is no date')
  return written.padEnd(8, ' ')
}

function placeIn(place: XmlElement | null): CardPlace | null {
  if (!place) return null
  const [choice, ...more] = elements(place)
  // check: a-place-is-one-of-its-forms
  if (!choice || more.length > 0) throw new EidAnswerError('a place is not exactly one of its forms')
  switch (choice.name) {
    case 'NoPlaceInfo':
      return { kind: 'nothing' }
    case 'FreetextPlace':
      return { kind: 'freetext', text: plainText(choice) }
    case 'StructuredPlace':
      return {
        kind: 'structured',
        street: eidText(choice, 'Street'),
        city: partOf(choice, 'City'),
        country: partOf(choice, 'Country'),
        zipCode: eidText(choice, 'ZipCode'),
      }
    default:
      throw new EidAnswerError('a place has an unknown form')
  }
}

/** A part that a structured place must have (§3.3.4): if it were absent it would count as known to be empty. */
function partOf(place: XmlElement, name: string): string {
  const written = eidText(place, name)
  // check: a-place-is-there-to-be-empty
  if (written === null) throw new EidAnswerError(`a place has no ${name}`)
  return written
}

/** The pseudonym. ID2, that of a second terminal sector, is not read: README, "The pseudonym". */
function restrictedIdIn(restricted: XmlElement | null): string | null {
  const id = restricted && eidText(restricted, 'ID')
  if (id === null) return null
  // check: a-pseudonym-has-its-form
  if (!RESTRICTED_ID.test(id)) throw new EidAnswerError('RestrictedID is malformed')
  // Zeros are no pseudonym: the second card with them would be taken for the first one.
  // check: a-pseudonym-is-not-nothing
  if (/^0+$/.test(id)) throw new EidAnswerError('RestrictedID is nothing but zeros')
  return id.toUpperCase()
}

function verdictIn(result: XmlElement | null): boolean | null {
  const written = result && eidText(result, 'FulfilsRequest')
  if (written === null) return null
  if (['true', '1'].includes(written)) return true
  if (['false', '0'].includes(written)) return false
  // check: a-verdict-is-a-boolean
  throw new EidAnswerError('FulfilsRequest is no boolean')
}

/** The readability of each field. One that is not named is PROHIBITED (§3.3.8). */
function readableIn(allowed: XmlElement): Readonly<Record<CardField, Readability>> {
  const readable = Object.fromEntries(CARD_FIELDS.map((field) => [field, readabilityOf(eidText(allowed, field))]))
  return readable as Record<CardField, Readability>
}

function readabilityOf(written: string | null): Readability {
  return written === 'ALLOWED' || written === 'NOTONCHIP' ? written : 'PROHIBITED'
}
