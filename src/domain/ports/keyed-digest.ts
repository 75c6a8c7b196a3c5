/** Digests with a secret of the deployment: equal input gives equal output, and nobody else can try values. */
export interface KeyedDigest {
  /** HMAC-SHA-256 of `text` under a key of its own for `purpose`; 43 characters base64url. */
  digest(purpose: string, text: string): string
}
