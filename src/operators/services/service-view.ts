import type { AttributeName } from '../../domain/identity.js'
import type { Duration, Instant } from '../../domain/instant.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import { serviceName, type AttributeConsumingService, type Service } from '../../domain/service.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { ServiceFinding } from '../findings.js'
import { brokenEncryption, sharedIdentifier } from './advice.js'
import { keyView, type ServiceKeyView } from './fingerprint.js'
import { certificateFindings, metadataEndFindings } from './metadata-end.js'
import { defaultConsumer } from './service-draft.js'
import type { ServiceDeps } from './service-deps.js'
import type { SettingName } from './setting-rules.js'
import { exceptionFindings } from './weak-exception.js'

/** One service as the list shows it. */
export interface ListedService {
  readonly service: Service
  /** The name that citizens see. */
  readonly displayName: string
  /** Says that the end of its metadata is near or past. */
  readonly findings: readonly ServiceFinding[]
}

export const listedService = (service: Service, now: Instant, grace: Duration): ListedService => ({
  service,
  displayName: serviceName(service, 'de'),
  findings: metadataEndFindings(service, now, grace),
})

/** What findings are judged by. */
export interface Judging extends Pick<ServiceDeps, 'metadataGrace' | 'certificateEnd'> {
  readonly now: Instant
}

/** The same for what holds at this moment. */
export const judgedNow = ({ clock, metadataGrace, certificateEnd }: JudgingDeps): Judging => ({
  now: clock.now(),
  metadataGrace,
  certificateEnd,
})

export type JudgingDeps = Pick<ServiceDeps, 'clock' | 'metadataGrace' | 'certificateEnd'>

/**
 * What holds of a service now: its exception, an encryption that is not possible, and the ends of its metadata and
 * certificates.
 */
export const standingFindings = (
  service: Service,
  { now, metadataGrace, certificateEnd }: Judging,
): readonly ServiceFinding[] => [
  ...exceptionFindings(service.settings, now),
  ...brokenEncryption(service),
  ...sharedIdentifier(service.settings),
  ...metadataEndFindings(service, now, metadataGrace),
  ...certificateFindings(certificateEnd(service), now),
]

/** An AttributeConsumingService, with its names as written and as the dialect reads them. */
export interface ConsumerView extends Pick<AttributeConsumingService, 'index' | 'isDefault' | 'names'> {
  readonly required: readonly AttributeName[]
  readonly optional: readonly AttributeName[]
  readonly unknown: readonly string[]
}

/** One service in full: what holds of it now, by its settings and its metadata together. */
export interface ServiceView extends ListedService {
  readonly requiredAttributes: readonly AttributeName[]
  readonly optionalAttributes: readonly AttributeName[]
  readonly signedRequests: boolean
  /** The settings in which the operator departs from the metadata or the shipped default. */
  readonly overrides: readonly string[]
  readonly consumers: readonly ConsumerView[]
  /** The level that the metadata name. */
  readonly metadataLevel: TrustLevel | null
  readonly keys: readonly ServiceKeyView[]
}

export function serviceView(service: Service, judging: Judging, words: MetadataWords): ServiceView {
  const { settings, metadata } = service
  const consumer = defaultConsumer(metadata)
  const asked = consumer && words.asked(settings.dialect, consumer)
  return {
    service,
    displayName: serviceName(service, 'de'),
    findings: standingFindings(service, judging),
    requiredAttributes: settings.requiredAttributes ?? asked?.required ?? [],
    optionalAttributes: settings.optionalAttributes ?? asked?.optional ?? [],
    signedRequests: settings.signedRequests ?? metadata.authnRequestsSigned,
    overrides: Object.entries(settings).flatMap(([name, value]) =>
      NULLABLE.has(name) && value !== null ? [name] : [],
    ),
    consumers: metadata.attributeConsumingServices.map((each) => {
      const { index, isDefault, names } = each
      const { required, optional, unknown } = words.asked(settings.dialect, each)
      return { index, isDefault, names, required, optional, unknown }
    }),
    metadataLevel: words.level(settings.dialect, metadata),
    keys: metadata.keys.map(keyView),
  }
}

/** Settings that are null until somebody sets them. */
const NULLABLE: ReadonlySet<string> = new Set<SettingName>([
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
  'levelVocabulary',
  'responseBinding',
  'privacyUrl',
  'refreshUrl',
  'validUntilRequired',
  'legalBasis',
  'purpose',
])
