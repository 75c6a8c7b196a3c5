import { isAttributeName, type AttributeName } from '../../domain/identity.js'
import { nearest } from '../../domain/nearest.js'
import { shortName } from '../../domain/algorithm-name.js'

/** Reads what was typed as a value; null if it is none. Whether a setting may hold the value, its rule decides. */
export type Parser<T> = (typed: string) => T | null

/** The word that puts a setting back to what the metadata say or the broker ships. */
export const DEFAULT_WORD = 'default'

export const oneOf =
  <T extends string>(allowed: readonly T[]): Parser<T> =>
  (typed) =>
    allowed.find((each) => each === typed) ?? null

export const boolean: Parser<{ readonly value: boolean }> = (typed) =>
  typed === 'true' || typed === 'false' ? { value: typed === 'true' } : null

export const asTyped: Parser<string> = (typed) => typed

export const trimmed: Parser<string> = (typed) => typed.trim()

export const text: Parser<string> = (typed) => typed.normalize('NFC').trim()

/** A comma-separated list without doubles; an empty text is the empty list. */
export function list<T>(item: Parser<T>): Parser<readonly T[]> {
  return (typed) => {
    if (typed.trim() === '') return []
    const items = typed.split(',').map((each) => item(each.trim()))
    const read = items.filter((each) => each !== null)
    return read.length === items.length ? [...new Set(read)] : null
  }
}

export const attributeName: Parser<AttributeName> = (typed) => (isAttributeName(typed) ? typed : null)

/** An algorithm by its URI, or by the part after the URI's `#`: `rsa-sha256`. */
export function algorithm(allowed: readonly string[]): Parser<string> {
  return (typed) => allowed.find((uri) => uri === typed || shortName(uri) === typed) ?? null
}

/** The "did you mean" for the first item of a list that is not allowed. */
export function suggestion(typed: string, allowed: readonly string[]): string {
  const wrong = typed.split(',').find((each) => !allowed.includes(each.trim()))
  const meant = wrong === undefined ? null : nearest(wrong.trim(), allowed)
  return meant === null ? '' : `; did you mean ${meant}?`
}
