import { visible } from '../../domain/quoted.js'
import type { Change, FactName, ServiceFacts } from '../services/service-changes.js'
import type { ConsoleTexts } from './texts/messages.js'

type Items<Value> = (value: Value) => readonly string[]

const texts: Items<Readonly<Record<string, string>>> = (value) =>
  Object.entries(value).map(([language, text]) => `${text} (${language})`)

/** How values that are no plain text, number or list are written, item by item. */
const ITEMS: { readonly [Name in FactName]?: Items<NonNullable<ServiceFacts[Name]>> } = {
  assertionConsumerServices: (services) =>
    services.map(({ location, binding, index }) => `${location} (${binding}, ${index})`),
  singleLogoutServices: (services) => services.map(({ location, binding }) => `${location} (${binding})`),
  keys: (keys) => keys.map(({ use, sha256 }) => `${use}, SHA-256 ${sha256}`),
  asked: (asked) =>
    asked.flatMap(({ consumer, names, isDefault, required, optional, unknown }) => [
      ...(asked.length > 1 ? [[`${consumer}${isDefault ? ' (default)' : ''}`, ...texts(names)].join(': ')] : []),
      ...required.map((name) => `${name} (${consumer}, required)`),
      ...optional.map((name) => `${name} (${consumer}, optional)`),
      ...unknown.map((name) => `${name} (${consumer}, unknown)`),
    ]),
  displayNames: texts,
  privacyUrls: texts,
  informationUrls: texts,
  logo: ({ url }) => [url.slice(0, 200)],
  validUntil: (instant) => [new Date(instant).toISOString().slice(0, 10)],
}

/** One thing that changes, as a row of a table: what there was, what there will be. Empty: nothing. */
export interface ChangedRow {
  readonly field: FactName
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What changes, for a table; without what is empty before and after. */
export const changedRows = (
  changes: readonly Change[],
  words: Pick<ConsoleTexts, 'yes' | 'no'>,
): readonly ChangedRow[] =>
  changes
    .map((change) => ({
      field: change.field,
      before: itemsOf(change.field, change.before, words),
      after: itemsOf(change.field, change.after, words),
    }))
    .filter(({ before, after }) => before.length + after.length > 0)

/** Names in metadata are a stranger's: what cannot be seen in them is written out. */
function itemsOf<Name extends FactName>(
  field: Name,
  value: ServiceFacts[Name] | null,
  { yes, no }: Pick<ConsoleTexts, 'yes' | 'no'>,
): readonly string[] {
  if (value == null) return []
  const items: Items<NonNullable<ServiceFacts[Name]>> | undefined = ITEMS[field]
  if (items) return items(value).map(visible)
  if (typeof value === 'boolean') return [value ? yes : no]
  return (Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : JSON.stringify(value)]).map(
    visible,
  )
}
