import type { EntityId, MethodId } from './ids.js'
import type { Duration, Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** How upstreams speak: SAML in one of these dialects, or OpenID Connect. */
export const UPSTREAM_DIALECTS = ['saml2int', 'akdb', 'fink', 'eidas', 'ekona', 'oidc'] as const
export type UpstreamDialect = (typeof UPSTREAM_DIALECTS)[number]

/** Where a Response has to be signed to be taken: its root, its assertion, one of the two, or both. */
export const SIGNED_PLACES = ['response', 'assertion', 'either', 'both'] as const
export type SignedPlaces = (typeof SIGNED_PLACES)[number]

/** What an operator decides about an upstream: the keys of `upstream set`. */
export interface UpstreamSettings {
  /** What it asserts counts at most as this (RULES: Trust level of a login 2). */
  readonly maxLevel: TrustLevel
  /** What citizens read on the page of the methods; null: the name that its metadata give. */
  readonly methodName: string | null
  readonly signed: SignedPlaces
  /** What the broker itself asks to find out whether the upstream works; null: it counts as working. */
  readonly healthUrl: string | null
  /** True: the answer to a service does not name it (AuthenticatingAuthority). */
  readonly hideAuthority: boolean
  /** Levels of classes that its dialect does not know, by the class as an exact string. */
  readonly levels: Readonly<Record<string, TrustLevel>>
}

export const UPSTREAM_DEFAULTS: UpstreamSettings = {
  maxLevel: 'normal',
  methodName: null,
  signed: 'either',
  healthUrl: null,
  hideAuthority: false,
  levels: {},
}

export interface UpstreamEndpoint {
  readonly binding: 'redirect' | 'post'
  readonly location: string
  /** True: requests to it may name the attributes that are asked for (its req-attr:supportsRequestedAttributes). */
  readonly takesAttributes?: true
}

/** What the metadata of a SAML IdP say of it (saml-metadata §2.4.3), as far as the broker uses it. */
export interface UpstreamIdp {
  readonly kind: 'saml'
  readonly entityId: EntityId
  /** Public keys in PEM (SPKI) that its messages are signed with; at least one. A key without `use` is one of them. */
  readonly signingKeys: readonly string[]
  /** Public keys in PEM that a NameID of a LogoutRequest is encrypted to; may be empty. */
  readonly encryptionKeys: readonly string[]
  /** Its SingleSignOnService; at least one. */
  readonly sso: readonly UpstreamEndpoint[]
  /** Its SingleLogoutService; empty: it has none. `responseLocation`: where answers go; null: to the location. */
  readonly slo: readonly (UpstreamEndpoint & { readonly responseLocation: string | null })[]
  /** By language; empty if it has none. */
  readonly names: Readonly<Record<string, string>>
  readonly wantsSignedRequests: boolean
  /** The formats of NameIDs that it lists. */
  readonly nameIdFormats: readonly string[]
  readonly validUntil: Instant | null
}

/** What is registered of an OpenID provider; its endpoints and keys come by discovery. */
export interface UpstreamProvider {
  readonly kind: 'oidc'
  /** The issuer, an exact string (OpenID Connect Discovery 1.0 §3). */
  readonly entityId: EntityId
  readonly clientId: string
  /** How the broker proves who it is to the token endpoint (OpenID Connect Core 1.0 §9). */
  readonly proof: 'client_secret_basic' | 'private_key_jwt'
  /** The client's secret, or its private key in PEM, sealed for the store; nobody logs or shows it. */
  readonly sealedSecret: string
  readonly names: Readonly<Record<string, string>>
}

/** Another account as a way to log in here. */
export interface Upstream {
  /**
   * Random, made by the first import. It is part of the key of each identity that is linked, so a name that is removed
   * and used again revives nothing.
   */
  readonly id: string
  /** As the operator calls it: the id of the method, and part of its addresses. */
  readonly name: MethodId
  readonly dialect: UpstreamDialect
  readonly peer: UpstreamIdp | UpstreamProvider
  readonly settings: UpstreamSettings
  /** The metadata as written; null of an OpenID provider. */
  readonly metadata: string | null
  readonly source: UpstreamSource
  readonly version: number
}

/** Where its metadata came from, and how the last fetch went. */
export interface UpstreamSource {
  /** A file's name, or an address. */
  readonly from: string
  /** Certificates in PEM, one of which signed the document; null: nobody vouches for it, and it is not fetched again. */
  readonly signer: string | null
  readonly importedAt: Instant
  /** When the address last gave a document that was taken; null: it was never fetched again. */
  readonly lastRefresh: Instant | null
  /** Why the last fetch was not taken, in one line of English; null: it was, or there was none. */
  readonly trouble: string | null
}

/** What is known of the fetches of its metadata from an address that is asked again and again. */
export interface UpstreamFetches {
  readonly lastRefresh: UpstreamSource['lastRefresh']
  readonly trouble: UpstreamSource['trouble']
  /** Of the last good answer: what the next fetch asks with whether anything has changed. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** SHA-256 of the last good document. */
  readonly document: string | null
  /** How long the document says that it may be kept. */
  readonly cacheFor: Duration | null
  /** How often in a row nothing was taken. */
  readonly failures: number
  /** When it is asked next; 0: at once. */
  readonly dueAt: Instant
}

export const UPSTREAM_NEVER_FETCHED: UpstreamFetches = {
  lastRefresh: null,
  trouble: null,
  etag: null,
  lastModified: null,
  document: null,
  cacheFor: null,
  failures: 0,
  dueAt: 0,
}

/** What the broker's own probe of `healthUrl` has found (RULES: Operators 8). */
export interface UpstreamHealth {
  /** Two failures in a row to go down, one success to come up. */
  readonly isUp: boolean
  /** Failures in a row, counted as far as they matter. */
  readonly failures: number
  /** When it went down or came up; null: it never went down. */
  readonly since: Instant | null
  /** Why the last probe failed, in one line of English; null: it did not. */
  readonly detail: string | null
}

/** Nobody has probed yet, or there is nothing to probe: it counts as working. */
export const UPSTREAM_UNPROBED: UpstreamHealth = { isUp: true, failures: 0, since: null, detail: null }

/** An upstream with what the jobs of the broker have noted of it. */
export interface StoredUpstream {
  readonly upstream: Upstream
  readonly fetches: UpstreamFetches
  readonly health: UpstreamHealth
}

/** An upstream that speaks SAML. */
export type SamlUpstream = Upstream & { readonly peer: UpstreamIdp }
/** An upstream that speaks OpenID Connect. */
export type OidcUpstream = Upstream & { readonly peer: UpstreamProvider }

export const isSamlUpstream = (upstream: Upstream): upstream is SamlUpstream => upstream.peer.kind === 'saml'
export const isOidcUpstream = (upstream: Upstream): upstream is OidcUpstream => upstream.peer.kind === 'oidc'

/**
 * False if whoever vouched for its metadata does so no more: they ended longer ago than `grace`, and no newer ones came
 * (RULES: Operators 3). What was imported by hand, with nobody's signature, works on; its operator is told.
 */
export const isVouchedFor = ({ peer, source }: Upstream, now: Instant, grace: Duration): boolean =>
  // check: an-upstream-whose-metadata-ended-is-refused-after-their-grace
  peer.kind !== 'saml' || peer.validUntil === null || source.signer === null || now < peer.validUntil + grace

/** The names of an upstream that citizens can read: a lower-case word, which stands in addresses. */
export const UPSTREAM_NAME = /^[a-z][a-z0-9-]{1,30}$/
