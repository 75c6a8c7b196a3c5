import type { ComponentChildren } from 'preact'
import { isLoopbackHost } from '../../domain/loopback-host.js'

// check: own-paths-lead-nowhere-else
const isOwnPath = (url: string): boolean => /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(url)

function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  // `http:` is for names that never leave the machine (CONTRACT: PUBLIC_URL).
  // check: http-is-for-loopback-names
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
}

/**
 * The only way of an address into a link: our own paths, `https:`, `mailto:` and `tel:` (and `http:` on loopback
 * names). Null for everything else, such as `javascript:`, which no template engine stops.
 */
export function safeHref(url: string): string | null {
  if (isOwnPath(url) || isWebAddress(url)) return url
  // check: links-have-a-safe-scheme
  return URL.canParse(url) && ['mailto:', 'tel:'].includes(new URL(url).protocol) ? url : null
}

/** The eID client on a phone (TR-03124-1 §2.2): this address and no other of its scheme. */
const PHONE_CLIENT = /^eid:\/\/127\.0\.0\.1:24727\/eID-Client\?tcTokenURL=[\w.~%-]+$/

/** A link into an eID client: on this machine, or by the scheme of phones. Null for everything else. */
// check: only-this-address-of-the-eid-scheme
export const eidClientHref = (url: string): string | null => (PHONE_CLIENT.test(url) ? url : safeHref(url))

/** The key of a code app as apps read it (Key Uri Format): a time-based one, and no other address of its scheme. */
const CODE_APP = /^otpauth:\/\/totp\/[\w.~%:!'()*-]+\?secret=[A-Z2-7]+&issuer=[\w.~%!'()*-]+(?:&[a-z]+=\w+)*$/

/** A link into a code app on this device. Null for everything else. */
// check: only-keys-of-the-otpauth-scheme
export const codeAppHref = (url: string): string | null => (CODE_APP.test(url) ? url : null)

/** The only way of a foreign address into a form's action. Throws for what no registration lets in. */
export function safeAction(url: string): string {
  // check: forms-are-handed-over-to-web-addresses
  if (!isWebAddress(url)) throw new TypeError('A form may only be handed over to a web address')
  return url
}

interface SafeLinkProps {
  readonly href: string
  readonly children: ComponentChildren
  readonly class?: string
}

/** A link; where the address is none that we link to, its words alone. */
export function SafeLink({ href, children, class: className = 'kern-link' }: SafeLinkProps) {
  const safe = safeHref(href)
  return safe ? (
    <a class={className} href={safe}>
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )
}

interface LinkButtonProps {
  /** `danger`: it leads to what cannot be undone. */
  readonly look: 'primary' | 'secondary' | 'danger'
  readonly href: string
  readonly label: string
  /** For scripts that look for it (CONTRACT: Pages). */
  readonly testId?: string
}

/** A link that is the next thing to do; nothing where the address is none that we link to. */
export function LinkButton({ look, href, label, testId }: LinkButtonProps) {
  const safe = safeHref(href)
  const style = look === 'danger' ? 'kern-btn kern-btn--secondary app-danger' : `kern-btn kern-btn--${look}`
  return safe ? (
    <a class={style} href={safe} data-testid={testId}>
      <span class="kern-label">{label}</span>
    </a>
  ) : null
}
