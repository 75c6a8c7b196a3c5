import { visible } from '../../domain/quoted.js'
import type { Scope } from '../../ui/page.js'
import type { Change, FactName, ServiceFacts } from '../services/service-changes.js'
import { consoleTexts } from './texts/texts.js'
import { worded, type Worded } from './value-words.js'

type Spoken = Pick<Scope, 'language' | 'texts' | 'methodText'>
type Items<Value> = (value: Value, scope: Spoken) => readonly Worded[]

const plain = (text: string): Worded => ({ text, code: null })

const texts: Items<Readonly<Record<string, string>>> = (value) =>
  Object.entries(value).map(([language, text]) => plain(`${text} (${language})`))

/** How values that are no plain text, number or list are written, item by item. */
const ITEMS: { readonly [Name in FactName]?: Items<NonNullable<ServiceFacts[Name]>> } = {
  assertionConsumerServices: (services, { language }) => {
    const { bindings, index: indexed } = consoleTexts(language).values
    return services.map(({ location, binding, index }) =>
      plain(`${location} (${bindings[binding]}, ${indexed(index)})`),
    )
  },
  singleLogoutServices: (services, { language }) => {
    const { bindings } = consoleTexts(language).values
    return services.map(({ location, binding }) => plain(`${location} (${bindings[binding]})`))
  },
  keys: (keys, { language }) => {
    const { uses } = consoleTexts(language).values
    return keys.map(({ use, sha256 }) => plain(`${uses[use]}, SHA-256 ${sha256}`))
  },
  asked: (asked, scope) => {
    const { required, optional, unknown } = consoleTexts(scope.language).values.asked
    const told = (name: string, said: string): Worded => {
      const { text, code } = worded('requiredAttributes', name, scope)
      return { text: `${text} (${said})`, code }
    }
    const { isDefault } = consoleTexts(scope.language).sets
    return asked.flatMap((each) => [
      ...(asked.length > 1
        ? [
            plain(
              [
                `${each.consumer}${each.isDefault ? ` (${isDefault})` : ''}`,
                ...texts(each.names, scope).map(({ text }) => text),
              ].join(': '),
            ),
          ]
        : []),
      ...each.required.map((name) => told(name, required(each.consumer))),
      ...each.optional.map((name) => told(name, optional(each.consumer))),
      ...each.unknown.map((name) => told(name, unknown(each.consumer))),
    ])
  },
  displayNames: texts,
  privacyUrls: texts,
  informationUrls: texts,
  logo: ({ url }) => [plain(url.slice(0, 200))],
  validUntil: (instant) => [plain(new Date(instant).toISOString().slice(0, 10))],
}

/** One thing that changes, as a row of a table: what there was, what there will be. Empty: nothing. */
export interface ChangedRow {
  readonly field: FactName
  readonly before: readonly Worded[]
  readonly after: readonly Worded[]
}

/** What changes, for a table; without what is empty before and after. */
export const changedRows = (changes: readonly Change[], scope: Spoken): readonly ChangedRow[] =>
  changes
    .map((change) => ({
      field: change.field,
      before: itemsOf(change.field, change.before, scope),
      after: itemsOf(change.field, change.after, scope),
    }))
    .filter(({ before, after }) => before.length + after.length > 0)

/** Names in metadata are a stranger's: what cannot be seen in them is written out. */
function itemsOf<Name extends FactName>(
  field: Name,
  value: ServiceFacts[Name] | null,
  scope: Spoken,
): readonly Worded[] {
  if (value == null) return []
  const { yes, no } = consoleTexts(scope.language)
  const items: Items<NonNullable<ServiceFacts[Name]>> | undefined = ITEMS[field]
  const found = items
    ? items(value, scope)
    : typeof value === 'boolean'
      ? [plain(value ? yes : no)]
      : codesOf(value).map((code) => worded(field, code, scope))
  return found.map(({ text, code }) => ({ text: visible(text), code: code === null ? null : visible(code) }))
}

function codesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return [typeof value === 'string' ? value : JSON.stringify(value)]
}
