import type { Service } from './service.js'

// A login that begins here and not at the portal (saml-profiles §4.1.5): the portal gets an answer that it did not ask for.

/** What a link to it says. */
export interface WantedLogin {
  /** The address that the answer goes to; null: the default one. */
  readonly acs: string | null
  /** What the portal shows then, as its RelayState; null: nothing in particular. */
  readonly target: string | null
}

/** Ours is no request's, so the limit of the bindings is kept (saml-bindings §3.4.3). */
const LONGEST_TARGET = 80

/**
 * True for a RelayState that anybody may put into a link: portals open what stands there, so it is a path, or an address of
 * an origin that the metadata name; any other would make the portal an open redirector for whoever made the link.
 */
export function isTargetOf(target: string, { metadata }: Pick<Service, 'metadata'>): boolean {
  // check: a-target-is-short-and-printable
  if (Buffer.byteLength(target) > LONGEST_TARGET || !/^[\x21-\x7e]+$/.test(target) || target.includes('\\'))
    return false
  // check: a-target-is-no-address-of-another
  if (target.startsWith('/')) return !/^\/\.{0,2}\//.test(target)
  const origins = metadata.assertionConsumerServices.map(({ location }) => new URL(location).origin)
  // check: a-target-lies-where-the-portal-does
  return /^https?:/i.test(target) && URL.canParse(target) && origins.includes(new URL(target).origin)
}
