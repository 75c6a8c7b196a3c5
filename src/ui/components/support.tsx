import type { Scope } from '../page.js'
import { safeHref } from './safe-link.js'

interface SupportWay {
  readonly href: string
  readonly label: string
}

/** How the deployment's support is reached, as it has set it; empty where it has set nothing. */
export function supportWays({ texts: { error }, context }: Scope): readonly SupportWay[] {
  const { email, phone, url } = context.site.support
  const ways = [
    phone === null ? null : { href: `tel:${phone.replace(/[^+\d]/g, '')}`, label: `${error.phone} ${phone}` },
    email === null ? null : { href: `mailto:${email}`, label: email },
    url === null ? null : { href: url, label: error.support },
  ]
  return ways.flatMap((way) => {
    const safe = way && safeHref(way.href)
    return way && safe ? [{ href: safe, label: way.label }] : []
  })
}

/** The ways to the support as links; nothing where there are none. */
export function SupportLinks({ scope }: { readonly scope: Scope }) {
  const ways = supportWays(scope)
  if (ways.length === 0) return null
  return (
    <ul class="app-nav">
      {ways.map(({ href, label }) => (
        <li key={href}>
          <a class="kern-link kern-link--no-visited-state" href={href}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
