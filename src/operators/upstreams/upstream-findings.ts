import type { Instant } from '../../domain/instant.js'
import type { ReadFindingData } from '../../domain/read-finding.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { UpstreamDialect, UpstreamSettings } from '../../domain/upstream.js'

type Nothing = Record<string, never>

/** The reasons why nothing is done to an upstream, by code, each with its data. */
export interface UpstreamRefusalData {
  'upstream-unknown': { name: string; nearest: string | null }
  /** `form`: no lower-case word; `method`: a method of the house has it; `address`: a page of a login has it. */
  'upstream-name': { name: string; fault: 'form' | 'method' | 'address' }
  /** Another account is registered under this name. */
  'upstream-taken': { name: string; entityId: string; registered: string }
  /** An OpenID provider has no SAML metadata, and the other way round. */
  'upstream-dialect': { name: string; dialect: UpstreamDialect; registered: UpstreamDialect }
  'upstream-setting': { name: string; setting: keyof UpstreamSettings; value: unknown }
  /** Somebody has changed it meanwhile. */
  'upstream-changed': { name: string }
  /** An issuer is an https URL without query and fragment (OpenID Connect Discovery 1.0 §3). */
  'upstream-issuer': { issuer: string }
  /** Neither an RSA key of 2048 bits or more nor one on P-256, P-384 or P-521, in PEM; or an empty secret. */
  'upstream-secret': { proof: 'secret' | 'key' }
  'upstream-client': { clientId: string }
  /** There is no address that it came from and that is vouched for. */
  'upstream-no-source': { name: string }
  'upstream-refused': { from: string; rule: string; message: string }
}

/** What an operator should know of an upstream that is registered all the same. */
export interface UpstreamFindingData {
  /** Nobody has said how high it counts. */
  'upstream-level-shipped': { level: TrustLevel }
  /** It came from an address without a signer: it is not fetched again. */
  'upstream-not-fetched': Nothing
  'upstream-ended': { validUntil: Instant }
  'upstream-ending': { validUntil: Instant; daysLeft: number }
  /** The last document was not taken; it works on with the one of before. */
  'upstream-refresh-failing': { from: string; message: string; lastRefresh: Instant | null }
  'upstream-down': { since: Instant | null; detail: string | null }
  /** Services that are set to methods, and this is one of them. */
  'upstream-named': { services: readonly string[] }
}

/** The findings of the reader, too. */
export type AllUpstreamFindingData = UpstreamFindingData & ReadFindingData
