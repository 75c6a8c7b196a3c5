import type { ComponentChildren } from 'preact'
import { safeHref } from '../safe-href.js'

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
