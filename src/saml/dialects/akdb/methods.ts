import { methodId, type MethodId } from '../../../domain/ids.js'

/** BundID's words for methods of this broker (interface description §6.2, §9.1). */
const WORDS: ReadonlyMap<MethodId, string> = new Map([
  [methodId('eid'), 'eID'],
  [methodId('elster'), 'Elster'],
  [methodId('password'), 'Benutzername'],
])

/** The words that lists of methods may hold; those that name no method here allow nothing. */
const KNOWN: ReadonlySet<string> = new Set(['Authega', 'Benutzername', 'Diia', 'eID', 'eIDAS', 'Elster', 'FINK'])

/** What proved the assertion. A method that BundID has no word for is told by its id. */
export const provedBy = (method: MethodId): string => WORDS.get(method) ?? method

/**
 * The methods that these words allow, each once; null if none of the words is known: then the list is an empty one.
 * Unknown words beside known ones are ignored.
 */
export function methodsOf(words: readonly string[]): readonly MethodId[] | null {
  const known = new Set(words.filter((word) => KNOWN.has(word)))
  // check: a-list-of-no-known-methods-is-empty
  return known.size === 0 ? null : [...WORDS].flatMap(([id, word]) => (known.has(word) ? [id] : []))
}
