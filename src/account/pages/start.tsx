import { SafeLink } from '../../ui/components/safe-link.js'
import type { OwnPage } from '../../ui/page-context.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { easyStart } from '../texts/de-x-leicht.js'
import { accountTexts } from '../texts/texts.js'

export interface StartModel {
  /** Ids of the methods that work here; none are named without it. */
  readonly methods?: readonly string[]
  readonly ownPages?: readonly OwnPage[]
}

/** What this is, how a login goes, and that it begins at the portal. */
export const startPage = definePage('start', view, { easyView })

function view(page: StartModel, scope: Scope): View {
  const { start } = accountTexts(scope.language)
  const methods = page.methods ?? []
  const own = page.ownPages ?? []
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
        <section class="app-stack--s" aria-labelledby="steps">
          <h2 class="kern-heading-medium" id="steps">
            {start.stepsHeading}
          </h2>
          <ol class="app-steps">
            {start.steps.map((step) => (
              <li class="kern-body" key={step}>
                {step}
              </li>
            ))}
          </ol>
          <p class="kern-body">{start.youDecide}</p>
        </section>
        {methods.length > 0 ? (
          <section class="app-stack--s" aria-labelledby="methods">
            <h2 class="kern-heading-medium" id="methods">
              {start.methodsHeading}
            </h2>
            <ul class="app-plain">
              {methods.map((id) => (
                <li class="kern-body" key={id}>
                  <strong>{scope.methodText(id).label}</strong> – {scope.methodText(id).hint}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {own.length > 0 ? (
          <section class="app-stack--s" aria-labelledby="account">
            <h2 class="kern-heading-medium" id="account">
              {start.accountHeading}
            </h2>
            <ul class="app-plain">
              {own.map(({ path, names }) => (
                <li class="kern-body" key={path}>
                  <SafeLink href={path}>{names(scope.language).full}</SafeLink>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </>
    ),
  }
}

/** The same in Leichte Sprache: one sentence a line, large and with air around it. */
function easyView(): View {
  return {
    title: easyStart.title,
    problem: false,
    content: (
      <div class="app-easy app-stack">
        <h1 class="kern-heading-large">{easyStart.heading}</h1>
        {easyStart.sections.map(({ heading, lines }) => (
          <div key={heading ?? ''}>
            {heading === null ? null : <h2 class="kern-heading-medium">{heading}</h2>}
            {lines.map((line) => (
              <p class="kern-body kern-body--large" key={line}>
                {line}
              </p>
            ))}
          </div>
        ))}
      </div>
    ),
  }
}
