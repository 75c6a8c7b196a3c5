/**
 * True for the hosts that only this machine can mean: `localhost`, `*.localhost`, 127.0.0.0/8, `[::1]` (RFC 6761 §6.3).
 */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.toLowerCase()
  return host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || host === '[::1]'
}
