import type { LanguageLink, Scope } from '../page.js'
import { safeHref } from './safe-link.js'

interface HeaderProps {
  readonly scope: Scope
  readonly languages: readonly LanguageLink[]
  /** Without any link. */
  readonly bare: boolean
}

/** The site's name, languages and help, and the portal that the citizen comes from. */
export function Header({ scope, languages, bare }: HeaderProps) {
  const { context, texts, portal } = scope
  return (
    <header class="app-head">
      <div class="app-wrap app-head__row">
        {bare ? (
          <span class="app-brand">
            <Mark />
            <span>{context.site.name}</span>
          </span>
        ) : (
          <a class="app-brand" href="/" aria-label={texts.shell.home(context.site.name)}>
            <Mark />
            <span>{context.site.name}</span>
          </a>
        )}
        {bare ? null : <Navigation scope={scope} languages={languages} />}
      </div>
      {portal === null ? null : (
        <div class="app-from">
          <div class="app-wrap">
            <p class="kern-body">
              {texts.shell.comingFrom} <strong>{portal}</strong>
            </p>
          </div>
        </div>
      )}
    </header>
  )
}

function Navigation({ scope, languages }: { readonly scope: Scope; readonly languages: readonly LanguageLink[] }) {
  const { texts, context } = scope
  const help = context.site.links.help === null ? null : safeHref(context.site.links.help)
  if (languages.length === 0 && help === null) return null
  return (
    <nav aria-label={texts.shell.navigation}>
      <ul class="app-nav">
        {languages.map(({ language, label, labelLanguage, href }) => (
          <li key={language}>
            <a
              class="kern-link kern-link--no-visited-state"
              href={safeHref(href) ?? '/'}
              hreflang={language}
              lang={labelLanguage}
            >
              {label}
            </a>
          </li>
        ))}
        {help === null ? null : (
          <li>
            <a class="kern-link kern-link--no-visited-state" href={help}>
              {texts.shell.help}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** The S of the Servicekonto; the name beside it says the same. */
function Mark() {
  return (
    <svg class="app-mark" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="4" />
      <path d="M10 21.5c1.6 1.5 3.7 2.3 6 2.3 3.6 0 6-1.8 6-4.7 0-2.6-1.8-3.7-5.4-4.6-2.7-.7-3.5-1.1-3.5-2.1 0-1 1-1.7 2.8-1.7 1.7 0 3.3.6 4.7 1.7" />
    </svg>
  )
}
