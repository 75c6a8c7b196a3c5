import { visible } from '../../domain/quoted.js'
import type { Change, FactName, ServiceFacts } from '../../operators/services/service-changes.js'
import { timeOf } from '../days.js'

/** How one fact about a service is shown: its label, and its value item by item. */
interface Facet<Value> {
  readonly label: string
  readonly items: (value: Value) => readonly string[]
}

const yesOrNo = (value: boolean): readonly string[] => [value ? 'yes' : 'no']
const texts = (value: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(value).map(([language, text]) => `${text} (${language})`)
const asTheyAre = (value: readonly string[]): readonly string[] => value

const namesOfSet = (names: Readonly<Record<string, string>>): string =>
  Object.keys(names).length === 0 ? '' : `: ${texts(names).join(', ')}`

/** The facts that are no settings, or whose values are not written as they are. */
const FACETS: { readonly [Name in FactName]?: Facet<NonNullable<ServiceFacts[Name]>> } = {
  active: { label: 'active', items: yesOrNo },
  // An empty list of attributes is a choice and is shown; having no exception is normal and is not.
  weakAlgorithms: { label: 'weakAlgorithms', items: (names) => (names.length === 0 ? [] : [names.join(', ')]) },
  requesters: { label: 'requesters', items: asTheyAre },
  assertionConsumerServices: {
    label: 'answers are delivered to',
    items: (services) =>
      services.map(
        ({ location, binding, index, isDefault }) =>
          `${location} (${binding}, index ${index}${isDefault ? ', default' : ''})`,
      ),
  },
  singleLogoutServices: {
    label: 'logout is told to',
    items: (services) =>
      services.map(
        ({ location, binding, responseLocation }) =>
          `${location} (${binding}${responseLocation === null ? '' : `, answers to ${responseLocation}`})`,
      ),
  },
  keys: {
    label: 'key',
    items: (keys) =>
      keys.map(({ use, of, sha256, encryptionMethods }) => {
        const kind = of === 'certificate' ? '' : ', public key without certificate'
        const uses = use === 'both' ? 'signing and encryption' : use
        return [`${uses}${kind}, SHA-256 ${sha256}`, ...encryptionMethods.map(({ algorithm }) => algorithm)].join(', ')
      }),
  },
  encryptionAnnounced: { label: 'asks for encrypted assertions', items: yesOrNo },
  nameIdFormats: { label: 'NameID format', items: asTheyAre },
  asked: {
    label: 'asks for',
    items: (asked) =>
      asked.flatMap(({ consumer, names, isDefault, required, optional, unknown }) => [
        // Of one set nobody asks which it is.
        ...(asked.length > 1 ? [`set ${consumer}${isDefault ? ' (default)' : ''}${namesOfSet(names)}`] : []),
        ...required.map((name) => `${name} (required, index ${consumer})`),
        ...optional.map((name) => `${name} (optional, index ${consumer})`),
        ...unknown.map((name) => `${name} (unknown to the broker, index ${consumer})`),
      ]),
  },
  authnRequestsSigned: { label: 'signs its requests', items: yesOrNo },
  signingMethods: { label: 'signature algorithm it names', items: asTheyAre },
  digestMethods: { label: 'digest algorithm it names', items: asTheyAre },
  displayNames: { label: 'name', items: texts },
  privacyUrls: { label: 'privacy notice', items: texts },
  informationUrls: { label: 'web page', items: texts },
  logo: { label: 'logo', items: ({ url }) => [url.slice(0, 200)] },
  errorUrl: { label: 'page for errors', items: (url) => [url] },
  metadataLevel: { label: 'level in the metadata', items: (level) => [level] },
  subjectIdAsked: { label: 'subject identifier it asks for', items: (asked) => [asked] },
  validUntil: { label: 'valid until', items: (instant) => [timeOf(instant) ?? ''] },
}

/** What changes, in plain words, one line for each thing. `isNew`: the service was not registered before. */
export const changeLines = (changes: readonly Change[], { isNew }: { readonly isNew: boolean }): readonly string[] =>
  changes.flatMap((change) => changeLine(change, isNew))

function changeLine<Name extends FactName>({ field, before, after }: Change<Name>, isNew: boolean): readonly string[] {
  const label = FACETS[field]?.label ?? field
  const now = itemsOf(field, after)
  if (isNew) return now.length === 0 ? [] : [`${label}: ${now.join('; ')}`]
  const then = itemsOf(field, before)
  const added = now.filter((item) => !then.includes(item))
  const dropped = then.filter((item) => !now.includes(item))
  if (added.length === 0 && dropped.length === 0) return []
  if (then.length === 1 && now.length === 1) return [`${label}: ${dropped[0]} becomes ${added[0]}`]
  const parts = [...added.map((item) => `adds ${item}`), ...dropped.map((item) => `drops ${item}`)]
  return [`${label}: ${parts.join('; ')}`]
}

/**
 * The items of a value, made safe: names in metadata are a stranger's, and must not control the operator's terminal.
 */
function itemsOf<Name extends FactName>(field: Name, value: ServiceFacts[Name] | null): readonly string[] {
  if (value == null) return []
  const facet: Facet<NonNullable<ServiceFacts[Name]>> | undefined = FACETS[field]
  return (facet ? facet.items(value) : settingItems(value)).map(visible)
}

const settingItems = (value: unknown): readonly string[] => {
  if (!Array.isArray(value)) return [String(value)]
  return [value.length === 0 ? 'none' : value.join(', ')]
}
