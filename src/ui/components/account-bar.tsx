import type { AccountBar as Bar } from '../page-context.js'
import type { Scope } from '../page.js'
import { LOGOUT_DECISION, FORM_FIELDS } from '../form-fields.js'
import { Button, PostForm } from './form.js'

/** Ends the session of this browser, in whichever form it lies. */
export function LogoutButton({
  look,
  scope,
}: {
  readonly look: 'primary' | 'secondary' | 'tertiary'
  readonly scope: Scope
}) {
  return (
    <Button look={look} label={scope.texts.accountBar.logout} name={FORM_FIELDS.decision} value={LOGOUT_DECISION} />
  )
}

/** Says who is signed in; `citizen`: '' for an account that has no name. */
export const signedInLine = (citizen: string, { texts: { accountBar } }: Pick<Scope, 'texts'>): string =>
  citizen === '' ? accountBar.signedIn : accountBar.signedInAs(citizen)

/**
 * Who is signed in, the way out, and when the session ends. A script warns two minutes before; without scripts the
 * time stands there from the beginning (WCAG 2.2.1).
 */
export function AccountBar({ bar, scope }: { readonly bar: Bar; readonly scope: Scope }) {
  const { accountBar: account } = scope.texts
  return (
    <section
      class="app-account"
      aria-label={account.signedIn}
      data-session-ends={String(Math.max(0, Math.floor(bar.timeLeft / 1000)))}
    >
      <div class="app-wrap app-account__row">
        <p class="kern-body">
          {signedInLine(bar.citizen, scope)} <noscript>{account.endsAt(scope.formats.timeOfDay(bar.endsAt))}</noscript>
        </p>
        <PostForm form={bar.logout}>
          <LogoutButton look="tertiary" scope={scope} />
        </PostForm>
      </div>
      <OwnPages scope={scope} />
      <dialog id="session-warning" class="app-dialog" aria-labelledby="session-warning-title">
        <p class="kern-heading-small" id="session-warning-title">
          {account.warning}
        </p>
        <div class="app-actions">
          <PostForm form={bar.stay}>
            <Button look="primary" label={account.stay} />
          </PostForm>
          <PostForm form={bar.logout}>
            <LogoutButton look="secondary" scope={scope} />
          </PostForm>
        </div>
      </dialog>
    </section>
  )
}

/** The way from one own page to the others; where there is but one, its links are on it. */
function OwnPages({ scope }: { readonly scope: Scope }) {
  const { accountBar: account } = scope.texts
  const pages = scope.context.ownPages ?? []
  if (pages.length < 2) return null
  return (
    <nav class="app-wrap" aria-label={account.navigation}>
      <ul class="app-nav">
        {pages.map(({ path, names, isHere }) => (
          <li key={path}>
            <a class="kern-link kern-link--no-visited-state" href={path} aria-current={isHere ? 'page' : undefined}>
              {names(scope.language).short}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
