import type { Config } from '../config/config.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Duration } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Rewrapped } from '../domain/ports/key-set-store.js'
import type { MetadataFetchStore } from '../domain/ports/metadata-fetches.js'
import type { MethodSwitchStore } from '../domain/ports/method-switches.js'
import type { OperatorStore } from '../domain/ports/operator-store.js'
import type { RefusedRequestStore } from '../domain/ports/refused-requests.js'
import type { Random } from '../domain/ports/random.js'
import type { HotlineDeps } from '../operators/accounts/hotline.js'
import type { AuditTools } from '../operators/audit/audit-tools.js'
import type { MetadataWords } from '../domain/ports/metadata-words.js'
import type { TrialAnswers } from '../domain/ports/trial-answers.js'
import type { ServiceStore } from '../domain/ports/service-store.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { DraftingDeps } from '../operators/drafts/drafting.js'
import type { DraftDeps } from '../operators/drafts/draft-view.js'
import type { KeyTools } from '../operators/keys/manage-keys.js'
import type { KnownValues, ReadMetadata, ServiceDeps } from '../operators/services/service-deps.js'
import type { LogoStore } from '../domain/ports/logo-store.js'
import type { UpstreamDeps } from '../operators/upstreams/upstream-deps.js'
import type { SourceDeps } from '../operators/sources/source-deps.js'

/** What commands work with: the stores that the environment names, and what the use cases need beside them. */
export interface OperatorTools {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  /** The registry as commands change it: at once, or by drafts. */
  readonly services: ServiceStore
  /** The registry itself: what was approved is written to it. */
  readonly registry: ServiceStore
  /** The pictures of services. */
  readonly logos: Pick<LogoStore, 'find'>
  /** What sources of metadata are kept and refreshed with. */
  readonly sources: Omit<SourceDeps, 'services'>
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  readonly certificateEnd: ServiceDeps['certificateEnd']
  readonly accounts: AccountStore
  /** Those who sign in at /operator, as commands change them: at once, or by drafts. */
  readonly operators: OperatorStore
  readonly refusedRequests: RefusedRequestStore
  readonly keys: KeyTools
  readonly metadataFetches: Pick<MetadataFetchStore, 'all'>
  /** Wraps the stored key set with SECRET_KEY. Throws `OperatorError('secret-key-wrong')` if no secret opens it. */
  rewrapKeySet(actor: string): Promise<Rewrapped>
  /** What a change is kept with that waits for a second person. */
  readonly drafting: DraftingDeps
  /** What drafts are decided with. */
  readonly drafts: Omit<DraftDeps, 'services'>
  readonly audit: AuditTools
  readonly methodSwitches: MethodSwitchStore
  /** What upstreams are changed with. */
  readonly upstreams: UpstreamDeps
  /** What is done to citizens' accounts. */
  readonly hotline: HotlineDeps
  /** The dialects, methods and algorithms that this broker knows for a service. */
  readonly known: KnownValues
  /** The meaning of the names in metadata, by dialect. */
  readonly words: MetadataWords
  /** The entries are in lower case. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
  readonly readMetadata: ReadMetadata
  readonly judgeMetadata: ServiceDeps['judgeMetadata']
  /** Fetches the document at an http(s) URL, resisting SSRF. Throws `OperatorError` of one line if it cannot be had. */
  fetchMetadata(url: string): Promise<Uint8Array>
  /** The level of a citizen's password. */
  readonly passwordLevel: TrustLevel
  /** Makes the PHC string of a password. */
  hashPassword(password: string): Promise<string>
  /** How many accounts have logged in to services of this sector; null if that is not counted. */
  accountsInSector(sector: string): Promise<number | null>
  /** Lends what makes answers that are only looked at. Throws `OperatorError` where there is no key to sign with. */
  withTrialAnswers<Made>(use: (answers: TrialAnswers) => Promise<Made>): Promise<Made>
  readonly loginsSince: ServiceDeps['loginsSince']
  close(): Promise<void>
}
