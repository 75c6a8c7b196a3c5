import type { Duration } from '../../domain/instant.js'
import type { SourceStore } from '../../domain/ports/source-store.js'
import type { ReadMetadata, ServiceDeps } from '../services/service-deps.js'

/** A file from an address, with what a later fetch may ask with whether it has changed. */
export interface FetchedFile {
  readonly file: Uint8Array
  readonly etag: string | null
  readonly lastModified: string | null
}

/**
 * Fetches the document at an address; null where the server says that nothing has changed since the one that `known` came
 * with. Throws `OperatorError` of one line if it cannot be had.
 */
export type FetchIfChanged = (
  url: string,
  known: Pick<FetchedFile, 'etag' | 'lastModified'>,
) => Promise<FetchedFile | null>

/** What sources are refreshed with. */
export interface SourceDeps {
  readonly sources: SourceStore
  /** The whole registry: what a source feeds, no operator's tenant bounds. */
  readonly services: ServiceDeps
  readonly readMetadata: ReadMetadata
  readonly fetchIfChanged: FetchIfChanged
  /** SHA-256 of a file in lower-case hex, as `ReadDocument.documentFingerprint` has it. */
  readonly digest: (file: Uint8Array) => string
  /** The longest pause between two fetches of a source. */
  readonly refreshEvery: Duration
  /** From 0 up to 1, so that many brokers do not ask at the same moment. */
  readonly chance: () => number
}
