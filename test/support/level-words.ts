import type { AskedFor } from './level-situation.js'
import { asHigh, LEVELS } from './level-order.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'

// "Level classes understood as shipped", as docs/contract.md has them.

interface Word {
  readonly vocabulary: string
  readonly level: TrustLevel
  readonly uri: string
}

const AC = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'

/** Of several for one level the first is the one that is said unasked. */
const WORDS: readonly Word[] = [
  { vocabulary: 'eIDAS', level: 'normal', uri: 'http://eidas.europa.eu/LoA/low' },
  { vocabulary: 'eIDAS', level: 'substantiell', uri: 'http://eidas.europa.eu/LoA/substantial' },
  { vocabulary: 'eIDAS', level: 'hoch', uri: 'http://eidas.europa.eu/LoA/high' },
  { vocabulary: 'STORK', level: 'basis', uri: 'STORK-QAA-Level-1' },
  { vocabulary: 'STORK', level: 'normal', uri: 'STORK-QAA-Level-2' },
  { vocabulary: 'STORK', level: 'substantiell', uri: 'STORK-QAA-Level-3' },
  { vocabulary: 'STORK', level: 'hoch', uri: 'STORK-QAA-Level-4' },
  { vocabulary: 'BSI', level: 'normal', uri: 'http://bsi.bund.de/eID/LoA/normal' },
  { vocabulary: 'BSI', level: 'substantiell', uri: 'http://bsi.bund.de/eID/LoA/substantiell' },
  { vocabulary: 'BSI', level: 'hoch', uri: 'http://bsi.bund.de/eID/LoA/hoch' },
  { vocabulary: 'SAML', level: 'normal', uri: `${AC}PasswordProtectedTransport` },
  { vocabulary: 'SAML', level: 'normal', uri: `${AC}Password` },
  { vocabulary: 'SAML', level: 'normal', uri: `${AC}unspecified` },
  { vocabulary: 'SAML', level: 'hoch', uri: `${AC}SmartcardPKI` },
]

export const KNOWN_CLASSES: readonly string[] = WORDS.map(({ uri }) => uri)

const knownOf = ({ classes }: AskedFor): readonly Word[] =>
  (classes ?? []).flatMap((asked) => WORDS.filter(({ uri }) => uri === asked))

/** The levels that the request lists; null if it asks for none. Classes that nobody knows are ignored. */
export const levelsListed = (request: AskedFor): readonly TrustLevel[] | null =>
  request.classes === null ? null : knownOf(request).map(({ level }) => level)

/** saml-core §3.3.2.2.1, word by word: may the answer carry this level? */
export function mayBeAnswered(request: AskedFor, answer: TrustLevel): boolean {
  const listed = levelsListed(request)
  if (listed === null) return true
  switch (request.comparison) {
    case 'exact':
      return listed.includes(answer)
    case 'minimum':
      return listed.some((each) => asHigh(answer, each))
    case 'maximum':
      return listed.some((each) => asHigh(each, answer))
    case 'better':
      return listed.length > 0 && listed.every((each) => !asHigh(each, answer))
  }
}

/**
 * The class that states the level: one that the request listed, else one of its vocabularies, else the highest below it
 * there, else in eIDAS, if that answers the request. Null: there is no word for it.
 */
export function classFor(level: TrustLevel, request: AskedFor): string | null {
  const known = knownOf(request)
  const listed = known.find((word) => word.level === level)
  if (listed) return listed.uri
  const spoken = [...new Set(known.map(({ vocabulary }) => vocabulary))]
  for (const vocabulary of spoken) {
    const own = WORDS.find((word) => word.vocabulary === vocabulary && word.level === level)
    if (own) return own.uri
  }
  for (const vocabulary of [...spoken, 'eIDAS']) {
    const upTo = LEVELS.filter((each) => asHigh(level, each)).reverse()
    const below = upTo.flatMap((each) =>
      WORDS.filter((word) => word.vocabulary === vocabulary && word.level === each).slice(0, 1),
    )[0]
    if (below && mayBeAnswered(request, below.level)) return below.uri
  }
  return null
}
