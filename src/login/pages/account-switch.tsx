import { Button, PostForm } from '../../ui/components/form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { between, definePage, type Scope, type View } from '../../ui/page.js'
import { loginTexts } from '../texts/texts.js'

/** A method proved another account than the session's (RULES: What a service may ask 9). */
export interface AccountSwitchModel {
  readonly form: Form
  readonly current: string
  readonly other: string
}

export const accountSwitchPage = definePage('account-switch', view, { isEasy: true })

function view(page: AccountSwitchModel, scope: Scope): View {
  const { accountSwitch } = loginTexts(scope.language)
  return {
    title: accountSwitch.title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{accountSwitch.title}</h1>
        <div class="app-stack--s">
          <p class="kern-body">
            <RichText of={accountSwitch.intro(page.current, page.other)} />
          </p>
          <p class="kern-body">
            {accountSwitch.nothingReleased}
            {between(scope)}
            {accountSwitch.consequence(page.current)}
          </p>
        </div>
        <PostForm form={page.form}>
          <p class="app-actions">
            <Button
              look="primary"
              label={accountSwitch.goOn(page.other)}
              name={FORM_FIELDS.decision}
              value={DECISIONS.switch}
            />
            <Button
              look="secondary"
              label={accountSwitch.back(page.current)}
              name={FORM_FIELDS.decision}
              value={DECISIONS.back}
            />
          </p>
        </PostForm>
      </>
    ),
  }
}
