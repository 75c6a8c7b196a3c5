import {
  LETTER_PAIRS,
  LETTER_RANGES,
  LETTER_SEQUENCES,
  MARKED_SEARCH_FORMS,
  NON_LETTERS_N1,
  NON_LETTERS_N2,
  SEARCH_FORMS,
} from './din-91379-table.js'

/** What DIN 91379 does not have in such a text: the first such character, with all the marks it carries. */
export interface CharacterFault {
  readonly character: string
}

/**
 * The fault of a natural person's name, or null: letters and non-letters N1 (RULES: Identity 2). The text is looked
 * at as it is; entry points bring it into NFC first, a character in another normal form is a fault.
 */
export const nameFault = (text: string): CharacterFault | null => firstOutside(text, NAME_CHARACTERS)

/** The fault of any other text (places, streets, titles), or null: letters, non-letters N1 and N2. As `nameFault`. */
export const textFault = (text: string): CharacterFault | null => firstOutside(text, TEXT_CHARACTERS)

/**
 * The standard's search form, for comparisons only: letters as A–Z (`Ä` AE, `ß` SS, `Å` AA, `Ł` L), blank, hyphen
 * and other non-letters as they are, a few (`’`, `ʹ`) left out. What the standard does not have becomes capitals.
 */
export const searchForm = (text: string): string =>
  text.normalize('NFD').replace(/(\P{M})(\p{M}*)/gu, (_, base: string, marks: string) => basicLetters(base, marks))

function basicLetters(base: string, marks: string): string {
  const capital = base.toUpperCase()
  const marked = [...marks].map((mark) => MARKED_SEARCH_FORMS[capital + mark]).find((form) => form !== undefined)
  return marked ?? SEARCH_FORMS[base] ?? SEARCH_FORMS[capital] ?? capital
}

function firstOutside(text: string, allowed: ReadonlySet<string>): CharacterFault | null {
  // Graphemes, so that a mark which no listed sequence has is seen together with its letter.
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment)
  // The double macron joins two graphemes to one letter of the standard.
  const asPair = (at: number): string => characters.slice(at, at + 2).join('')
  const character = characters.find((each, at) => !allowed.has(each) && !allowed.has(asPair(at)))
  return character === undefined ? null : { character }
}

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' })

function fromRanges(ranges: string): string[] {
  return ranges
    .trim()
    .split(/\s+/)
    .flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map((end) => parseInt(end, 16))
      return Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step))
    })
}

function sequences(bases: string, marks: string): string[] {
  const tails = marks
    .split(' ')
    .map((tail) => String.fromCodePoint(...tail.split('+').map((mark) => parseInt(mark, 16))))
  return bases.split(' ').flatMap((base) => tails.map((tail) => base + tail))
}

const NAME_CHARACTERS: ReadonlySet<string> = new Set([
  ...fromRanges(LETTER_RANGES),
  ...LETTER_SEQUENCES.flatMap(([bases, marks]) => sequences(bases, marks)),
  ...LETTER_PAIRS,
  ...fromRanges(NON_LETTERS_N1),
])

const TEXT_CHARACTERS: ReadonlySet<string> = new Set([...NAME_CHARACTERS, ...fromRanges(NON_LETTERS_N2)])
