import type { Instant } from './instant.js'

/** Nobody who logs in was born before. */
const EARLIEST_YEAR = '1870'

export type BirthDateFault = 'format' | 'calendar' | 'future' | 'too-early'

/**
 * The rule that a date of birth breaks, or null. `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where day or month are
 * unknown; a real date, not after `now` (UTC), not before 1870.
 */
export function birthDateFault(text: string, now: Instant): BirthDateFault | null {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return 'format'
  if (!isCalendarDate(text)) return 'calendar'
  if (text > new Date(now).toISOString().slice(0, text.length)) return 'future'
  return text.slice(0, EARLIEST_YEAR.length) < EARLIEST_YEAR ? 'too-early' : null
}

/**
 * True for a day, month or year of the calendar, in the form that it has in ISO 8601. JavaScript takes 30 February for
 * 1 March: only what comes back as it went in is a date.
 */
export function isCalendarDate(text: string): boolean {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
