import { LogoutButton, signedInLine } from '../../ui/components/account-bar.js'
import { PostForm } from '../../ui/components/form.js'
import { LinkButton } from '../../ui/components/safe-link.js'
import type { Form } from '../../ui/form-fields.js'
import type { AccountBar } from '../../ui/page-context.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'

export interface LogoutModel {
  readonly form: Form
  /**
   * Who is signed in, '' for an account that has no name. `open-login`: nobody is, and `waiting` is what is left to end;
   * `left`: nobody is any more, and portals may not know that.
   */
  readonly who: { readonly citizen: string } | 'open-login' | 'left'
  /** A login of this browser that is still open; null: none. It goes first, as no session means no login. */
  readonly waiting: AccountBar['waiting']
}

/** Asks whether to log out here; portals link to it. */
export const logoutPage = definePage('logout', view, { isEasy: true })

function view({ form, who, waiting }: LogoutModel, scope: Scope): View {
  const { accountBar } = scope.texts
  const { ask } = logoutTexts(scope.language)
  const title = ask.title(scope.context.site.name)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body app-lead">{leadOf(who, scope)}</p>
          <p class="kern-body">{ask.what}</p>
          {who === 'open-login' ? null : <p class="kern-body">{ask.portals}</p>}
        </div>
        <PostForm form={form}>
          <p class="app-actions">
            <LogoutButton look="primary" scope={scope} />
            {waiting ? (
              <LinkButton look="secondary" href={waiting.path} label={accountBar.goOn(waiting.portal)} />
            ) : who === 'left' ? null : (
              <LinkButton look="secondary" href="/" label={accountBar.stay} />
            )}
          </p>
        </PostForm>
      </>
    ),
  }
}

function leadOf(who: LogoutModel['who'], scope: Scope): string {
  const { ask } = logoutTexts(scope.language)
  if (who === 'open-login') return ask.openLogin
  if (who === 'left') return ask.left
  return signedInLine(who.citizen, scope)
}
