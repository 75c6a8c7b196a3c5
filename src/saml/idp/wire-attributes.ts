import type { LoginResult } from '../../domain/ports/service-messages.js'
import type { Service } from '../../domain/service.js'
import type { Dialect } from '../dialects/dialect.js'
import { askedIn } from '../dialects/metadata-words.js'
import type { WireAttribute } from './assertion.js'

/**
 * The released attributes in the dialect's names, the level always, the method for services whose metadata asks for it.
 */
export function wireAttributes(
  { release, method }: LoginResult,
  service: Service,
  dialect: Dialect,
): readonly WireAttribute[] {
  const { attributeNames, attributeNameFormat } = dialect
  const named = (friendlyName: keyof typeof attributeNames, value: string): WireAttribute => ({
    name: attributeNames[friendlyName],
    nameFormat: attributeNameFormat,
    friendlyName,
    value,
  })
  return [
    ...release.attributes.map(({ name, value }) => named(name, value)),
    named('trustLevel', dialect.trustLevelValue(release.level)),
    ...(asksForMethod(service, dialect) ? [named('method', method)] : []),
  ]
}

const asksForMethod = ({ metadata }: Service, dialect: Dialect): boolean =>
  metadata.attributeConsumingServices.some((consumer) => askedIn(dialect, consumer).method !== null)
