/** Longer than any address of an app; with the broker's own behind it a link stays short enough for every system. */
const LONGEST = 256

const SEGMENTS = String.raw`[\w.~!$&()*+,;=:@/%-]*`

/**
 * A scheme of the app's own: a name in reverse order with at least one dot, one slash, no authority (RFC 8252 §7.1).
 */
// check: an-app-has-a-scheme-of-its-own
const OWN_SCHEME = new RegExp(String.raw`^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+:/(?!/)${SEGMENTS}$`)

/** An address that the system opens in the app that its host has claimed (RFC 8252 §7.2). */
// check: into-an-app-by-tls-alone
const UNIVERSAL_LINK = new RegExp(String.raw`^https://[a-z0-9.-]+(:\d{1,5})?(/${SEGMENTS})?$`)

/** The one parameter that such an address gets. */
const RETURN = 'return'

/**
 * An address that leads back into an app: of a scheme of the app's own, or a universal link. No user, query or
 * fragment. Null for anything else: without a dot a scheme may be one that browsers or systems act on, such as
 * `javascript:` or `intent:`.
 */
export function appReturn(typed: string): string | null {
  // check: an-address-of-an-app-has-an-end
  if (typed.length > LONGEST || !URL.canParse(typed)) return null
  return OWN_SCHEME.test(typed) || UNIVERSAL_LINK.test(typed) ? typed : null
}

/** The app's address with the broker's as its one parameter: the app opens that where its login runs. */
export const intoApp = (app: string, returnUrl: string): string => `${app}?${RETURN}=${encodeURIComponent(returnUrl)}`
