import type { AttributeName } from '../../domain/identity.js'
import type { NameIdKind } from '../../domain/name-id-formats.js'
import type { RequestedAttributes } from '../../domain/service.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { XmlElement } from '../xml/node.js'
import type { LevelClasses } from './level-classes.js'

/** The values that count if neither the operator nor the metadata sets others. */
export interface DialectDefaults {
  readonly nameId: NameIdKind
  /** The URI of the signature algorithm, by the type of the broker's key. */
  readonly signatureAlgorithm: Readonly<Record<'rsa' | 'ec', string>>
  /** The URIs of content encryption and key transport. */
  readonly encryptionAlgorithm: string
  readonly keyTransportAlgorithm: string
}

/** How one peer speaks SAML. A service's registration chooses its dialect; no other code knows a wire name. */
export interface Dialect {
  readonly id: string
  readonly levels: LevelClasses
  /** Wire names of the normalized attributes, of the level and of the method. */
  readonly attributeNames: Readonly<Record<AttributeName | 'trustLevel' | 'method', string>>
  readonly attributeNameFormat: string
  /** Format URIs of the NameIDs that the broker gives, as exact strings. */
  readonly nameIdFormats: Readonly<Record<NameIdKind, string>>
  /** The value of the level attribute. */
  trustLevelValue(level: TrustLevel): string
  /** The attributes that the AuthnRequest's extensions name; null if it has no extension of this dialect. */
  extensionAttributes(request: XmlElement): RequestedAttributes | null
  readonly defaults: DialectDefaults
}

/** The dialects of this broker. */
export interface Dialects {
  /** The dialect with this id. Registrations name only known dialects, so an unknown id is a fault: `internal`. */
  get(id: string): Dialect
  ids(): readonly string[]
}
