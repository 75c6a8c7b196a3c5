import { LinkButton } from '../../ui/components/safe-link.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'
import { ServiceList, type LoggedOutService } from './service-list.js'

export interface LogoutOnTheWayModel {
  readonly services: readonly LoggedOutService[]
  /** The next one that is told through the browser: its name, and the own path that leads to it. */
  readonly next: { readonly name: string; readonly path: string }
  /** A service was asked before, and has not answered. */
  readonly isBack: boolean
}

/** The session has ended; services that can be told through the browser alone are left. */
export const logoutOnTheWayPage = definePage('logout-on-the-way', view, { isEasy: true })

function view({ services, next, isBack }: LogoutOnTheWayModel, { language }: Scope): View {
  const { onTheWay } = logoutTexts(language)
  return {
    title: onTheWay.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{onTheWay.title}</h1>
          <p class="kern-body app-lead">{onTheWay.here}</p>
          <p class="kern-body">{onTheWay.portals}</p>
        </div>
        <ServiceList services={services} language={language} />
        <p class="kern-body">{isBack ? onTheWay.skipped : onTheWay.how}</p>
        <p class="app-actions">
          <LinkButton look="primary" href={next.path} label={onTheWay.next(next.name)} testId="logout-next" />
        </p>
      </>
    ),
  }
}
