/** How a value is written: `name` is a natural person's, without digits; `code` is of a list that a standard has. */
export type AttributeKind = 'name' | 'text' | 'code' | 'date' | 'address' | 'number'

/** What is to be known of one attribute, wherever it is asked for, typed, read, kept or released. */
export interface AttributeRule {
  readonly kind: AttributeKind
  /** What a value must look like, beside its kind, and how operators are told of that. */
  readonly format?: { readonly pattern: RegExp; readonly words: string }
  /** What operators read who type one for an account; without it they cannot. */
  readonly example?: string
  /** A citizen can state it without proof. An e-mail address is one only once it is confirmed. */
  readonly selfDeclared?: true
  /**
   * What a card can tell: `kept` is of the minimum set, which a permanent account keeps (TR-03160-1 §2.2); `told` is
   * read for a service alone.
   */
  readonly card?: 'kept' | 'told'
  /** Contact data are exempt from the level that identity attributes must reach (RULES: Trust level of a login 5). */
  readonly contact?: true
  /** A part of an address, which people know as one thing. */
  readonly address?: true
}

const COUNTRY = { pattern: /^[A-Z]{2}$/, words: 'a country of two capital letters (ISO 3166-1) such as DE' }
const NATIONALITY = { pattern: /^[A-Z]{1,3}$/, words: 'one to three capital letters (ICAO 9303) such as D' }
const GENDER = { pattern: /^[0129]$/, words: '0, 1, 2 or 9 (ISO 5218)' }
const DOCUMENT_TYPE = {
  pattern: /^[A-Z0-9]{1,2}$/,
  words: 'one or two capital letters or digits (TR-03127) such as ID',
}
const POSTAL_CODE = {
  pattern: /^[A-Z0-9][A-Z0-9 -]{1,11}$/i,
  words: 'a postal code of 2 to 12 letters and digits',
}
const PHONE = { pattern: /^\+?[0-9][0-9 ()/-]{3,30}$/, words: 'a phone number such as +49 241 123456' }
const EMAIL = {
  pattern: /^[^\s@<>"]{1,64}@[^\s@<>".]+(\.[^\s@<>".]+)+$/,
  words: 'an e-mail address such as name@stadt.example',
}

/**
 * The normalized identity, the same whichever method it came from, in the order in which people name it. Types, forms,
 * release, options and what is kept of a card follow from this table. Beside it an attribute has a name on the wire in
 * each dialect, its labels in `ui/texts/attribute-labels.ts` and, if a card has it, its field in
 * `methods/eid/card-fields.ts`.
 */
export const ATTRIBUTES = {
  givenName: { kind: 'name', card: 'kept', selfDeclared: true, example: 'all given names' },
  familyName: { kind: 'name', card: 'kept', selfDeclared: true, example: 'family name' },
  birthName: { kind: 'name', card: 'kept', selfDeclared: true, example: 'family name at birth' },
  academicTitle: { kind: 'text', card: 'told', selfDeclared: true, example: 'for instance Dr.' },
  birthDate: { kind: 'date', card: 'kept', selfDeclared: true, example: 'YYYY-MM-DD' },
  placeOfBirth: { kind: 'text', card: 'kept', selfDeclared: true, example: 'place of birth' },
  gender: { kind: 'code', selfDeclared: true, example: '0, 1, 2 or 9 (ISO 5218)', format: GENDER },
  nationality: {
    kind: 'code',
    card: 'told',
    selfDeclared: true,
    example: 'for instance D (ICAO 9303)',
    format: NATIONALITY,
  },
  documentType: { kind: 'code', card: 'told', format: DOCUMENT_TYPE },
  street: { kind: 'text', address: true, card: 'kept', selfDeclared: true, example: 'street and number' },
  postalCode: {
    kind: 'text',
    address: true,
    card: 'kept',
    selfDeclared: true,
    example: 'postal code',
    format: POSTAL_CODE,
  },
  locality: { kind: 'text', address: true, card: 'kept', selfDeclared: true, example: 'town' },
  country: {
    kind: 'code',
    address: true,
    card: 'kept',
    selfDeclared: true,
    example: 'for instance DE (ISO 3166-1)',
    format: COUNTRY,
  },
  email: { kind: 'address', contact: true, example: 'taken as confirmed', format: EMAIL },
  phone: { kind: 'number', contact: true, selfDeclared: true, example: 'for instance +49 241 123456', format: PHONE },
  deMail: { kind: 'address' },
} as const satisfies Readonly<Record<string, AttributeRule>>
