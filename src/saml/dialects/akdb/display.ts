import type { Language } from '../../../domain/language.js'

/** What is shown of a name; BundID cuts there too (interface description §9.5). */
const LONGEST_NAME = 50

/**
 * A name as one line of plain text: line ends and blanks become one blank each, what cannot be seen (control characters,
 * turns of direction) is left out, and what is too long is cut. Null: nothing is left.
 */
export function plainName(written: string): string | null {
  const line = written
    .normalize('NFC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    // check: a-name-of-a-request-turns-no-text-around
    .replace(/\p{C}/gu, '')
    .trim()
  const shown = [...line].slice(0, LONGEST_NAME).join('').trim()
  return shown === '' ? null : shown
}

/** The language of these pages that a portal names (§9.5: `de`, `en`, `ru`, `uk`); null for one that they lack. */
export const languageNamed = (written: string): Language | null =>
  written === 'de' || written === 'en' ? written : null
