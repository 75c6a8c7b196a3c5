import type { Duration } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MethodSwitchStore } from '../../domain/ports/method-switches.js'
import type { Random } from '../../domain/ports/random.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { UpstreamStore } from '../../domain/ports/upstream-store.js'
import type { ReadFinding } from '../../domain/read-finding.js'
import type { UpstreamIdp } from '../../domain/upstream.js'
import type { FetchIfChanged } from '../sources/source-deps.js'

/** One identity provider of a metadata document, checked. */
export interface ReadIdp {
  readonly idp: UpstreamIdp
  readonly findings: readonly ReadFinding[]
  /** SHA-256 of the document as it came, in lower-case hex. */
  readonly documentFingerprint: string
  /** SHA-256 of the certificate that its signature was checked with; null if it was not checked. */
  readonly signerFingerprint: string | null
  /** How long the document says that it may be kept. */
  readonly cacheFor: Duration | null
}

/**
 * Reads the SAML metadata of one identity provider (RULES: Operators 2). `signer`: certificates in PEM, one of which must
 * have signed the document; null: nobody vouches for it. `entityId`: which one of several; null: the only one. Throws
 * `OperatorError`.
 */
export type ReadIdpMetadata = (
  file: Uint8Array,
  options: { readonly signer: string | null; readonly entityId: string | null },
) => Promise<ReadIdp>

/** What a change of the upstreams needs. */
export interface UpstreamDeps {
  /** The upstreams as operators change them: at once, or by drafts. */
  readonly upstreams: UpstreamStore
  readonly methodSwitches: MethodSwitchStore
  readonly services: Pick<ServiceStore, 'all'>
  readonly readIdpMetadata: ReadIdpMetadata
  /** The names that methods of the house have. */
  readonly houseMethods: readonly string[]
  /** Addresses of this machine may be http: PUBLIC_URL is. */
  readonly httpLoopback: boolean
  /** Seals the secret of the client that this upstream knows. */
  readonly sealSecret: (upstream: string, secret: string) => Promise<string>
  readonly clock: Clock
  readonly random: Pick<Random, 'id'>
}

/** What upstreams are refreshed with. Their store is the real one: what the signer vouches for needs no second person. */
export interface UpstreamRefreshDeps extends UpstreamDeps {
  readonly fetchIfChanged: FetchIfChanged
  /** SHA-256 of a file in lower-case hex. */
  readonly digest: (file: Uint8Array) => string
  readonly refreshEvery: Duration
  readonly chance: () => number
}
