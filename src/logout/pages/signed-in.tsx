import { LogoutButton, signedInLine } from '../../ui/components/account-bar.js'
import { PostForm } from '../../ui/components/form.js'
import { LinkButton } from '../../ui/components/safe-link.js'
import type { Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'
import { ServiceList, type LoggedOutService } from './service-list.js'

export interface SignedInModel {
  readonly services: readonly LoggedOutService[]
  /** Logs out whoever is signed in. */
  readonly form: Form
  /** '' for an account that has no name. */
  readonly citizen: string
  /** The next service that is told through the browser: its name, and the own path that leads to it; null: there is none. */
  readonly next: { readonly name: string; readonly path: string } | null
  /** The portal that asked for the logout: its name, and the own path that leads back to it. */
  readonly back: { readonly name: string; readonly path: string } | null
}

/**
 * A logout in a browser in which somebody is signed in by now: it says what became of the services and nothing else, and
 * how to log out here.
 */
export const signedInPage = definePage('logout-signed-in', view, { isEasy: true })

function view({ services, form, citizen, next, back }: SignedInModel, scope: Scope): View {
  const texts = logoutTexts(scope.language)
  const { title, here, portals } = texts.signedIn
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body app-lead">{signedInLine(citizen, scope)}</p>
          <p class="kern-body">{here}</p>
          <p class="kern-body">{texts.ask.what}</p>
        </div>
        <PostForm form={form}>
          <p class="app-actions">
            <LogoutButton look="primary" scope={scope} />
          </p>
        </PostForm>
        <h2 class="kern-heading-medium">{texts.listHeading}</h2>
        <p class="kern-body">{portals}</p>
        <ServiceList services={services} language={scope.language} />
        {next || back ? (
          <p class="app-actions">
            {next ? (
              <LinkButton
                look="secondary"
                href={next.path}
                label={texts.onTheWay.next(next.name)}
                testId="logout-next"
              />
            ) : null}
            {back ? (
              <LinkButton look="secondary" href={back.path} label={texts.back(back.name)} testId="logout-back" />
            ) : null}
          </p>
        ) : null}
      </>
    ),
  }
}
