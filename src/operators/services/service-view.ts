import type { Instant } from '../../domain/instant.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import { serviceName, type ServiceMetadata, type Service } from '../../domain/service.js'
import { encryptionWarning } from './advice.js'
import { keyFingerprint } from './fingerprint.js'
import { defaultConsumer } from './service-draft.js'
import { metadataEndWarning } from './metadata-end.js'
import { exceptionWarning } from './weak-exception.js'

/** One row of `sp list`. */
export interface ListedService {
  readonly entityId: string
  readonly displayName: string
  readonly trustLevel: string
  readonly tenant: string | null
  readonly active: boolean
  readonly weakAlgorithms: readonly string[]
  readonly weakAlgorithmsUntil: string | null
  /** The end of its metadata, if that says one. */
  readonly validUntil: string | null
  /** That this end is near or past, in plain words. */
  readonly warnings: readonly string[]
}

export const listedService = (service: Service, now: Instant): ListedService => ({
  entityId: service.entityId,
  displayName: serviceName(service, 'de'),
  trustLevel: service.settings.trustLevel,
  tenant: service.tenant,
  active: service.active,
  weakAlgorithms: service.settings.weakAlgorithms,
  weakAlgorithmsUntil: service.settings.weakAlgorithmsUntil,
  validUntil: timeOf(service.metadata.validUntil),
  warnings: metadataEndWarning(service.metadata, now),
})

/** Of a service as it is now: its exception, and the end of its metadata. */
export const serviceWarnings = (service: Service, now: Instant): readonly string[] => [
  ...exceptionWarning(service.settings, now),
  ...encryptionWarning(service),
  ...metadataEndWarning(service.metadata, now),
]

const timeOf = (instant: Instant | null): string | null => (instant === null ? null : new Date(instant).toISOString())

/**
 * `sp show`: the keys of `sp set` with the values that hold now, what of them the operator set (`overrides`),
 * and what the metadata says. Keys of services are shown by fingerprint.
 */
export function shownService(service: Service, now: Instant, words: MetadataWords) {
  const { entityId, active, tenant, settings, metadata, source } = service
  const consumer = defaultConsumer(metadata)
  const asked = consumer && words.asked(settings.dialect, consumer)
  return {
    entityId,
    active,
    ...settings,
    displayName: serviceName(service, 'de'),
    tenant,
    requiredAttributes: settings.requiredAttributes ?? asked?.required ?? [],
    optionalAttributes: settings.optionalAttributes ?? asked?.optional ?? [],
    signedRequests: settings.signedRequests ?? metadata.authnRequestsSigned,
    overrides: Object.entries(settings).flatMap(([key, value]) => (NULLABLE.has(key) && value !== null ? [key] : [])),
    warnings: serviceWarnings(service, now),
    metadata: metadataView(service, words),
    source: { ...source, importedAt: new Date(source.importedAt).toISOString() },
  }
}

/** Settings that are null until somebody sets them. */
const NULLABLE: ReadonlySet<string> = new Set([
  'displayName',
  'requiredAttributes',
  'optionalAttributes',
  'nameIdFormat',
  'methods',
  'signedRequests',
  'signatureAlgorithm',
  'encryptionAlgorithm',
  'keyTransportAlgorithm',
  'appReturn',
  'legalBasis',
  'purpose',
])

/** Names are shown as the dialect reads them. */
const metadataView = ({ settings: { dialect }, metadata }: Service, words: MetadataWords) => ({
  ...shownAsWritten(metadata),
  attributeConsumingServices: metadata.attributeConsumingServices.map((consumer) => {
    const { index, isDefault, names } = consumer
    const { required, optional, unknown } = words.asked(dialect, consumer)
    return { index, isDefault, names, required, optional, unknown }
  }),
  trustLevel: words.level(dialect, metadata),
  keys: metadata.keys.map((key) => ({
    use: key.use,
    sha256: keyFingerprint(key),
    /** What the fingerprint is of: some keys come without a certificate. */
    of: key.certificate === null ? 'public key' : 'certificate',
    encryptionMethods: key.encryptionMethods,
  })),
  validUntil: timeOf(metadata.validUntil),
})

const READ: ReadonlySet<string> = new Set(['keys', 'validUntil', 'entityAttributes', 'trustLevel'])

const shownAsWritten = (metadata: ServiceMetadata) =>
  Object.fromEntries(Object.entries(metadata).filter(([name]) => !READ.has(name)))

export type ShownService = ReturnType<typeof shownService>
