import type { KeyedDigest } from './ports/keyed-digest.js'

/** Who somebody is at another account, exactly as that one says it (saml-core §2.2.2). */
export interface LinkedIdentity {
  /** The random id of the upstream: a name that is removed and used again must not revive old links. */
  readonly upstream: string
  readonly format: string | null
  readonly nameQualifier: string | null
  readonly spNameQualifier: string | null
  readonly value: string
}

/**
 * The key by which an account is found whose bound method is this upstream: `BoundMethod.key`, as of a card, and
 * `AccountStore.findByKey(upstream, key)` looks for it. A keyed digest of all parts and of the exact bytes: neither case
 * nor Unicode's form is folded, as two names that look alike may be two people. The upstreams link and find by it.
 */
export const linkedIdentityKey = (
  { upstream, format, nameQualifier, spNameQualifier, value }: LinkedIdentity,
  digest: KeyedDigest,
): string =>
  // check: a-linked-identity-is-all-of-its-parts
  digest.digest('linked-identity', JSON.stringify([upstream, format, nameQualifier, spNameQualifier, value]))
