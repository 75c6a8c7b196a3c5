import { isAttributeName, type AttributeName } from '../../domain/identity.js'
import { nearest } from '../../domain/nearest.js'

/** What was typed, understood; or null: it is not among what the key may hold. */
export type Parser<T> = (typed: string) => T | null

/** The word that takes a setting back to what the metadata says or the broker ships. */
export const DEFAULT_WORD = 'default'

export const oneOf =
  <T extends string>(allowed: readonly T[]): Parser<T> =>
  (typed) =>
    allowed.find((each) => each === typed) ?? null

export const boolean: Parser<{ readonly value: boolean }> = (typed) =>
  typed === 'true' || typed === 'false' ? { value: typed === 'true' } : null

export function plainText(longest: number): Parser<string> {
  return (typed) => {
    const text = typed.normalize('NFC').trim()
    return text.length > 0 && text.length <= longest && !/\p{C}/u.test(text) ? text : null
  }
}

/** A comma-separated list; nothing at all is the empty list. Doubles are kept once. */
export function list<T>(item: Parser<T>): Parser<readonly T[]> {
  return (typed) => {
    if (typed.trim() === '') return []
    const items = typed.split(',').map((each) => item(each.trim()))
    const read = items.filter((each) => each !== null)
    return read.length === items.length ? [...new Set(read)] : null
  }
}

/** A day of the calendar as YYYY-MM-DD. */
export const day: Parser<string> = (typed) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return null
  const instant = Date.parse(`${typed}T00:00:00Z`)
  // Some engines take 30 February for 2 March.
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(typed) ? typed : null
}

export const attributeName: Parser<AttributeName> = (typed) => (isAttributeName(typed) ? typed : null)

/** An algorithm by its URI or by what stands behind the URI's `#`: `rsa-sha256`. */
export function algorithm(allowed: readonly string[]): Parser<string> {
  return (typed) => allowed.find((uri) => uri === typed || shortName(uri) === typed) ?? null
}

export const shortName = (uri: string): string => uri.slice(uri.lastIndexOf('#') + 1)

/** "did you mean" for the first item of a list that is not allowed. */
export function suggestion(typed: string, allowed: readonly string[]): string {
  const wrong = typed.split(',').find((each) => !allowed.includes(each.trim()))
  const meant = wrong === undefined ? null : nearest(wrong.trim(), allowed)
  return meant === null ? '' : `; did you mean ${meant}?`
}
