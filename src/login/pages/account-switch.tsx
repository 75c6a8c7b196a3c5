import { Button } from '../../ui/components/button.js'
import { PostForm } from '../../ui/components/post-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Form } from '../../ui/form.js'
import { definePage } from '../../ui/page.js'
import type { Scope, View } from '../../ui/scope.js'
import { loginTexts } from '../texts/texts.js'

/** A method proved another account than the session's (RULES: What a service may ask 9). */
export interface AccountSwitchModel {
  readonly form: Form
  readonly current: string
  readonly other: string
}

/** A method proved another account than the session's (RULES: What a service may ask 9). */
export const accountSwitchPage = definePage('account-switch', view)

function view(page: AccountSwitchModel, { language }: Scope): View {
  const { accountSwitch } = loginTexts(language)
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
            {accountSwitch.nothingReleased} {accountSwitch.consequence(page.current)}
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
