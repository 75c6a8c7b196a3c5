const REDACTED = '[redacted]'
const LONGEST = 2000

/** Shapes that no log line holds, under whatever name they come: each is masked where it stands. */
const SHAPES: readonly RegExp[] = [
  // check: no-private-key-in-a-log
  /-----BEGIN [\s\S]*?(-----END [A-Z ]+-----|$)/g,
  // SAML and XML of any kind.
  // check: no-message-in-a-log
  /<\?xml[\s\S]*|<\/?[a-z][\w.-]*:[a-z][\s\S]*/gi,
  /\b(SAMLRequest|SAMLResponse|RelayState|SigAlg|Signature|password|token|secret|code)=[^&\s]*/gi,
  // PHC strings, JSON Web Tokens, user names and passwords in addresses.
  // check: no-hash-in-a-log
  /\$argon2[a-z]*\$[^\s"']*/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\/\/[^/\s@]+@/g,
  // check: no-address-in-a-log
  /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[a-z]{2,}/gi,
  // Keys, certificates, messages: long base64 of any alphabet.
  // check: no-base64-in-a-log
  /[A-Za-z0-9+/_-]{100,}={0,2}/g,
]

/** The text without what looks like a secret, a message or a citizen's address; cut where it is too long to be read. */
export function scrubText(text: string): string {
  const masked = SHAPES.reduce((sofar, shape) => sofar.replace(shape, REDACTED), text.slice(0, LONGEST * 4))
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked
}

/**
 * A stack without the messages of its errors (they quote what could not be parsed): each error's name, and the
 * frames.
 */
export function scrubStack(stack: string): string {
  return stack
    .split('\n')
    .flatMap((line) => {
      if (/^\s+at /.test(line)) return [line]
      const name = /^(caused by )?([A-Za-z]{0,60}Error)\b/.exec(line)
      // check: no-message-of-an-error-in-a-stack
      return name ? [`${name[1] ?? ''}${name[2] ?? ''}`] : []
    })
    .join('\n')
    .slice(0, LONGEST * 4)
}
