import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import type { AskedByMetadata, MetadataWords } from '../../domain/ports/metadata-words.js'
import type { AttributeConsumingService } from '../../domain/service.js'
import { higherOf, type TrustLevel } from '../../domain/trust-level.js'
import type { Dialect, Dialects } from './dialect.js'
import { nameIdKind } from './name-id-uris.js'

/** Reads the words of metadata, each service's in the dialect that it is registered with. */
export const createMetadataWords = (dialects: Dialects): MetadataWords => ({
  asked: (dialect, consumer) => askedIn(dialects.get(dialect), consumer),
  level: (dialect, { trustLevel, entityAttributes }) =>
    trustLevel === undefined ? highestLevel(dialects.get(dialect), entityAttributes) : trustLevel,
  nameIdKind: (dialect, format) => nameIdKind(format, dialects.get(dialect)),
})

/**
 * The attributes that metadata ask for, read in this dialect. An attribute that occurs twice is required if either
 * entry requires it. The level is left out, because it is always sent.
 */
export function askedIn(dialect: Dialect, { requested }: AttributeConsumingService): AskedByMetadata {
  const known = attributesOf(dialect)
  const required = new Set<AttributeName>()
  const optional = new Set<AttributeName>()
  const unknown = new Set<string>()
  for (const asked of requested) {
    const name = 'attribute' in asked ? asked.attribute : known.get(asked.name)
    if (name) (asked.isRequired ? required : optional).add(name)
    else if ('name' in asked && asked.name !== dialect.attributeNames.trustLevel) unknown.add(asked.name)
  }
  return {
    required: [...required],
    optional: [...optional].filter((name) => !required.has(name)),
    unknown: [...unknown],
    method: unknown.has(dialect.attributeNames.method) ? dialect.attributeNames.method : null,
  }
}

/** The attributes of a dialect by their wire names. */
export const attributesOf = ({ attributeNames }: Pick<Dialect, 'attributeNames'>): ReadonlyMap<string, AttributeName> =>
  new Map(ATTRIBUTE_NAMES.map((name) => [attributeNames[name], name]))

/** The highest level among the values of entity attributes (CONTRACT: Level classes understood as shipped). */
const highestLevel = ({ levels }: Dialect, values: readonly string[]): TrustLevel | null =>
  values
    .map((value) => levels.levelOf(value))
    .reduce((top, level) => (top && level ? higherOf(top, level) : (top ?? level)), null)
