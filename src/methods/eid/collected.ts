import { propertyOf, type CardField } from './card-fields.js'
import type { CardData } from './messages/get-result-response.js'

/** The fields that the answer holds under another name. */
const ELSEWHERE: Readonly<Partial<Record<CardField, keyof CardData>>> = {
  RestrictedID: 'restrictedId',
  AgeVerification: 'oldEnough',
}

/** What the answer holds of a field; null for a field that this method never asks for. */
function heldIn(card: CardData, field: CardField): unknown {
  const held: Readonly<Record<string, unknown>> = { ...card }
  return held[ELSEWHERE[field] ?? propertyOf(field)] ?? null
}

/**
 * True if a field was allowed to be read and the answer does not hold it, so that nobody knows what the card has there
 * (TR-03130-1 §3.3.22). A field that is known to be empty is in the answer without content, or is NOTONCHIP.
 */
export const isMissing = (card: CardData, field: CardField): boolean =>
  card.readable[field] === 'ALLOWED' && heldIn(card, field) === null
