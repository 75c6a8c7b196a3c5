import { SafeLink } from '../../ui/components/safe-link.js'
import { StopLink } from '../../ui/components/stop-link.js'
import { between, definePage, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'
import { ServiceList, type LoggedOutService } from './service-list.js'

export interface LogoutTellingModel {
  readonly services: readonly LoggedOutService[]
  /** The address of this page while it goes on by itself, and after the citizen has stopped that (WCAG 2.2.1). */
  readonly here: string
  readonly stopped: string
  readonly automatic: boolean
}

/** The session has ended, and services are being told without the browser: the page looks again by itself. */
export const logoutTellingPage = definePage('logout-telling', view, { isEasy: true })

function view({ services, here, stopped, automatic }: LogoutTellingModel, scope: Scope): View {
  const { waiting } = scope.texts
  const texts = logoutTexts(scope.language)
  const { title, soon, look } = texts.telling
  return {
    title,
    problem: false,
    ...(automatic ? { goesOnTo: here } : {}),
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body app-lead">{texts.telling.here}</p>
          <p class="kern-body" role="status">
            {soon}
            {between(scope)}
            {automatic ? waiting.goesOn : ''}
          </p>
        </div>
        <h2 class="kern-heading-medium">{texts.listHeading}</h2>
        <ServiceList services={services} language={scope.language} />
        <StopLink automatic={automatic} stopped={stopped} goingOn={here} scope={scope} />
        <p class="kern-body">
          <SafeLink href={automatic ? here : stopped}>{look}</SafeLink>
        </p>
      </>
    ),
  }
}
