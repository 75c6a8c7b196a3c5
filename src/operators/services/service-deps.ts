import type { Finding as ReadFinding } from '../../domain/finding.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { ServiceMetadata } from '../../domain/service.js'

/** One service of a metadata document, checked. */
export interface ReadService {
  readonly entityId: string
  readonly metadata: ServiceMetadata
  /** What the reader says of the service, in its own words. */
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
  /** SHA-256 of the certificate that the document's signature was checked with; null if it was not checked. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the document as it came. */
  readonly documentFingerprint: string
}

/**
 * Decodes, reads and checks a SAML metadata document (RULES: Operators 2). `signer`: the PEM certificate that must have
 * signed it; null: neither signature nor fingerprint is checked. Throws `OperatorError` if the document as a whole is
 * refused.
 */
export type ReadMetadata = (file: Uint8Array, signer: string | null) => Promise<ReadDocument>

/** The values that this version of the broker knows for a service. Algorithms are XML URIs from the allow-lists. */
export interface KnownValues {
  readonly dialects: readonly string[]
  readonly methods: readonly string[]
  readonly signatureAlgorithms: readonly string[]
  readonly encryptionAlgorithms: readonly string[]
  readonly keyTransportAlgorithms: readonly string[]
}

/** What a change of the registry needs. */
export interface ServiceDeps {
  readonly services: ServiceStore
  readonly clock: Clock
  readonly known: KnownValues
  readonly words: MetadataWords
  /** URIs of the signature algorithms that one of the active keys can sign with. */
  signableAlgorithms(): Promise<readonly string[]>
  /**
   * How many accounts have got a pseudonym in this sector by logging in. Null if nobody counted; then take it for many.
   */
  readonly accountsInSector: (sector: string) => Promise<number | null>
}
