/** An address as it is compared: the domain without case (RFC 5321 §2.4), the part before it as it is. */
export function emailKey(address: string): string {
  const trimmed = address.trim()
  const at = trimmed.lastIndexOf('@')
  return at < 0 ? trimmed : trimmed.slice(0, at) + trimmed.slice(at).toLowerCase()
}

/**
 * An address for whoever need not know it but compares it with what a caller says: `anna@mail.dorf.example` as
 * `a…@m….example`.
 */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  const last = domain.lastIndexOf('.')
  return `${first(address)}…@${first(domain)}…${last < 0 ? '' : domain.slice(last)}`
}

const first = (text: string): string => [...text][0] ?? ''
