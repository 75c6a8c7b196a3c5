import type { Assets } from './assets.js'
import { AccountBar } from './components/account-bar.js'
import { Footer } from './components/footer.js'
import { RELOAD_SECONDS } from './components/wait-head.js'
import { Header } from './components/header.js'
import type { LanguageLink } from './language-links.js'
import type { Scope, View } from './scope.js'
import type { Language } from '../domain/language.js'

interface LayoutProps {
  readonly scope: Scope
  readonly view: View
  readonly assets: Assets
  readonly language: Language
  readonly languages: readonly LanguageLink[]
  /** The hand-over page: no links and nothing else beside its form; `by-itself`: a script submits it. */
  readonly handsOver: 'by-itself' | 'by-button' | null
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

/** What a form of an older page held was not used: one sentence above the page that is shown instead. */
function Dropped({ scope }: { readonly scope: Scope }) {
  return (
    <div class="kern-alert kern-alert--info" role="status" data-testid="input-dropped">
      <div class="kern-alert__header">
        <span class="kern-icon kern-icon--info" aria-hidden="true" />
        <p class="kern-body">{scope.texts.shell.inputDropped}</p>
      </div>
    </div>
  )
}

/** The document around every page. */
export function Layout({ scope, view, assets, language, languages, handsOver }: LayoutProps) {
  const { context, texts } = scope
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
            {context.inputDropped ? <Dropped scope={scope} /> : null}
            {view.content}
          </div>
        </main>
        {handsOver ? null : <Footer scope={scope} />}
      </body>
    </html>
  )
}
