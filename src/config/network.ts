import { isIP } from 'node:net'

/** A network as `address/prefix` (a single address gets /32 or /128), or null if the text is none. */
export function parseNetwork(text: string): string | null {
  const [address = '', prefix, ...rest] = text.trim().split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return null
  const longest = version === 4 ? 32 : 128
  if (prefix === undefined) return `${address}/${longest}`
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest ? `${address}/${Number(prefix)}` : null
}

export const NETWORK_EXPECTED = 'an IP address or a network such as 10.0.0.0/8 or fd00::/8'
