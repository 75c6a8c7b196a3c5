import { birthDateFault } from '../../domain/birth-date.js'
import { nameFault, textFault } from '../../domain/din-91379.js'
import type { AttributeName, AttributeValue, Identity } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { FIELD_OF, type Asked, type CardField } from './card-fields.js'
import { stateCode } from '../../domain/icao-states.js'
import { isMissing } from './collected.js'
import type { CardData, CardPlace } from './messages/get-result-response.js'

/** When and how surely the card was read; part of every value. */
export interface Reading {
  readonly level: TrustLevel
  readonly at: Instant
}

/** A value of the card that cannot be one of our identity. It names the attribute, never the value. */
export class CardValueError extends Error {
  override readonly name = 'CardValueError'
  readonly attribute: AttributeName

  constructor(attribute: AttributeName, rule: string) {
    super(`${attribute}: ${rule}`)
    this.attribute = attribute
  }
}

type Texts = Readonly<Partial<Record<AttributeName, string | null>>>

/**
 * What a card told, as our identity (RULES: Identity 1, 2): capitals as the chip has them, NFC, within DIN 91379;
 * null where the card says that there is nothing, or has no such field. Only what was asked is in it: what a server
 * sends besides is not kept. Nobody has no name at all: such a card is refused. Throws CardValueError.
 */
export function factsOf(card: CardData, asked: Asked, reading: Reading): Identity {
  const texts = textsOf(card, reading.at)
  // check: nobody-has-no-name
  if (asksForName(asked) && !texts.givenName && !texts.familyName) throw new CardValueError('familyName', 'no name')
  return Object.fromEntries(
    Object.entries(FIELD_OF).flatMap(([name, field]) => {
      const known = valueOf(card, asked, field, texts[name as AttributeName])
      const value: AttributeValue = { value: known ?? null, origin: 'eid', ...reading }
      return known === undefined ? [] : [[name, value]]
    }),
  )
}

/** REQUIRED, so that nobody has kept one of them back. */
const asksForName = ({ GivenNames, FamilyNames }: Asked): boolean =>
  GivenNames === 'REQUIRED' && FamilyNames === 'REQUIRED'

/**
 * Undefined: not collected, because nobody asked for it, the citizen did not allow it, or the answer does not hold it.
 */
function valueOf(card: CardData, asked: Asked, field: CardField, text: string | null | undefined) {
  // check: what-was-not-asked-is-not-kept
  if (asked[field] === undefined || card.readable[field] === 'PROHIBITED') return undefined
  // check: what-the-answer-lacks-is-not-empty
  if (isMissing(card, field)) return undefined
  return card.readable[field] === 'NOTONCHIP' ? null : (text ?? null)
}

function textsOf(card: CardData, now: Instant): Texts {
  return {
    givenName: personName('givenName', card.givenNames),
    familyName: personName('familyName', card.familyNames),
    birthName: personName('birthName', card.birthName),
    academicTitle: text('academicTitle', card.academicTitle),
    birthDate: birthDate(card.dateOfBirth, now),
    placeOfBirth: text('placeOfBirth', townOf(card.placeOfBirth)),
    nationality: coded('nationality', card.nationality, /^[A-Z]{1,3}$/),
    documentType: coded('documentType', card.documentType, /^[A-Z0-9]{1,2}$/),
    ...addressOf(card.placeOfResidence),
  }
}

/** No fixed address: all of it is known to be empty. A place in words alone is the locality. */
function addressOf(place: CardPlace | null): Texts {
  const nothing = { street: null, postalCode: null, locality: null, country: null }
  if (place === null || place.kind === 'nothing') return nothing
  if (place.kind === 'freetext') return { ...nothing, locality: text('locality', place.text) }
  return {
    street: text('street', place.street),
    postalCode: text('postalCode', place.zipCode),
    locality: text('locality', place.city),
    country: stateCode(place.country),
  }
}

function townOf(place: CardPlace | null): string | null {
  if (place === null || place.kind === 'nothing') return null
  return place.kind === 'freetext' ? place.text : place.city
}

/** `1964    ` is 1964, `196408  ` is 1964-08 (TR-03130-1 §3.3.19). A day without its month says nothing. */
function birthDate(eight: string | null, now: Instant): string | null {
  if (eight === null || eight.trim() === '') return null
  const [, year, month, day] = /^(\d{4})(\d{2}| {2})(\d{2}| {2})$/.exec(eight) ?? []
  if (year === undefined || month === undefined || day === undefined) throw new CardValueError('birthDate', 'format')
  const parts = [year, ...(month.trim() === '' ? [] : day.trim() === '' ? [month] : [month, day])]
  const date = parts.join('-')
  const fault = birthDateFault(date, now)
  if (fault) throw new CardValueError('birthDate', fault)
  return date
}

/** Who has one name only has dashes or nothing in the other field. */
function personName(name: AttributeName, raw: string | null): string | null {
  const value = tidy(raw)
  if (value === null || /^-+$/.test(value)) return null
  return checked(name, value, nameFault(value) === null)
}

function text(name: AttributeName, raw: string | null): string | null {
  const value = tidy(raw)
  return value === null ? null : checked(name, value, textFault(value) === null)
}

function coded(name: AttributeName, raw: string | null, form: RegExp): string | null {
  const value = tidy(raw)
  return value === null ? null : checked(name, value, form.test(value))
}

/** saml2int SDP-G02 and TR-03160: no value is longer. */
const LONGEST = 256

function checked(name: AttributeName, value: string, fits: boolean): string {
  if (value.length > LONGEST) throw new CardValueError(name, 'too long')
  // check: card-values-are-of-the-register
  if (!fits) throw new CardValueError(name, 'outside DIN 91379, or not in its form')
  return value
}

const tidy = (raw: string | null): string | null => raw?.normalize('NFC').trim() || null
