import type { Assets } from '../../ui/assets.js'
import { ErrorSummary } from '../../ui/components/error-summary.js'
import { PasskeyForm } from '../../ui/components/passkey-form.js'
import { BackToList, CountsUpTo, FactorName } from '../../ui/components/setup-frame.js'
import type { PasskeySetupPage } from './factor-models.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import type { Scope, View } from '../../ui/scope.js'

/** A passkey is made, then used once: two pages, as a browser asks for a click before each. */
export function passkeySetupView(page: PasskeySetupPage, scope: Scope, assets: Assets): View {
  const { passkeySetup, setup } = scope.texts.factor
  const isNew = page.step === 'create'
  const title = isNew ? passkeySetup.title : passkeySetup.useTitle
  const text = page.problem && (page.problem === 'expired' ? passkeySetup.expired : passkeySetup.failed)
  return {
    title,
    problem: text !== null,
    content: (
      <>
        <ErrorSummary title={setup.summary} items={text === null ? [] : [{ field: 'content', text }]} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{isNew ? passkeySetup.intro : passkeySetup.useIntro}</p>
        </div>
        <PasskeyForm
          form={page.form}
          action={page.step}
          options={page.options}
          label={isNew ? passkeySetup.create : passkeySetup.use}
          scope={scope}
          assets={assets}
        >
          <input type="hidden" name={FORM_FIELDS.draft} value={page.draft} />
          {isNew ? <FactorName page={page} scope={scope} /> : null}
          <CountsUpTo page={page} scope={scope} />
        </PasskeyForm>
        <BackToList page={page} scope={scope} />
      </>
    ),
  }
}
