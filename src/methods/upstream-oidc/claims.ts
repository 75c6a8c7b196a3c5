import { z } from 'zod'
import { readAttribute } from '../../domain/attribute-input.js'
import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'

const text = z.string().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)

/**
 * What an issuer tells of a person: OpenID Connect Core 1.0 §5.1, and the claims that OpenID Connect for Identity
 * Assurance Claims Registration 1.0 adds. A claim of another type than its standard says is none.
 */
const claims = z.object({
  given_name: text,
  family_name: text,
  birthdate: text,
  gender: text,
  email: text,
  email_verified: flag,
  phone_number: text,
  phone_number_verified: flag,
  address: z
    .object({ street_address: text, postal_code: text, locality: text, country: text })
    .optional()
    .catch(undefined),
  birth_family_name: text,
  title: text,
  place_of_birth: z.object({ locality: text }).optional().catch(undefined),
  nationalities: z.array(z.string()).optional().catch(undefined),
})

type Claims = z.infer<typeof claims>

/** ISO 5218, for the two values that OpenID Connect has. */
const GENDERS: Readonly<Record<string, string>> = { male: '1', female: '2' }

/** Each attribute by the claims that it comes from. */
const SOURCES: Partial<Record<AttributeName, (told: Claims) => string | undefined>> = {
  givenName: (told) => told.given_name,
  familyName: (told) => told.family_name,
  birthName: (told) => told.birth_family_name,
  academicTitle: (told) => told.title,
  // `0000` stands for a year that is not told (§5.1), without which a day says nothing.
  birthDate: ({ birthdate }) => (birthdate?.startsWith('0000') ? undefined : birthdate),
  placeOfBirth: (told) => told.place_of_birth?.locality,
  gender: ({ gender = '' }) => (Object.hasOwn(GENDERS, gender) ? GENDERS[gender] : undefined),
  nationality: ({ nationalities = [] }) => (nationalities.length === 1 ? nationalities[0] : undefined),
  street: (told) => told.address?.street_address,
  postalCode: (told) => told.address?.postal_code,
  locality: (told) => told.address?.locality,
  country: (told) => told.address?.country,
  // check: an-address-of-an-issuer-is-verified-there
  email: (told) => (told.email_verified === true ? told.email : undefined),
  // check: a-number-of-an-issuer-is-verified-there
  phone: (told) => (told.phone_number_verified === true ? told.phone_number : undefined),
}

/** The claims that are asked for an attribute, and the scope that has them (§5.4, §5.5). */
const CLAIMS_OF: Partial<Record<AttributeName, { readonly scope: string; readonly claims: readonly string[] }>> = {
  givenName: { scope: 'profile', claims: ['given_name'] },
  familyName: { scope: 'profile', claims: ['family_name'] },
  birthName: { scope: 'profile', claims: ['birth_family_name'] },
  academicTitle: { scope: 'profile', claims: ['title'] },
  birthDate: { scope: 'profile', claims: ['birthdate'] },
  placeOfBirth: { scope: 'profile', claims: ['place_of_birth'] },
  gender: { scope: 'profile', claims: ['gender'] },
  nationality: { scope: 'profile', claims: ['nationalities'] },
  street: { scope: 'address', claims: ['address'] },
  postalCode: { scope: 'address', claims: ['address'] },
  locality: { scope: 'address', claims: ['address'] },
  country: { scope: 'address', claims: ['address'] },
  email: { scope: 'email', claims: ['email', 'email_verified'] },
  phone: { scope: 'phone', claims: ['phone_number', 'phone_number_verified'] },
}

/** The scopes that these attributes lie in. */
export const scopesFor = (names: readonly AttributeName[]): readonly string[] => [
  ...new Set(names.flatMap((name) => CLAIMS_OF[name]?.scope ?? [])),
]

/** The claims that these attributes come from. */
export const claimsFor = (names: readonly AttributeName[]): readonly string[] => [
  ...new Set(names.flatMap((name) => CLAIMS_OF[name]?.claims ?? [])),
]

/** What was told, in the words of the house, and what could not be taken. */
export interface Told {
  readonly values: Partial<Record<AttributeName, string>>
  /** Their values are no text that German registers know, or not in the form that they have there. */
  readonly leftOut: readonly AttributeName[]
}

/** Reads the claims of an issuer as the normalized identity: NFC within DIN 91379, each in its format (RULES: Identity 2). */
export function readClaims(raw: unknown, now: Instant): Told {
  const read = claims.safeParse(raw)
  const values: Partial<Record<AttributeName, string>> = {}
  const leftOut: AttributeName[] = []
  for (const name of ATTRIBUTE_NAMES) {
    const told = read.success ? SOURCES[name]?.(read.data) : undefined
    if (told === undefined || told === '') continue
    const taken = readAttribute(name, told, now)
    if ('value' in taken) values[name] = taken.value
    else leftOut.push(name)
  }
  return { values, leftOut }
}
