import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import { MINIMUM_SET } from '../../domain/minimum-set.js'
import type { WantedFacts } from '../../login/kit/authenticator.js'

/** The data groups and functions of an eID document, in the order of the schema (TR-03130-1 §3.3.6). */
export const CARD_FIELDS = [
  'DocumentType',
  'IssuingState',
  'DateOfExpiry',
  'GivenNames',
  'FamilyNames',
  'ArtisticName',
  'AcademicTitle',
  'DateOfBirth',
  'PlaceOfBirth',
  'Nationality',
  'BirthName',
  'PlaceOfResidence',
  'CommunityID',
  'ResidencePermitI',
  'RestrictedID',
  'AgeVerification',
  'PlaceVerification',
] as const

export type CardField = (typeof CARD_FIELDS)[number]

/**
 * What is asked of the card. A field that is absent is PROHIBITED (§3.3.7); one that is REQUIRED cannot be unticked.
 */
export type Asked = Readonly<Partial<Record<CardField, 'ALLOWED' | 'REQUIRED'>>>

/**
 * The card's field from which each attribute is read; no card has gender and contact data. A field that is a mere text
 * needs only its line here; the others are read in a form of their own (`TextField`).
 */
const FIELDS = {
  givenName: 'GivenNames',
  familyName: 'FamilyNames',
  birthName: 'BirthName',
  academicTitle: 'AcademicTitle',
  birthDate: 'DateOfBirth',
  placeOfBirth: 'PlaceOfBirth',
  nationality: 'Nationality',
  documentType: 'DocumentType',
  street: 'PlaceOfResidence',
  postalCode: 'PlaceOfResidence',
  locality: 'PlaceOfResidence',
  country: 'PlaceOfResidence',
} as const satisfies Readonly<Partial<Record<AttributeName, CardField>>>

export const FIELD_OF: Readonly<Partial<Record<AttributeName, CardField>>> = FIELDS

const WITH_FORM = ['DateOfBirth', 'PlaceOfBirth', 'PlaceOfResidence'] as const
type WithForm = (typeof WITH_FORM)[number]

/** A field that this method may ask for and that is a mere text. */
export type TextField = Exclude<(typeof FIELDS)[keyof typeof FIELDS], WithForm>

const isTextField = (field: CardField): field is TextField => !WITH_FORM.some((each) => each === field)

/** The attributes that are read from a mere text, each with its field. */
export const TEXT_FIELD_OF: readonly (readonly [AttributeName, TextField])[] = ATTRIBUTE_NAMES.flatMap((name) => {
  const field = FIELD_OF[name]
  return field && isTextField(field) ? [[name, field] as const] : []
})

/** The name of a field in our own values: `GivenNames` is `givenNames`. */
export const propertyOf = <Field extends CardField>(field: Field): Uncapitalize<Field> =>
  `${field.charAt(0).toLowerCase()}${field.slice(1)}` as Uncapitalize<Field>

/**
 * What one login asks of the card: the attributes that it wants and no more; the pseudonym that finds the account; and
 * whether the holder is old enough, which needs no date of birth. The eID server checks validity in any case
 * (TR-03130-1 §2.4), so no date of expiry is read.
 */
export function askedFor({ purpose, attributes, optional }: WantedFacts): Asked {
  const required = attributes.filter((name) => !optional.includes(name))
  return {
    ...Object.fromEntries(fieldsOf(optional).map((field) => [field, 'ALLOWED'])),
    ...Object.fromEntries(fieldsOf(required).map((field) => [field, 'REQUIRED'])),
    ...(purpose === 'minimum-set' ? Object.fromEntries(fieldsOf(MINIMUM_SET).map((field) => [field, 'REQUIRED'])) : {}),
    RestrictedID: 'REQUIRED',
    AgeVerification: 'REQUIRED',
  }
}

const fieldsOf = (attributes: readonly AttributeName[]): readonly CardField[] =>
  attributes.flatMap((name) => FIELD_OF[name] ?? [])

/** The fields that are asked for, in the order of the schema, so that the same question always looks the same. */
export const askedFields = (asked: Asked): readonly CardField[] =>
  CARD_FIELDS.filter((field) => asked[field] !== undefined)
