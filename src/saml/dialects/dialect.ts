import type { AttributeName } from '../../domain/identity.js'
import type { NameIdKind } from '../../domain/name-id-formats.js'
import type { RequestedAttributes } from '../../domain/service.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { XmlElement } from '../xml/node.js'
import type { LevelClasses } from './level-classes.js'

/** What is done where neither the operator nor the metadata says otherwise. */
export interface DialectDefaults {
  readonly nameId: NameIdKind
  /** Signature algorithm URI by the type of the broker's key. */
  readonly signatureAlgorithm: Readonly<Record<'rsa' | 'ec', string>>
  /** Content encryption and key transport URIs. */
  readonly encryptionAlgorithm: string
  readonly keyTransportAlgorithm: string
}

/** How one peer speaks SAML. Chosen per service by its registration; nothing else knows a wire name. */
export interface Dialect {
  readonly id: string
  readonly levels: LevelClasses
  /** Wire names of the normalized attributes, of the level and of the method. */
  readonly attributeNames: Readonly<Record<AttributeName | 'trustLevel' | 'method', string>>
  readonly attributeNameFormat: string
  /** Format URIs of the NameIDs that the broker gives, as exact strings. */
  readonly nameIdFormats: Readonly<Record<NameIdKind, string>>
  /** The level attribute's value. */
  trustLevelValue(level: TrustLevel): string
  /** Attributes that the AuthnRequest's extensions name; null if it has none of this dialect's. */
  extensionAttributes(request: XmlElement): RequestedAttributes | null
  readonly defaults: DialectDefaults
}

/** The dialects of this broker. */
export interface Dialects {
  /** The dialect with this id. A registration names only known ones, so an unknown id is a fault: `internal`. */
  get(id: string): Dialect
  ids(): readonly string[]
}
