import type { Comparison } from '../../domain/authn-context.js'
import { levelsDownFrom, meets, TRUST_LEVELS, type TrustLevel } from '../../domain/trust-level.js'
import type { LevelVocabulary } from './level-vocabularies.js'

/** What a request asks, in its own words: class URIs as sent, in order of preference. */
export interface ContextQuestion {
  readonly comparison: Comparison
  readonly classes: readonly string[]
}

/** Translates between authentication context classes and levels. */
export interface LevelClasses {
  /** The level of a class; null for an unknown one. Classes are compared as exact strings. */
  levelOf(classRef: string): TrustLevel | null
  /**
   * The class that states the asserted level: a class of the request if one has that level, else one of the
   * vocabularies that the request uses, else one of the vocabulary `preferred` by its name, else one of `fallback`. A
   * level without a class of its own is stated by the highest class below it that still answers the request. Null if
   * there is none; then the answer is NoAuthnContext. A name that these classes have no vocabulary of prefers nothing.
   */
  classFor(asserted: TrustLevel, question: ContextQuestion | null, preferred?: string | null): string | null
}

interface KnownClass {
  readonly uri: string
  readonly level: TrustLevel
  readonly vocabulary: LevelVocabulary
}

export function createLevelClasses(vocabularies: readonly LevelVocabulary[], fallback: LevelVocabulary): LevelClasses {
  const known = new Map(vocabularies.flatMap(classesOf).map((each) => [each.uri, each]))

  function classFor(
    asserted: TrustLevel,
    question: ContextQuestion | null,
    preferred: string | null = null,
  ): string | null {
    const listed = (question?.classes ?? []).flatMap((uri) => known.get(uri) ?? [])
    const named = listed.find(({ level }) => level === asserted)
    if (named) return named.uri
    // saml-core §3.3.2.2.1: only one of the listed classes answers `exact`.
    if (question?.comparison === 'exact') return null
    const spoken = [...new Set(listed.map(({ vocabulary }) => vocabulary))]
    const ofItsOwn = spoken.map((vocabulary) => ownClass(vocabulary, asserted))
    const chosen = vocabularies.filter(({ name }) => name === preferred)
    const below = [...spoken, ...chosen, fallback].map((vocabulary) => highestClass(vocabulary, asserted))
    const answers = [...ofItsOwn, ...below].filter((each) => each !== null)
    return answers.find(({ level }) => !question || answersTo(question.comparison, level, listed))?.uri ?? null
  }

  return { levelOf: (classRef) => known.get(classRef)?.level ?? null, classFor }
}

/** True if a class of this level satisfies the comparison. That it does not exceed the level reached is known here. */
function answersTo(comparison: Comparison, level: TrustLevel, listed: readonly KnownClass[]): boolean {
  switch (comparison) {
    case 'exact':
      return listed.some((each) => each.level === level)
    case 'minimum':
      return listed.some((each) => meets(level, each.level))
    case 'better':
      return listed.every((each) => !meets(each.level, level))
    case 'maximum':
      return listed.some((each) => meets(each.level, level))
  }
}

function ownClass(vocabulary: LevelVocabulary, level: TrustLevel): KnownClass | null {
  const uri = vocabulary.classes[level]?.[0]
  return uri === undefined ? null : { uri, level, vocabulary }
}

function highestClass(vocabulary: LevelVocabulary, from: TrustLevel): KnownClass | null {
  const levels = levelsDownFrom(from)
  return levels.map((level) => ownClass(vocabulary, level)).find((each) => each !== null) ?? null
}

const classesOf = (vocabulary: LevelVocabulary): readonly KnownClass[] =>
  TRUST_LEVELS.flatMap((level) => (vocabulary.classes[level] ?? []).map((uri) => ({ uri, level, vocabulary })))
