import type { ComponentChildren } from 'preact'
import { LinkButton, SafeLink } from '../../ui/components/safe-link.js'
import type { OwnPage } from '../../ui/page-context.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { accountTexts } from '../texts/texts.js'
import { Picture, type PictureName } from './components/picture.js'

export interface StartModel {
  /** Ids of the methods that work here; none are named without it. */
  readonly methods?: readonly string[]
  readonly ownPages?: readonly OwnPage[]
  /** True: the account bar above says who. */
  readonly isSignedIn?: boolean
  /** Those that need no sign-in. */
  readonly openPages?: readonly OwnPage[]
}

/** What this is, how a login goes, and that it begins at the portal. */
export const startPage = definePage('start', view, { isEasy: true })

function view(page: StartModel, scope: Scope): View {
  const { start } = accountTexts(scope.language)
  return {
    title: start.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{start.heading(scope.context.site.name)}</h1>
          <p class="kern-body app-lead">{start.what}</p>
          <p class="kern-body">{start.beginsAtPortal}</p>
        </div>
        <Section id="steps" heading={start.stepsHeading} picture="log-in" scope={scope}>
          <ol class="app-steps">
            {start.steps.map((step) => (
              <li class="kern-body" key={step}>
                {step}
              </li>
            ))}
          </ol>
          <p class="kern-body">{start.youDecide}</p>
        </Section>
        <Methods ids={page.methods ?? []} scope={scope} />
        <Account page={page} scope={scope} />
        <EasySections scope={scope} />
      </>
    ),
  }
}

function Methods({ ids, scope }: { readonly ids: readonly string[]; readonly scope: Scope }) {
  const { start } = accountTexts(scope.language)
  return ids.length === 0 ? null : (
    <Section id="methods" heading={start.methodsHeading} picture="ways" scope={scope}>
      <ul class="app-plain">
        {ids.map((id) => (
          <li class="kern-body" key={id}>
            <strong>{scope.methodText(id).label}</strong>
            {scope.language === 'de-x-leicht' ? '\n' : ' – '}
            {scope.methodText(id).hint}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The way into the citizen's own account, and what there is in it. */
function Account({ page, scope }: { readonly page: StartModel; readonly scope: Scope }) {
  const { start } = accountTexts(scope.language)
  const own = [...(page.ownPages ?? []), ...(page.openPages ?? [])]
  return (
    <Section id="account" heading={start.accountHeading} picture="account" scope={scope}>
      {own.length === 0 ? null : (
        <ul class="app-plain">
          {own.map(({ path, names }) => (
            <li class="kern-body" key={path}>
              <SafeLink href={path}>{names(scope.language).full}</SafeLink>
            </li>
          ))}
        </ul>
      )}
      {page.isSignedIn ? null : (
        <>
          <p class="kern-body">{start.signInWhy}</p>
          <p class="app-actions">
            <LinkButton look="secondary" href="/konto" label={start.signIn} />
          </p>
        </>
      )}
    </Section>
  )
}

/** In Leichte Sprache help and accessibility are no links in head and foot alone. */
function EasySections({ scope }: { readonly scope: Scope }) {
  const { easySections } = accountTexts(scope.language).start
  if (easySections === null) return null
  const { links } = scope.context.site
  const { shell } = scope.texts
  return (
    <>
      <EasySection id="help" ways={[[links.help, shell.help]]} text={easySections.help} scope={scope} />
      <EasySection
        id="barrier"
        ways={[
          [links.reportBarrier, shell.reportBarrier],
          [links.accessibility, shell.accessibility],
        ]}
        text={easySections.barrier}
        scope={scope}
      />
    </>
  )
}

interface EasySectionProps {
  readonly id: 'help' | 'barrier'
  readonly ways: readonly (readonly [href: string | null, label: string])[]
  readonly text: { readonly heading: string; readonly text: string }
  readonly scope: Scope
}

/** Nothing where the deployment has no target for any of it. */
function EasySection({ id, ways, text, scope }: EasySectionProps) {
  const known = ways.flatMap(([href, label]) => (href === null ? [] : [{ href, label }]))
  return known.length === 0 ? null : (
    <Section id={id} heading={text.heading} picture={id} scope={scope}>
      <p class="kern-body">{text.text}</p>
      <ul class="app-plain">
        {known.map(({ href, label }) => (
          <li class="kern-body" key={href}>
            <SafeLink href={href}>{label}</SafeLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface SectionProps {
  readonly id: string
  readonly heading: string
  /** Shown in Leichte Sprache. */
  readonly picture: PictureName
  readonly scope: Scope
  readonly children: ComponentChildren
}

function Section({ id, heading, picture, scope, children }: SectionProps) {
  return (
    <section class="app-stack--s" aria-labelledby={id}>
      {scope.language === 'de-x-leicht' ? <Picture name={picture} /> : null}
      <h2 class="kern-heading-medium" id={id}>
        {heading}
      </h2>
      {children}
    </section>
  )
}
