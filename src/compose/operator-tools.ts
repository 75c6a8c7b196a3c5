import type { Config, Settings } from '../config/config.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Random } from '../domain/ports/random.js'
import type { MetadataWords } from '../domain/ports/metadata-words.js'
import type { ServiceStore } from '../domain/ports/service-store.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { KeyTools } from '../operators/keys/manage-keys.js'
import type { KnownValues, ReadMetadata } from '../operators/services/service-deps.js'

/** What the commands work with: the stores that the environment names, and what the use cases need beside them. */
export interface OperatorTools {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly services: ServiceStore
  readonly accounts: AccountStore
  readonly keys: KeyTools
  /** Dialects, methods and algorithms that this broker takes for a service. */
  readonly known: KnownValues
  /** What the names in metadata mean, by dialect. */
  readonly words: MetadataWords
  /** Lower-case entries. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
  readonly readMetadata: ReadMetadata
  /** The document at an http(s) URL, resisting SSRF; `OperatorError` of one line if it cannot be had. */
  fetchMetadata(url: string): Promise<Uint8Array>
  /** What a password of a citizen is good for. */
  readonly passwordLevel: TrustLevel
  /** The PHC string of a password. */
  hashPassword(password: string): Promise<string>
  /** How many accounts have logged in to services of this sector; null if that is not counted. */
  accountsInSector(sector: string): Promise<number | null>
  close(): Promise<void>
}

/** A broker that runs. */
export interface RunningBroker {
  /**
   * Goes on with the configuration file as it is now: one process with the settings that `read` gives, several by
   * replacing each, which read the file themselves. Throws what is wrong with it, where nobody else has told it; the
   * settings before hold then.
   */
  reload(read: () => Settings): Promise<void>
  /** Stops gracefully: no new connections, answers under way are finished, then the stores are closed. */
  stop(): Promise<void>
}
