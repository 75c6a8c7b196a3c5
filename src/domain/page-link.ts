import { isLoopbackHost } from './loopback-host.js'

/** No browser takes longer ones everywhere. */
const LONGEST = 2048

/**
 * Whether an address may be shown as a link on our pages: an absolute https address as it would be sent, without a user.
 * `httpLoopback` permits http for names that never leave this machine.
 */
export function isPageLink(text: string, httpLoopback: boolean): boolean {
  if (text.length > LONGEST || !/^https?:\/\/[\x21-\x7e]+$/.test(text) || text.includes('\\')) return false
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  // check: a-page-link-carries-no-user
  if (username !== '' || password !== '') return false
  // check: a-page-link-is-https
  return protocol === 'https:' || (httpLoopback && isLoopbackHost(hostname))
}
