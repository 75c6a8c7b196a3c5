/**
 * The 32 bytes of a SECRET_KEY in base64. `fault`: what is wrong with it, in words that do not show it.
 * A key of few different bytes is somebody's placeholder: 32 random bytes with fewer than 10 are unheard of.
 */
export function parseSecretKey(text: string): { readonly key: Uint8Array } | { readonly fault: string } {
  const encoded = text.trim()
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return { fault: 'holds something that is not base64' }
  const key = new Uint8Array(Buffer.from(encoded, 'base64'))
  // check: a-configured-secret-has-32-bytes
  if (key.length !== 32) return { fault: `holds ${key.length} bytes` }
  // check: a-placeholder-is-no-secret
  return new Set(key).size < 10 ? { fault: 'holds a placeholder, not random bytes' } : { key }
}

export const SECRET_KEY_EXPECTED = '32 random bytes in base64 (openssl rand -base64 32)'
