import type { Config } from '../config/config.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Random } from '../domain/ports/random.js'
import type { MetadataWords } from '../domain/ports/metadata-words.js'
import type { ServiceStore } from '../domain/ports/service-store.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { KeyTools } from '../operators/keys/manage-keys.js'
import type { KnownValues, ReadMetadata } from '../operators/services/service-deps.js'

/** What commands work with: the stores that the environment names, and what the use cases need beside them. */
export interface OperatorTools {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly services: ServiceStore
  readonly accounts: AccountStore
  readonly keys: KeyTools
  /** The dialects, methods and algorithms that this broker knows for a service. */
  readonly known: KnownValues
  /** The meaning of the names in metadata, by dialect. */
  readonly words: MetadataWords
  /** The entries are in lower case. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
  readonly readMetadata: ReadMetadata
  /** Fetches the document at an http(s) URL, resisting SSRF. Throws `OperatorError` of one line if it cannot be had. */
  fetchMetadata(url: string): Promise<Uint8Array>
  /** The level of a citizen's password. */
  readonly passwordLevel: TrustLevel
  /** Makes the PHC string of a password. */
  hashPassword(password: string): Promise<string>
  /** How many accounts have logged in to services of this sector; null if that is not counted. */
  accountsInSector(sector: string): Promise<number | null>
  close(): Promise<void>
}
