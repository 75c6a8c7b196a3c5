import type { AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import type { LogoAddress } from '../../domain/logo.js'
import type { Service, ServiceMetadata, SubjectIdAsked } from '../../domain/service.js'
import type { ServiceState } from '../../domain/service-version.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { keyView, type ServiceKeyView } from './fingerprint.js'
import { sameJson } from './same-json.js'
import { SETTING_NAMES, type ServiceValues } from './setting-rules.js'

/** What one AttributeConsumingService asks for, as the dialect of the service reads it. */
export interface Asked {
  readonly consumer: number
  /** What the metadata call it, by language. */
  readonly names: Readonly<Record<string, string>>
  readonly isDefault: boolean
  readonly required: readonly AttributeName[]
  readonly optional: readonly AttributeName[]
  readonly unknown: readonly string[]
}

type Told = Pick<
  ServiceMetadata,
  | 'assertionConsumerServices'
  | 'singleLogoutServices'
  | 'nameIdFormats'
  | 'authnRequestsSigned'
  | 'signingMethods'
  | 'displayNames'
  | 'privacyUrls'
  | 'informationUrls'
>

/** What an operator can see of a service: whether it is active, its settings, and what its metadata say. */
export interface ServiceFacts extends ServiceValues, Told {
  readonly active: boolean
  readonly keys: readonly ServiceKeyView[]
  /** Null in records from before this was kept. */
  readonly encryptionAnnounced: boolean | null
  readonly asked: readonly Asked[]
  readonly digestMethods: readonly string[]
  readonly logo: LogoAddress | null
  /** Its page for errors of a login. */
  readonly errorUrl: string | null
  /** The level that the metadata name. */
  readonly metadataLevel: TrustLevel | null
  /** The subject identifier that the metadata ask for. */
  readonly subjectIdAsked: SubjectIdAsked | null
  readonly validUntil: Instant | null
}

export type FactName = keyof ServiceFacts

/** One thing that changes. `before` is null if nothing stood there, as with a new service. */
export interface Change<Name extends FactName = FactName> {
  readonly field: Name
  readonly before: ServiceFacts[Name] | null
  readonly after: ServiceFacts[Name]
}

/** What of a service an operator compares. */
type Compared = Omit<ServiceState, 'source'>

const factsOf = ({ active, tenant, settings, metadata }: Compared, words: MetadataWords): ServiceFacts => ({
  active,
  ...settings,
  tenant,
  assertionConsumerServices: metadata.assertionConsumerServices,
  singleLogoutServices: metadata.singleLogoutServices,
  keys: metadata.keys.map(keyView),
  encryptionAnnounced: metadata.encryptionAnnounced ?? null,
  nameIdFormats: metadata.nameIdFormats,
  asked: metadata.attributeConsumingServices.map((consumer) => {
    const { required, optional, unknown } = words.asked(settings.dialect, consumer)
    const { index, names, isDefault } = consumer
    return { consumer: index, names, isDefault, required, optional, unknown }
  }),
  authnRequestsSigned: metadata.authnRequestsSigned,
  signingMethods: metadata.signingMethods,
  digestMethods: metadata.digestMethods ?? [],
  displayNames: metadata.displayNames,
  privacyUrls: metadata.privacyUrls,
  informationUrls: metadata.informationUrls,
  logo: metadata.logo ?? null,
  errorUrl: metadata.errorUrl ?? null,
  metadataLevel: words.level(settings.dialect, metadata),
  subjectIdAsked: metadata.subjectIdAsked ?? null,
  validUntil: metadata.validUntil,
})

/** Settings first, then what the metadata say. */
const namesOf = (facts: ServiceFacts): ReadonlySet<FactName> =>
  new Set<FactName>(['active', ...SETTING_NAMES, ...(Object.keys(facts) as FactName[])])

/** The changes from `before` to `after`, settings first; empty if nothing changes. `before` null: everything is new. */
export function changesOf(before: Compared | null, after: Compared, words: MetadataWords): readonly Change[] {
  const [then, now] = [before && factsOf(before, words), factsOf(after, words)]
  const changes = [...namesOf(now)].map((field): Change => ({
    field,
    before: then?.[field] ?? null,
    after: now[field],
  }))
  return changes.filter((change) => !sameJson(change.before, change.after))
}

/** True if a re-import would write nothing new. The source of the metadata does not count. */
export const sameService = (before: Service, after: Service): boolean => sameJson(kept(before), kept(after))

const kept = ({ active, tenant, settings, metadata }: Service): unknown => ({ active, tenant, settings, metadata })

/** What the audit log keeps of a change: the values that differ, before and after. */
export function changedParts(before: Service, after: Service): { before: unknown; after: unknown } {
  const parts = ({ active, tenant, settings, metadata }: Service): Values => ({ active, tenant, ...settings, metadata })
  const [then, now] = [parts(before), parts(after)]
  const changed = Object.keys(now).filter((name) => !sameJson(then[name], now[name]))
  const only = (all: Values) => Object.fromEntries(changed.map((name) => [name, all[name]]))
  return { before: only(then), after: only(now) }
}

type Values = Readonly<Record<string, unknown>>
