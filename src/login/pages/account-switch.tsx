import { Button } from '../../ui/components/button.js'
import { PostForm } from '../../ui/components/post-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Scope, View } from '../../ui/scope.js'
import type { AccountSwitchPage } from '../../ui/view-models.js'

/** A method proved another account than the session's (RULES: What a service may ask 9). */
export function accountSwitchView(page: AccountSwitchPage, { texts }: Scope): View {
  const { accountSwitch } = texts
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
