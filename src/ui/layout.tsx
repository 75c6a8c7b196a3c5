import { AccountBar } from './components/account-bar.js'
import { Notice } from './components/notice.js'
import { RELOAD_SECONDS } from './components/wait-head.js'
import type { LanguageLink, HandsOver, Scope, View } from './page.js'
import { safeHref } from './components/safe-link.js'

interface LayoutProps {
  readonly scope: Scope
  readonly view: View
  readonly languages: readonly LanguageLink[]
  /** Not null: no links and nothing else beside the form that hands over; `by-itself`: a script submits it. */
  readonly handsOver: HandsOver | null
}

/** By script, or by a refresh where there is none: after a time in which it can be stopped (WCAG 2.2.1). */
function GoesOn({ to, script }: { readonly to: string; readonly script: string }) {
  return (
    <>
      <script src={script} data-to={to} defer />
      <noscript>
        <meta http-equiv="refresh" content={`${RELOAD_SECONDS}; url=${to}`} />
      </noscript>
    </>
  )
}

/** The document around every page. */
export function Layout({ scope, view, languages, handsOver }: LayoutProps) {
  const { context, texts, language, assets } = scope
  const title = view.problem ? texts.shell.titleOfProblem(view.title) : view.title
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Where a long word may be parted is for the heading alone. */}
        <title>{`${title.replaceAll('\u00ad', '')} – ${context.site.name}`}</title>
        <link rel="icon" type="image/svg+xml" href={assets.url('icon.svg')} />
        <link rel="stylesheet" href={assets.url('pages.css')} />
        {view.head}
        {handsOver === 'by-itself' ? <script type="module" src={assets.url('submit.js')} /> : null}
        {view.goesOnTo ? <GoesOn to={view.goesOnTo} script={assets.url('go-on.js')} /> : null}
        {context.account === null ? null : <script type="module" src={assets.url('session.js')} />}
      </head>
      <body>
        <a class="app-skip kern-link" href="#content">
          {texts.shell.skip}
        </a>
        <Header scope={scope} languages={languages} bare={handsOver !== null} />
        {context.account === null ? null : <AccountBar bar={context.account} scope={scope} />}
        <main id="content">
          <div class="app-wrap app-stack">
            {/* What a form of an older page held was not used. */}
            {context.inputDropped ? <Notice look="info" text={texts.shell.inputDropped} id="input-dropped" /> : null}
            {view.content}
          </div>
        </main>
        {handsOver ? null : <Footer scope={scope} />}
      </body>
    </html>
  )
}

/** The legal links that the deployment has a target for. */
function Footer({ scope }: { readonly scope: Scope }) {
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

interface HeaderProps {
  readonly scope: Scope
  readonly languages: readonly LanguageLink[]
  /** Without any link. */
  readonly bare: boolean
}

/** The site's name, languages and help, and the portal that the citizen comes from. */
function Header({ scope, languages, bare }: HeaderProps) {
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
