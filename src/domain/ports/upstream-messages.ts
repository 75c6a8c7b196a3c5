import type { AttributeName } from '../identity.js'
import type { Instant } from '../instant.js'
import type { Language } from '../language.js'
import type { Leaving } from '../leaving.js'
import type { RequestedAttributes } from '../service.js'
import type { TrustLevel } from '../trust-level.js'
import type { SamlUpstream } from '../upstream.js'

/** What an upstream is asked. */
export interface UpstreamQuestion {
  /** The ID of our AuthnRequest; its answer names it. */
  readonly requestId: string
  /** Ours and opaque; at most 80 bytes. */
  readonly relayState: string
  /** The lowest level that serves: asked for as one class with Comparison `minimum`. */
  readonly level: TrustLevel
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly attributes: RequestedAttributes
  /**
   * How many proxies may stand between, as the service says (saml-core §3.4.1.5.1): the broker is one of them, so the
   * upstream is allowed one less. Null: nobody limits it.
   */
  readonly proxyCount: number | null
  /** What asks, as citizens know it, in the language of the login; null: the own account. */
  readonly serviceName: string | null
  readonly language: Language
}

/** Who somebody is at the upstream, exactly as it says (saml-core §2.2.2). */
export interface UpstreamNameId {
  readonly format: string | null
  readonly nameQualifier: string | null
  readonly spNameQualifier: string | null
  readonly value: string
}

/** Why an upstream named nobody. Only a signed answer says so. */
export const UPSTREAM_REFUSALS = ['authn-failed', 'request-denied', 'no-authn-context', 'no-passive', 'other'] as const
export type UpstreamRefusal = (typeof UPSTREAM_REFUSALS)[number]

/** A Response that is proven: all of it was read from what a key of the upstream signed. */
export type UpstreamAnswer =
  { readonly kind: 'refused'; readonly inResponseTo: string; readonly why: UpstreamRefusal } | UpstreamIdentity

export interface UpstreamIdentity {
  readonly kind: 'identity'
  /** The ID of the request of ours that it answers. */
  readonly inResponseTo: string
  /** Of the assertion; it counts once. */
  readonly assertionId: string
  /** When the assertion can no longer be presented. */
  readonly notOnOrAfter: Instant
  /**
   * Who it is: an attribute by which the dialect names people for good, its name as the format, or else the NameID of the
   * assertion.
   */
  readonly nameId: UpstreamNameId
  /** False: the next login of the same person has another one, so nothing can be linked to it. */
  readonly isLasting: boolean
  /** The NameID of the assertion, which a LogoutRequest repeats. */
  readonly sessionNameId: UpstreamNameId
  /** What it asserts, by its dialect or its own list of classes, before any cap; null: a class that nobody knows. */
  readonly level: TrustLevel | null
  readonly authnInstant: Instant
  readonly sessionIndex: string | null
  /** True: no session is opened by it (saml-core §2.5.1.5). */
  readonly oneTimeUse: boolean
  /** ProxyRestriction (saml-core §2.5.1.6); null: there is none. Its audiences are the services that may be told. */
  readonly proxy: { readonly count: number | null; readonly audiences: readonly string[] } | null
  /** Values within DIN 91379, each with the level that is stated of it; null: none is. */
  readonly attributes: Readonly<
    Partial<Record<AttributeName, { readonly value: string; readonly level: TrustLevel | null }>>
  >
  /**
   * The attributes that were left out: their values are no text that German registers know, are several, or state a level
   * that nobody knows.
   */
  readonly leftOut: readonly AttributeName[]
  /** Whom the upstream itself had it from (AuthenticatingAuthority). */
  readonly authorities: readonly string[]
}

/** Speaks SAML to upstreams, as a service of theirs. Implemented by `saml/sp`. */
export interface UpstreamMessages {
  /**
   * Our AuthnRequest, signed: by Redirect, or by POST where the upstream takes that alone, or where the address would be
   * too long. Throws `proxy-count-exceeded` if nobody more may stand between, `no-passive` for a passive question to an
   * upstream that takes none.
   */
  request(upstream: SamlUpstream, question: UpstreamQuestion): Promise<Leaving>
  /**
   * Reads a Response that a browser posted: the base64 of the form, at most 256 KiB. Throws `BrokerError` of the family
   * `upstream-…` for whatever is not proven; nothing of it is then taken. The caller binds it to a login.
   */
  read(upstream: SamlUpstream, response: string): Promise<UpstreamAnswer>
  /** The metadata of the broker as a service of this upstream, signed unless its dialect forbids that. */
  metadata(upstream: SamlUpstream): Promise<string>
}
