import type { EntityId } from '../../domain/ids.js'
import type { KeptFault } from '../../domain/kept-fault.js'
import type { ReadFinding } from '../../domain/read-finding.js'
import type { Duration, Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { Service, ServiceMetadata } from '../../domain/service.js'

/** One service of a metadata document, checked. */
export interface ReadService {
  readonly entityId: string
  readonly metadata: ServiceMetadata
  /** What the reader finds beside the values. */
  readonly findings: readonly ReadFinding[]
}

/** One entity that the reader refuses, in its own words; the rest of its aggregate can be registered. */
export interface UnreadService {
  readonly entityId: string
  /** The stable name of the rule. */
  readonly rule: string
  /** One line: what, where, and what to do. */
  readonly message: string
}

export interface ReadDocument {
  readonly entities: readonly ReadService[]
  readonly refused: readonly UnreadService[]
  /** Further ones that are refused, where there are too many to tell why in words. */
  readonly untold?: readonly Omit<UnreadService, 'message'>[]
  /** SHA-256 of the certificate that the document's signature was checked with; null if it was not checked. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the document as it came. */
  readonly documentFingerprint: string
  /** The end of the document as a whole. */
  readonly validUntil: Instant | null
  /** How long it says that it may be kept. */
  readonly cacheFor: Duration | null
}

/**
 * Decodes, reads and checks a SAML metadata document (RULES: Operators 2). `signer`: certificates or public keys in PEM,
 * or `sha256:<hex>` of certificates, one of which must have signed it; null: neither signature nor fingerprint is checked. Throws `OperatorError` if the document as a whole is
 * refused.
 */
export type ReadMetadata = (file: Uint8Array, signer: string | null) => Promise<ReadDocument>

/** The values that this version of the broker knows for a service. Algorithms are XML URIs from the allow-lists. */
export interface KnownValues {
  readonly dialects: readonly string[]
  readonly methods: readonly string[]
  /** The names of the vocabularies of level classes. */
  readonly levelVocabularies: readonly string[]
  readonly signatureAlgorithms: readonly string[]
  readonly encryptionAlgorithms: readonly string[]
  readonly keyTransportAlgorithms: readonly string[]
  /** Links to this machine may be http: PUBLIC_URL is. */
  readonly httpLoopback: boolean
  /** The deployment is for trying out, where some exceptions need no end. */
  readonly isTest?: boolean
}

/** What a change of the registry needs. */
export interface ServiceDeps {
  readonly services: ServiceStore
  readonly clock: Clock
  readonly known: KnownValues
  readonly words: MetadataWords
  /** Why metadata that were accepted once would be refused by now; null where they would not. */
  readonly judgeMetadata: (metadata: ServiceMetadata) => KeptFault | null
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  /** When the certificate ends that a service is the first to lose; null: it has none, or none that can be read. */
  readonly certificateEnd: (service: Service) => Instant | null
  /** URIs of the signature algorithms that one of the active keys can sign with. */
  signableAlgorithms(): Promise<readonly string[]>
  /**
   * How many accounts have got a pseudonym in this sector by logging in. Null if nobody counted; then take it for many.
   */
  readonly accountsInSector: (sector: string) => Promise<number | null>
  /** How many logins at a service were answered from then on, and how many accounts they were of. */
  readonly loginsSince: (service: EntityId, since: Instant) => Promise<{ logins: number; accounts: number }>
}
