import type { Language } from '../../../domain/language.js'

/** What is shown of a name; BundID cuts there too (interface description §9.5). */
const LONGEST_NAME = 50

/** Quotation marks: the pages put the name into theirs, and it must not leave them. */
const QUOTES = /["«»\u201C-\u201F]/gu

/** Pictures, such as the lock of a browser or a green tick, and more marks over a letter than any language has. */
const PICTURES = /\p{So}|(?<=\p{M}{2})\p{M}+/gu

/**
 * A name as one line of plain text: line ends and blanks become one blank each, what cannot be seen (control characters,
 * turns of direction) is left out, so are quotation marks and pictures, and what is too long is cut. Null: nothing is left.
 */
export function plainName(written: string): string | null {
  const line = written
    .normalize('NFC')
    // check: a-name-of-a-request-turns-no-text-around
    .replace(/(?!\s)\p{C}/gu, '')
    // check: a-name-of-a-request-stays-in-its-quotes
    .replace(QUOTES, '')
    // check: a-name-of-a-request-shows-no-pictures
    .replace(PICTURES, '')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim()
  const shown = [...line].slice(0, LONGEST_NAME).join('').trim()
  return shown === '' ? null : shown
}

/** The language of these pages that a portal names (§9.5: `de`, `en`, `ru`, `uk`); null for one that they lack. */
export const languageNamed = (written: string): Language | null =>
  written === 'de' || written === 'en' ? written : null
