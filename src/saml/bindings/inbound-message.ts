/** A signature that travels beside the message (saml-bindings §3.4.4.1). */
export interface DetachedSignature {
  /** SigAlg, decoded. Not checked against the allow-list yet. */
  readonly algorithm: string
  readonly signature: Uint8Array
  /** What was signed: the pieces of the query exactly as sent, in the binding's order. */
  readonly signedOctets: Uint8Array
}

/** A message taken out of its binding; nothing in it is proven yet. */
export interface InboundMessage {
  readonly binding: 'redirect' | 'post'
  readonly xml: string
  /** As decoded from the wire, up to 1,024 bytes; null if the parameter was absent (empty is not absent). */
  readonly relayState: string | null
  /** Redirect binding only; null if the query carries none. */
  readonly detached: DetachedSignature | null
  /** SHA-256 of SAMLRequest, RelayState and their like as sent (redirect: still URL-encoded), base64url. */
  readonly fingerprint: string
}
