import { AccountBar } from './components/account-bar.js'
import { Notice } from './components/notice.js'
import { RELOAD_SECONDS } from './components/wait-head.js'
import { Header } from './components/header.js'
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
