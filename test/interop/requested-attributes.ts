/** What the foreign service providers ask for, and the names their maps give it. */
export const REQUESTED = [
  { name: 'givenName', oid: 'urn:oid:2.5.4.42', required: true },
  { name: 'familyName', oid: 'urn:oid:2.5.4.4', required: true },
  { name: 'birthDate', oid: 'urn:oid:1.2.40.0.10.2.1.1.55', required: true },
  { name: 'email', oid: 'urn:oid:0.9.2342.19200300.100.1.3', required: false },
] as const

export const TRUST_LEVEL_OID = 'urn:oid:1.2.40.0.10.2.1.1.261.94'

/** What the product calls by its object identifier, by the names that the broker uses. */
export const NORMALIZED_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [...REQUESTED, { name: 'trustLevel', oid: TRUST_LEVEL_OID }].map(({ name, oid }) => [oid, name]),
)
