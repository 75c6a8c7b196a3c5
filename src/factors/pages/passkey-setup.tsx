import { ErrorSummary } from '../../ui/components/form.js'
import { PasskeyForm } from '../../ui/components/passkey-form.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { factorTexts } from '../texts/texts.js'
import { BackToList, CountsUpTo, FactorName, type FactorSetup } from './components/setup-frame.js'

export interface PasskeySetupModel extends FactorSetup {
  readonly step: 'create' | 'use'
  /** For the browser, JSON. */
  readonly options: string
}

/** A passkey is made, then used once: two pages, as a browser asks for a click before each. */
export const passkeySetupPage = definePage('passkey-setup', view)

function view(page: PasskeySetupModel, scope: Scope): View {
  const { passkey, passkeySetup } = factorTexts(scope.language)
  const isNew = page.step === 'create'
  const title = isNew ? passkeySetup.title : passkeySetup.useTitle
  const text = page.problem && (page.problem === 'expired' ? passkeySetup.expired : passkeySetup.failed)
  return {
    title,
    problem: text !== null,
    content: (
      <>
        <ErrorSummary title={scope.texts.form.problem} items={text === null ? [] : [{ field: 'content', text }]} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{isNew ? passkeySetup.intro : passkeySetup.useIntro}</p>
        </div>
        <PasskeyForm
          form={page.form}
          action={page.step}
          options={page.options}
          label={isNew ? passkeySetup.create : passkeySetup.use}
          words={passkey}
          scope={scope}
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
