import { safeHref } from '../safe-href.js'
import type { Scope } from '../scope.js'

/** The legal links that the deployment has a target for. */
export function Footer({ scope }: { readonly scope: Scope }) {
  const { texts, context } = scope
  const { links } = context.site
  const entries = [
    { href: links.imprint, label: texts.shell.imprint },
    { href: links.privacy, label: texts.shell.privacy },
    { href: links.accessibility, label: texts.shell.accessibility },
    { href: links.reportBarrier, label: texts.shell.reportBarrier },
  ].flatMap(({ href, label }) => {
    const safe = href === null ? null : safeHref(href)
    return safe === null ? [] : [{ href: safe, label }]
  })
  if (entries.length === 0) return null
  return (
    <footer class="app-foot">
      <div class="app-wrap">
        <nav aria-label={texts.shell.legal}>
          <ul class="app-nav">
            {entries.map(({ href, label }) => (
              <li key={label}>
                <a class="kern-link kern-link--no-visited-state" href={href}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  )
}
