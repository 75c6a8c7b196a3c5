import { LONGEST_VALUE } from '../../domain/attribute-input.js'
import { birthDateFault } from '../../domain/birth-date.js'
import { nameFault, textFault } from '../../domain/din-91379.js'
import { ruleOf, type AttributeName, type AttributeValue, type Identity } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { FIELD_OF, propertyOf, TEXT_FIELD_OF, type Asked, type CardField } from './card-fields.js'
import { stateCode } from '../../domain/icao-states.js'
import { isMissing } from './collected.js'
import type { CardData, CardPlace } from './messages/get-result-response.js'

/** When the card was read, and at which level; part of every value. */
export interface Reading {
  readonly level: TrustLevel
  readonly at: Instant
}

/** A value of the card that no attribute of ours may have. The error names the attribute, never the value. */
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
 * What a card told, as our identity (RULES: Identity 1, 2): capitals as on the chip, NFC, within DIN 91379; null if the
 * card says that there is nothing, or has no such field. Only what was asked for is in it, even if a server sends more.
 * A card without any name is refused. Throws CardValueError.
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

/** True if both names were REQUIRED, so that the citizen cannot have kept one of them back. */
const asksForName = ({ GivenNames, FamilyNames }: Asked): boolean =>
  GivenNames === 'REQUIRED' && FamilyNames === 'REQUIRED'

/**
 * The value of a field. Undefined: not collected, because nobody asked for it, the citizen did not allow it, or the
 * answer does not hold it.
 */
function valueOf(card: CardData, asked: Asked, field: CardField, text: string | null | undefined) {
  // check: what-was-not-asked-is-not-kept
  if (asked[field] === undefined || card.readable[field] === 'PROHIBITED') return undefined
  // check: what-the-answer-lacks-is-not-empty
  if (isMissing(card, field)) return undefined
  return card.readable[field] === 'NOTONCHIP' ? null : (text ?? null)
}

/**
 * The texts by attribute. A field that is a mere text is fitted to the kind of its attribute; the others are read in a
 * form of their own.
 */
function textsOf(card: CardData, now: Instant): Texts {
  return {
    ...Object.fromEntries(TEXT_FIELD_OF.map(([name, field]) => [name, fitting(name, card[propertyOf(field)])])),
    birthDate: birthDate(card.dateOfBirth, now),
    placeOfBirth: fitting('placeOfBirth', townOf(card.placeOfBirth)),
    ...addressOf(card.placeOfResidence),
  }
}

/**
 * The parts of the address. Without a fixed address, all of them are known to be empty. A place given in words alone is
 * the locality.
 */
function addressOf(place: CardPlace | null): Texts {
  const nothing = { street: null, postalCode: null, locality: null, country: null }
  if (place === null || place.kind === 'nothing') return nothing
  if (place.kind === 'freetext') return { ...nothing, locality: fitting('locality', place.text) }
  return {
    street: fitting('street', place.street),
    postalCode: fitting('postalCode', place.zipCode),
    locality: fitting('locality', place.city),
    country: stateCode(place.country),
  }
}

function townOf(place: CardPlace | null): string | null {
  if (place === null || place.kind === 'nothing') return null
  return place.kind === 'freetext' ? place.text : place.city
}

/**
 * Reads a date: `1964    ` is 1964, `196408  ` is 1964-08 (TR-03130-1 §3.3.19). A day without its month says nothing.
 */
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

/** Fits a text to the kind of its attribute. A person with only one name has dashes or nothing in the other field. */
function fitting(name: AttributeName, raw: string | null): string | null {
  const { kind, format } = ruleOf(name)
  const value = tidy(raw)
  if (value === null || (kind === 'name' && /^-+$/.test(value))) return null
  if (kind === 'code') return checked(name, value, format?.pattern.test(value) === true)
  return checked(name, value, (kind === 'name' ? nameFault : textFault)(value) === null)
}

function checked(name: AttributeName, value: string, fits: boolean): string {
  if (value.length > LONGEST_VALUE) throw new CardValueError(name, 'too long')
  // check: card-values-are-of-the-register
  if (!fits) throw new CardValueError(name, 'outside DIN 91379, or not in its form')
  return value
}

const tidy = (raw: string | null): string | null => raw?.normalize('NFC').trim() || null
