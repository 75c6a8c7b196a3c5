import { propertyOf, type CardField } from './card-fields.js'
import type { CardData } from './messages/get-result-response.js'

/** Where the answer holds what it does not call by the name of the field. */
const ELSEWHERE: Readonly<Partial<Record<CardField, keyof CardData>>> = {
  RestrictedID: 'restrictedId',
  AgeVerification: 'oldEnough',
}

/** What the answer holds of a field. Fields that this method never asks for are in no answer. */
const heldIn = (card: CardData, field: CardField): unknown =>
  new Map<string, unknown>(Object.entries(card)).get(ELSEWHERE[field] ?? propertyOf(field)) ?? null

/**
 * True if a field was allowed to be read, and the answer does not hold it: nobody knows what the card has there
 * (TR-03130-1 §3.3.22). What the card knows to be empty is there without content, or NOTONCHIP.
 */
export const isMissing = (card: CardData, field: CardField): boolean =>
  card.readable[field] === 'ALLOWED' && heldIn(card, field) === null
