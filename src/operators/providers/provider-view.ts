import type { Instant } from '../../domain/instant.js'
import { serviceName, type ServiceMetadata, type ServiceProvider } from '../../domain/service-provider.js'
import { encryptionWarning } from './advice.js'
import { keyFingerprint } from './fingerprint.js'
import { defaultConsumer } from './service-draft.js'
import { exceptionWarning } from './weak-exception.js'

/** One row of `sp list`. */
export interface ProviderRow {
  readonly entityId: string
  readonly displayName: string
  readonly trustLevel: string
  readonly tenant: string | null
  readonly active: boolean
  readonly weakAlgorithms: readonly string[]
  readonly weakAlgorithmsUntil: string | null
}

export const providerRow = (service: ServiceProvider): ProviderRow => ({
  entityId: service.entityId,
  displayName: serviceName(service, 'de'),
  trustLevel: service.settings.trustLevel,
  tenant: service.tenant,
  active: service.active,
  weakAlgorithms: service.settings.weakAlgorithms,
  weakAlgorithmsUntil: service.settings.weakAlgorithmsUntil,
})

/**
 * `sp show`: the keys of `sp set` with the values that hold now, what of them the operator set (`overrides`),
 * and what the metadata says. Keys of partners are shown by fingerprint.
 */
export function providerView(service: ServiceProvider, now: Instant) {
  const { entityId, active, tenant, settings, metadata, source } = service
  const consumer = defaultConsumer(metadata)
  return {
    entityId,
    active,
    ...settings,
    displayName: serviceName(service, 'de'),
    tenant,
    requiredAttributes: settings.requiredAttributes ?? consumer?.required ?? [],
    optionalAttributes: settings.optionalAttributes ?? consumer?.optional ?? [],
    signedRequests: settings.signedRequests ?? metadata.authnRequestsSigned,
    overrides: Object.entries(settings).flatMap(([key, value]) => (NULLABLE.has(key) && value !== null ? [key] : [])),
    warnings: [...exceptionWarning(settings, now), ...encryptionWarning(service)],
    metadata: metadataView(metadata),
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

const metadataView = ({ keys, validUntil, ...rest }: ServiceMetadata) => ({
  ...rest,
  keys: keys.map((key) => ({
    use: key.use,
    sha256: keyFingerprint(key),
    /** What the fingerprint is of: some keys come without a certificate. */
    of: key.certificate === null ? 'public key' : 'certificate',
    encryptionMethods: key.encryptionMethods,
  })),
  validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
})

export type ProviderView = ReturnType<typeof providerView>
