import type { LoginResult } from '../../domain/ports/service-messages.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { AnswerWords, Dialect } from '../dialects/dialect.js'
import type { WireAttribute } from './assertion.js'

/**
 * The attributes of an answer in a dialect that states a level for each of them: the released ones at the level that they
 * leave at, the level of the login, and what the dialect adds. `names`: those of the additions that were listed; null:
 * there was no list.
 */
export function markedAttributes(
  { release, method, twoFactors = false }: LoginResult,
  pseudonym: string,
  names: readonly string[] | null,
  dialect: Dialect,
  { friendlyNames, levelMark, added }: AnswerWords,
): readonly WireAttribute[] {
  const { attributeNames, attributeNameFormat: nameFormat } = dialect
  const marked = (name: string, friendlyName: string, value: string, level: TrustLevel): WireAttribute => ({
    name,
    nameFormat,
    friendlyName,
    value,
    mark: levelMark(level),
  })
  return [
    ...release.attributes.map(({ name, value, level }) =>
      // check: an-attribute-states-its-own-level
      marked(attributeNames[name], friendlyNames[name], value, level),
    ),
    marked(attributeNames.trustLevel, friendlyNames.trustLevel, dialect.trustLevelValue(release.level), release.level),
    ...added({ level: release.level, method, twoFactors, pseudonym }, names).map(({ name, friendlyName, value }) =>
      marked(name, friendlyName, value, release.level),
    ),
  ]
}
