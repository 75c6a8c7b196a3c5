import { days, hours, minutes, seconds, type Duration } from '../../domain/instant.js'

const DURATION =
  /^P(?=.)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$/

/**
 * Reads an xs:duration; null if it is none, or is negative. Months and years count as 30 and 365 days: what is written
 * here says how long a document may be kept, and nobody keeps one by the calendar.
 */
export function parseDuration(text: string): Duration | null {
  const match = DURATION.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part) || 0)
  return days(365 * year + 30 * month + day) + hours(hour) + minutes(minute) + seconds(second)
}
