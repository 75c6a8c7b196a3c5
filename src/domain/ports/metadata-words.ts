import type { NameIdKind } from '../name-id-formats.js'
import type { AttributeConsumingService, RequestedAttributes, ServiceMetadata } from '../service.js'
import type { TrustLevel } from '../trust-level.js'

/** What one AttributeConsumingService asks for, in normalized names. */
export interface AskedByMetadata extends RequestedAttributes {
  /** Names that no attribute of a citizen has in the dialect. */
  readonly unknown: readonly string[]
  /** The unknown word that asks for the method of the login; null: none does. */
  readonly method: string | null
}

/**
 * What the names in metadata mean. They are kept as they were written, and read by the dialect of the service when they
 * are used: `dialect` is the id of one. Throws `internal` for an unknown one.
 */
export interface MetadataWords {
  asked(dialect: string, consumer: AttributeConsumingService): AskedByMetadata
  /** The level that the entity attributes name, or null. */
  level(dialect: string, metadata: Pick<ServiceMetadata, 'entityAttributes' | 'trustLevel'>): TrustLevel | null
  nameIdKind(dialect: string, format: string): NameIdKind | null
}
