import { AccountBar } from './components/account-bar.js'
import { PostForm } from './components/form.js'
import { Notice } from './components/notice.js'
import { RELOAD_SECONDS } from './components/wait-head.js'
import type { PagePortal, Progress } from './page-context.js'
import type { LanguageLink, HandsOver, Scope, View } from './page.js'
import { textsOf } from './texts/texts.js'
import { SafeLink, safeHref } from './components/safe-link.js'

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
  const progress = context.progress ? texts.shell.progress(context.progress.now, context.progress.of) : null
  const named = progress === null ? view.title : `${view.title} (${progress})`
  const title = view.problem ? texts.shell.titleOfProblem(named) : named
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
      <body class={language === 'de-x-leicht' ? 'app-easy' : undefined}>
        <a class="app-skip kern-link" href="#content">
          {texts.shell.skip}
        </a>
        <Header scope={scope} view={view} languages={languages} bare={handsOver !== null} />
        {context.account === null ? null : <AccountBar bar={context.account} scope={scope} />}
        {view.above}
        <main id="content">
          <div class="app-wrap app-stack">
            {/* What a form of an older page held was not used. */}
            {context.inputDropped ? <Notice look="info" text={texts.shell.inputDropped} id="input-dropped" /> : null}
            <OnlyStandardGerman scope={scope} />
            {view.shownOnce ? null : <WaitingLogin scope={scope} />}
            {context.progress ? <ProgressBar progress={context.progress} label={progress} /> : null}
            {view.content}
          </div>
        </main>
        {handsOver ? null : <Footer scope={scope} />}
      </body>
    </html>
  )
}

/** For whoever asked for Leichte Sprache, where a page is not written in it. */
function OnlyStandardGerman({ scope: { context, language } }: { readonly scope: Scope }) {
  const isMissing = context.language === 'de-x-leicht' && language !== 'de-x-leicht'
  const { shell } = textsOf('de-x-leicht')
  return isMissing ? <Notice look="info" text={shell.onlyStandardGerman} id="only-standard-german" /> : null
}

/** On the citizen's own pages: the way back to the portal whose login was left for them. */
function WaitingLogin({ scope }: { readonly scope: Scope }) {
  const waiting = scope.context.account?.waiting ?? null
  if (waiting === null) return null
  const link = <SafeLink href={waiting.path}>{scope.texts.accountBar.goOn(waiting.portal)}</SafeLink>
  return <Notice look="info" text={link} id="login-waiting" />
}

interface ShellLink {
  readonly href: string
  readonly label: string
}

/** Those that the deployment has a target for. */
const linksOf = (wanted: readonly { readonly href: string | null; readonly label: string }[]): readonly ShellLink[] =>
  wanted.flatMap(({ href, label }) => {
    const safe = href === null ? null : safeHref(href)
    return safe === null ? [] : [{ href: safe, label }]
  })

function Links({ links }: { readonly links: readonly ShellLink[] }) {
  return (
    <>
      {links.map(({ href, label }) => (
        <li key={label}>
          <a class="kern-link kern-link--no-visited-state" href={href}>
            {label}
          </a>
        </li>
      ))}
    </>
  )
}
interface ProgressBarProps {
  readonly progress: Progress
  readonly label: string | null
}

/** In which part of its way a page is, in words and as a bar. */
const ProgressBar = ({ progress: { now, of }, label }: ProgressBarProps) => (
  <div class="kern-progress">
    <label class="kern-label" for="progress">
      {label}
    </label>
    <progress id="progress" value={now} max={of} />
  </div>
)

/** The legal links that the deployment has a target for. */
function Footer({ scope }: { readonly scope: Scope }) {
  const { texts, context } = scope
  const { links } = context.site
  const entries = linksOf([
    { href: links.imprint, label: texts.shell.imprint },
    { href: links.privacy, label: texts.shell.privacy },
    { href: links.accessibility, label: texts.shell.accessibility },
    { href: links.reportBarrier, label: texts.shell.reportBarrier },
  ])
  if (entries.length === 0) return null
  return (
    <footer class="app-foot">
      <div class="app-wrap">
        <nav aria-label={texts.shell.legal}>
          <ul class="app-nav">
            <Links links={entries} />
          </ul>
        </nav>
      </div>
    </footer>
  )
}

interface HeaderProps {
  readonly scope: Scope
  readonly view: View
  readonly languages: readonly LanguageLink[]
  /** Without any link. */
  readonly bare: boolean
}

/** The site's name, languages and help, and the portal that the citizen comes from. */
function Header({ scope, view, languages, bare }: HeaderProps) {
  const { context, texts, portal } = scope
  return (
    <header class="app-head">
      <Operator scope={scope} />
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
        {bare ? null : <Navigation scope={scope} view={view} languages={languages} />}
      </div>
      <TestRibbon scope={scope} />
      {portal === null ? null : (
        <div class="app-from">
          <div class="app-wrap">
            <Logo of={context.portal?.logo ?? null} />
            <p class="kern-body">
              {texts.shell.comingFrom} <strong>{portal}</strong>
            </p>
          </div>
        </div>
      )}
    </header>
  )
}

/** Whether this deployment, or else the portal, is there to try things out. */
function TestRibbon({ scope: { context, texts } }: { readonly scope: Scope }) {
  const isTestSite = context.site.isTest === true
  if (!isTestSite && context.portal?.isTest !== true) return null
  return (
    <p class="app-stage" data-testid={isTestSite ? 'test-site' : 'test-portal'}>
      <span class="app-wrap">{isTestSite ? texts.shell.testSite : texts.shell.testPortal}</span>
    </p>
  )
}

/** The portal's picture; its name stands beside it, so it says nothing of its own (WCAG 1.1.1). */
function Logo({ of: logo }: { readonly of: PagePortal['logo'] }) {
  return logo ? (
    <img class="app-logo" src={logo.path} width={logo.width} height={logo.height} alt="" data-testid="portal-logo" />
  ) : null
}

/** Whose page this is, and how the real one is known: KERN's band above every page of a public body. */
function Operator({ scope: { context, texts, publicUrl } }: { readonly scope: Scope }) {
  const { operator } = context.site
  return operator === null ? null : (
    <div class="kern-kopfzeile">
      <div class="app-wrap">
        <details class="app-operator">
          <summary class="kern-kopfzeile__label">
            {texts.shell.operatedBy(operator)} <span class="app-operator__more">{texts.shell.realPage}</span>
          </summary>
          <p class="kern-kopfzeile__label">{texts.shell.realPageIs(`${publicUrl}/`)}</p>
        </details>
      </div>
    </div>
  )
}

function Navigation({ scope, view, languages }: Omit<HeaderProps, 'bare'>) {
  const { texts, context } = scope
  const { links } = context.site
  const others = linksOf([
    { href: links.signLanguage, label: texts.shell.signLanguage },
    { href: links.help, label: texts.shell.help },
  ])
  if (languages.length === 0 && others.length === 0) return null
  return (
    <nav aria-label={texts.shell.navigation}>
      <ul class="app-nav">
        {languages.map((link) => (
          <li key={link.language}>
            <ToLanguage link={link} view={view} />
          </li>
        ))}
        <Links links={others} />
      </ul>
    </nav>
  )
}

/** The page in another language. */
function ToLanguage({
  link: { language, label, labelLanguage, href },
  view: { languageForm },
}: {
  readonly link: LanguageLink
  readonly view: View
}) {
  if (languageForm === undefined)
    return (
      <a
        class="kern-link kern-link--no-visited-state"
        href={safeHref(href) ?? '/'}
        hreflang={language}
        lang={labelLanguage}
      >
        {label}
      </a>
    )
  const { form, fields } = languageForm
  return (
    <PostForm form={{ ...form, action: `${form.action}?lang=${language}` }}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="kern-link kern-link--no-visited-state app-as-link" lang={labelLanguage}>
        {label}
      </button>
    </PostForm>
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
