import type { CardField } from './card-fields.js'
import type { CardData } from './messages/get-result-response.js'

/** Where the answer holds a field of the card. Fields that this method never asks for are in no answer. */
const HELD: Readonly<Partial<Record<CardField, (card: CardData) => unknown>>> = {
  DocumentType: ({ documentType }) => documentType,
  GivenNames: ({ givenNames }) => givenNames,
  FamilyNames: ({ familyNames }) => familyNames,
  AcademicTitle: ({ academicTitle }) => academicTitle,
  DateOfBirth: ({ dateOfBirth }) => dateOfBirth,
  PlaceOfBirth: ({ placeOfBirth }) => placeOfBirth,
  Nationality: ({ nationality }) => nationality,
  BirthName: ({ birthName }) => birthName,
  PlaceOfResidence: ({ placeOfResidence }) => placeOfResidence,
  RestrictedID: ({ restrictedId }) => restrictedId,
  AgeVerification: ({ oldEnough }) => oldEnough,
}

/**
 * True if a field was allowed to be read, and the answer does not hold it: nobody knows what the card has there
 * (TR-03130-1 §3.3.22). What the card knows to be empty is there without content, or NOTONCHIP.
 */
export const isMissing = (card: CardData, field: CardField): boolean =>
  card.readable[field] === 'ALLOWED' && (HELD[field]?.(card) ?? null) === null
