import type { Visitor } from './saml-client.js'

/** A received value, for the citizen and for whoever looks closer. */
export interface ShownValue {
  readonly name: string
  readonly label: string
  readonly received: string
  /** In words; null: it says nothing to a citizen. */
  readonly text: string | null
  /** True if the words are the value itself. */
  readonly isAsReceived: boolean
}

const STATES: Readonly<Record<string, string>> = { D: 'Deutschland', DE: 'Deutschland' }
const DOCUMENTS: Readonly<Record<string, string>> = {
  ID: 'Personalausweis',
  AR: 'Aufenthaltstitel',
  UB: 'eID-Karte',
}
const GENDERS: Readonly<Record<string, string>> = { '1': 'männlich', '2': 'weiblich', '9': 'keine Angabe' }
const MONTHS = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const DAYS = new Intl.DateTimeFormat('de-DE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A birth date of which the day, or the month too, may be unknown: 1987-04-12, 1987-04 or 1987. */
const dateInWords = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? DAYS.format(new Date(date))
    : /^\d{4}-\d{2}$/.test(date)
      ? MONTHS.format(new Date(date))
      : date

const WORDS: Readonly<Record<string, (value: string) => string | null>> = {
  birthDate: dateInWords,
  country: (value) => STATES[value] ?? value,
  nationality: (value) => STATES[value] ?? value,
  documentType: (value) => DOCUMENTS[value] ?? value,
  gender: (value) => GENDERS[value] ?? value,
  trustLevel: () => null,
  method: () => null,
}

/** What is shown of an attribute that came with the answer. */
export const shownValue = ({ name, label, value }: Visitor['attributes'][number]): ShownValue => {
  const inWords = WORDS[name]
  const text = inWords ? inWords(value) : value
  return { name, label, received: value, text, isAsReceived: text === value }
}
