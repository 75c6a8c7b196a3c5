import { safeHref } from '../safe-href.js'

interface LinkButtonProps {
  readonly look: 'primary' | 'secondary'
  readonly href: string
  readonly label: string
}

/** A link that is the next thing to do; nothing where the address is none that we link to. */
export function LinkButton({ look, href, label }: LinkButtonProps) {
  const safe = safeHref(href)
  return safe ? (
    <a class={`kern-btn kern-btn--${look}`} href={safe}>
      <span class="kern-label">{label}</span>
    </a>
  ) : null
}
