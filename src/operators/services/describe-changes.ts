import { isDeepStrictEqual } from 'node:util'
import { visible } from '../../domain/quoted.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import type { ServiceKey, ServiceMetadata, Service } from '../../domain/service.js'
import { keyFingerprint } from './fingerprint.js'
import { SETTING_KEYS } from './settings-keys.js'

/** One thing that an operator can see of a service: what it is called, and what stands there now, item by item. */
interface Facet {
  readonly label: string
  readonly items: (service: Service, words: MetadataWords) => readonly string[]
}

const ofMetadata = (label: string, items: (metadata: ServiceMetadata) => readonly string[]): Facet => ({
  label,
  items: ({ metadata }) => items(metadata),
})

const texts = (label: string, of: (metadata: ServiceMetadata) => Readonly<Record<string, string>>): Facet =>
  ofMetadata(label, (metadata) => Object.entries(of(metadata)).map(([language, text]) => `${text} (${language})`))

const FACETS: readonly Facet[] = [
  { label: 'active', items: ({ active }) => [active ? 'yes' : 'no'] },
  ...SETTING_KEYS.map(({ name }): Facet => ({ label: name, items: (service) => shownSetting(service, name) })),
  ofMetadata('answers are delivered to', (metadata) =>
    metadata.assertionConsumerServices.map(
      ({ location, binding, index, isDefault }) =>
        `${location} (${binding}, index ${index}${isDefault ? ', default' : ''})`,
    ),
  ),
  ofMetadata('logout is told to', (metadata) =>
    metadata.singleLogoutServices.map(
      ({ location, binding, responseLocation }) =>
        `${location} (${binding}${responseLocation === null ? '' : `, answers to ${responseLocation}`})`,
    ),
  ),
  ofMetadata('key', ({ keys }) => keys.map(shownKey)),
  ofMetadata('asks for encrypted assertions', ({ encryptionAnnounced }) =>
    encryptionAnnounced === undefined ? [] : [encryptionAnnounced ? 'yes' : 'no'],
  ),
  ofMetadata('NameID format', ({ nameIdFormats }) => nameIdFormats),
  { label: 'asks for', items: askedFor },
  ofMetadata('signs its requests', ({ authnRequestsSigned }) => [authnRequestsSigned ? 'yes' : 'no']),
  ofMetadata('signature algorithm it names', ({ signingMethods }) => signingMethods),
  ofMetadata('digest algorithm it names', ({ digestMethods = [] }) => digestMethods),
  texts('name', ({ displayNames }) => displayNames),
  texts('privacy notice', ({ privacyUrls }) => privacyUrls),
  texts('web page', ({ informationUrls }) => informationUrls),
  {
    label: 'level in the metadata',
    items: ({ settings, metadata }, words) => {
      const level = words.level(settings.dialect, metadata)
      return level === null ? [] : [level]
    },
  },
  ofMetadata('valid until', ({ validUntil }) => (validUntil === null ? [] : [new Date(validUntil).toISOString()])),
]

/** What changes, in plain words, one line per thing; empty if nothing does. `before` null: all of it is new. */
export function describeChanges(before: Service | null, after: Service, words: MetadataWords): readonly string[] {
  return FACETS.flatMap(({ label, items }) => {
    // Names in metadata are a stranger's: none of them moves the operator's terminal.
    const now = items(after, words).map(visible)
    if (!before) return now.length === 0 ? [] : [`${label}: ${now.join('; ')}`]
    const then = items(before, words).map(visible)
    const added = now.filter((item) => !then.includes(item))
    const dropped = then.filter((item) => !now.includes(item))
    if (added.length === 0 && dropped.length === 0) return []
    if (then.length === 1 && now.length === 1) return [`${label}: ${dropped[0]} becomes ${added[0]}`]
    const parts = [...added.map((item) => `adds ${item}`), ...dropped.map((item) => `drops ${item}`)]
    return [`${label}: ${parts.join('; ')}`]
  })
}

/** True if a re-import would write nothing new. Where the metadata came from does not count. */
export function sameService(before: Service, after: Service): boolean {
  const kept = ({ active, tenant, settings, metadata }: Service): unknown =>
    JSON.parse(JSON.stringify({ active, tenant, settings, metadata }))
  return isDeepStrictEqual(kept(before), kept(after))
}

/** What the audit log keeps of a change: the values that differ, before and after. */
export function changedParts(before: Service, after: Service): { before: unknown; after: unknown } {
  const parts = ({ active, tenant, settings, metadata }: Service): Record<string, unknown> =>
    JSON.parse(JSON.stringify({ active, tenant, ...settings, metadata })) as Record<string, unknown>
  const [then, now] = [parts(before), parts(after)]
  const changed = Object.keys(now).filter((name) => !isDeepStrictEqual(then[name], now[name]))
  const only = (all: Record<string, unknown>) => Object.fromEntries(changed.map((name) => [name, all[name]]))
  return { before: only(then), after: only(now) }
}

function askedFor({ settings, metadata }: Service, words: MetadataWords): readonly string[] {
  return metadata.attributeConsumingServices.flatMap((consumer) => {
    const { required, optional, unknown } = words.asked(settings.dialect, consumer)
    return [
      ...required.map((name) => `${name} (required, index ${consumer.index})`),
      ...optional.map((name) => `${name} (optional, index ${consumer.index})`),
      ...unknown.map((name) => `${name} (unknown to the broker, index ${consumer.index})`),
    ]
  })
}

function shownKey(key: ServiceKey): string {
  const use = key.use === 'both' ? 'signing and encryption' : key.use
  const kind = key.certificate === null ? ', public key without certificate' : ''
  return [`${use}${kind}, SHA-256 ${keyFingerprint(key)}`, ...key.encryptionMethods.map((each) => each.algorithm)].join(
    ', ',
  )
}

function shownSetting({ settings, tenant }: Service, name: string): readonly string[] {
  const values: Readonly<Record<string, string | boolean | null | readonly string[]>> = { ...settings, tenant }
  const value = values[name] ?? null
  if (value === null) return []
  if (typeof value !== 'object') return [String(value)]
  // An empty list of attributes is a choice; no exception is how a service is.
  if (name === 'weakAlgorithms' && value.length === 0) return []
  return [value.length === 0 ? 'none' : value.join(', ')]
}
