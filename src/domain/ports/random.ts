/** Fresh randomness from the operating system. */
export interface Random {
  /** An id of 128 random bits, 22 characters base64url, for things that may appear in URLs and logs. */
  id(): string
  /** A secret of 256 random bits, 43 characters base64url, for cookies. */
  secret(): string
  /** A SAML message ID: `_` and 160 random bits in hex; a valid xs:ID (saml-core §1.3.4). */
  samlId(): string
  /** The handle of an artifact: 160 random bits in hex (saml-bindings §3.6.4). */
  artifactHandle(): string
}
