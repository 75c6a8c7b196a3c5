import type { Instant } from '../../domain/instant.js'

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?$/

/**
 * Reads an xs:dateTime; null if it is none. It has to be a real calendar date, without hour 24 and leap seconds. A time
 * without zone is UTC (saml-core §1.3.3), an offset is counted; fractions below a millisecond are cut off.
 */
export function parseDateTime(text: string): Instant | null {
  const match = DATE_TIME.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  // check: times-are-within-the-day
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 14 || offsetMinutes > 59) return null
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const local = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  // Date.UTC rolls over dates that the calendar does not have, and takes years below 100 for 19xx.
  const date = new Date(local)
  // check: times-exist
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000
  return match[8] === '-' ? local + offset : local - offset
}
