import type { Instant } from '../domain/instant.js'

/** Dates, times and names of states in one language. Citizens live in one time zone. */
export interface Formats {
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY` in words; anything else as it is. */
  readonly date: (iso: string) => string
  readonly timeOfDay: (at: Instant) => string
  /** The day on which something happened. */
  readonly day: (at: Instant) => string
  /** Name of an ISO 3166-1 alpha-2 code; anything else as it is. */
  readonly state: (code: string) => string
  readonly compare: (a: string, b: string) => number
}

const ZONE = 'Europe/Berlin'
const ISO_DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/

export const isIsoDate = (text: string): boolean => ISO_DATE.test(text)

export function createFormats(locale: string): Formats {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const dayHere = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: ZONE })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: ZONE })
  const states = new Intl.DisplayNames(locale, { type: 'region' })
  return {
    date(iso) {
      const [matched, y = '', m, d] = ISO_DATE.exec(iso) ?? []
      if (!matched) return iso
      if (!m) return y
      const at = Date.UTC(Number(y), Number(m) - 1, d ? Number(d) : 1)
      return (d ? day : month).format(at)
    },
    timeOfDay: (at) => time.format(at),
    day: (at) => dayHere.format(at),
    state: (code) => (/^[A-Z]{2}$/.test(code) ? (states.of(code) ?? code) : code),
    compare: new Intl.Collator(locale).compare,
  }
}
