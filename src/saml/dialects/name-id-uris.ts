import { NAME_ID_KINDS, type NameIdKind } from '../../domain/name-id-formats.js'
import type { Dialect } from './dialect.js'

/** Format URIs of the NameIDs that the broker gives, by SAML's own names (saml-core §8.3). */
export const NAME_ID_FORMAT: Readonly<Record<NameIdKind, string>> = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
}

/** Formats that leave the choice to the identity provider (saml-core §8.3.1). */
const UNSPECIFIED: ReadonlySet<string> = new Set([
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  // No such URI exists, but services send it and mean the one above.
  'urn:oasis:names:tc:SAML:2.0:nameid-format:unspecified',
  // An attribute that a template left empty.
  '',
])

/** True if a NameIDPolicy with this Format leaves the choice to the broker. */
export const isUnspecified = (format: string): boolean => UNSPECIFIED.has(format)

/** The format of an Issuer (saml-core §8.3.6). */
export const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'

/** The kind of NameID with this format URI in the dialect; null if the broker does not give such NameIDs. */
export const nameIdKind = (format: string, { nameIdFormats }: Pick<Dialect, 'nameIdFormats'>): NameIdKind | null =>
  NAME_ID_KINDS.find((kind) => nameIdFormats[kind] === format) ?? null
