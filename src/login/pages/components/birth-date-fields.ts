import type { BirthDatePart } from '../../texts/messages.js'

/** Names of the three inputs that stand for `birthDate`. */
export const BIRTH_DATE_FIELDS: Readonly<Record<BirthDatePart, string>> = {
  day: 'birthDate.day',
  month: 'birthDate.month',
  year: 'birthDate.year',
}

const padded = (digits: string): string => (/^\d$/.test(digits) ? `0${digits}` : digits)

/**
 * Joins the three fields to `YYYY-MM-DD`, or to `YYYY-MM` or `YYYY` if day or month is left empty (unknown). Returns ''
 * if nothing was typed. An impossible date stays recognisable as such, so that the rule of the domain refuses it.
 */
export function birthDateFrom(fields: Readonly<Record<string, string | undefined>>): string {
  const [year, month, day] = [BIRTH_DATE_FIELDS.year, BIRTH_DATE_FIELDS.month, BIRTH_DATE_FIELDS.day].map((name) =>
    padded((fields[name] ?? '').trim()),
  )
  const parts = [year ?? '', month ?? '', day ?? '']
  while (parts.length > 0 && parts.at(-1) === '') parts.pop()
  return parts.join('-')
}

/** Takes a birth date apart again, to show what was typed. */
export function birthDateParts(value: string): Readonly<Record<BirthDatePart, string>> {
  const [year = '', month = '', ...day] = value.split('-')
  return { year, month, day: day.join('-') }
}

/** The month of a birth date whose day it does not have, and how many it has; null if that is not what is wrong. */
export function monthTooShort(value: string): { readonly month: string; readonly days: number } | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/.exec(value) ?? []
  if (year === '') return null
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return Number(day) > days && Number(day) <= 31 ? { month: `${year}-${month}`, days } : null
}
