import type { Scope } from '../page.js'

interface ShowPasswordProps {
  /** Id of the field. */
  readonly field: string
  readonly scope: Scope
}

/** The place of a checkbox that shows a password: a script makes it, as nothing would happen without one. */
export const ShowPassword = ({ field, scope }: ShowPasswordProps) => (
  <div class="kern-form-check" data-show-password={field} data-label={scope.texts.form.showPassword}>
    <script type="module" src={scope.assets.url('show-password.js')} />
  </div>
)
