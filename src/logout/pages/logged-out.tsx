import { LinkButton, SafeLink } from '../../ui/components/safe-link.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'
import { ServiceList, type LoggedOutService } from './service-list.js'

export interface LoggedOutModel {
  readonly services: readonly LoggedOutService[]
  /** The portal that asked for the logout: its name, and the own path that leads back to it. */
  readonly back: { readonly name: string; readonly path: string } | null
}

/** The session has ended, and every service was told that can be; what became of each. */
export const loggedOutPage = definePage('logged-out', view, { isEasy: true })

function view({ services, back }: LoggedOutModel, { language }: Scope): View {
  const texts = logoutTexts(language)
  const isEverywhere = services.every(({ state }) => state === 'done')
  const { title, done } = isEverywhere ? texts.everywhere : texts.notEverywhere
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body app-lead" data-testid="logged-out">
            {done}
          </p>
          {isEverywhere ? null : <p class="kern-body">{texts.notEverywhere.whatToDo}</p>}
        </div>
        <h2 class="kern-heading-medium">{texts.listHeading}</h2>
        <ServiceList services={services} language={language} />
        {back ? (
          <p class="app-actions">
            <LinkButton look="primary" href={back.path} label={texts.back(back.name)} testId="logout-back" />
          </p>
        ) : (
          <p class="kern-body app-alone">
            <SafeLink href="/">{texts.toStart}</SafeLink>
          </p>
        )}
      </>
    ),
  }
}
