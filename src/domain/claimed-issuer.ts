/** Longer than this no claim is told. */
const LONGEST = 120

/** RFC 3986 §2.1–2.3: whatever an address is not written in. */
const NO_URI_CHARACTERS = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/g

// check: a-claim-tells-no-user
// check: a-claim-tells-no-query
const ADDRESS = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/)(?:[^/?#]*@)?([^/?#]*)([^?#]*)/
const NAME = /^urn:[^?#@]*/i

/**
 * What the log tells of an issuer that nobody has registered (RULES: Operators 9): scheme, host and path. Whoever sends
 * a message writes there what they like: no user info, query or fragment, no other characters than an address may
 * have, and not more of it than is needed to find the portal. Null for what is neither an address nor a URN.
 */
export function claimedIssuer(text: string): string | null {
  // check: a-claim-is-written-as-an-address
  const plain = text.replace(NO_URI_CHARACTERS, '')
  const [, scheme, host, path] = ADDRESS.exec(plain) ?? []
  const told = scheme === undefined ? (NAME.exec(plain)?.[0] ?? null) : [scheme, host, path].join('')
  // check: a-claim-is-short
  return told === null ? null : told.slice(0, LONGEST)
}
