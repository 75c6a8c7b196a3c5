import { CodeField } from '../../ui/components/code-field.js'
import { Button, ErrorSummary, PostForm } from '../../ui/components/form.js'
import { CodeAppKey } from '../../ui/components/code-app-key.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { factorTexts } from '../texts/texts.js'
import { BackToList, CountsUpTo, FactorName, type FactorSetup } from './components/setup-frame.js'

export interface TotpSetupModel extends FactorSetup {
  /** Base32, for typing. */
  readonly secret: string
  /** What the QR code holds. */
  readonly uri: string
}

/** The key for an app, as an image and as text, and the code that shows that the app has it. */
export const totpSetupPage = definePage('totp-setup', view)

function view(page: TotpSetupModel, scope: Scope): View {
  const { totp, setup } = factorTexts(scope.language)
  const text = page.problem && setup.problems[page.problem]
  return {
    title: totp.title,
    problem: text !== null,
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={text === null ? [] : [{ field: FORM_FIELDS.code, text }]}
        />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{totp.title}</h1>
          <ol class="app-steps kern-body">
            {totp.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <CodeAppKey
          secret={page.secret}
          uri={page.uri}
          shown={(page.secret.match(/.{1,4}/g) ?? []).join(' ')}
          testId="totp-secret"
          scope={scope}
        />
        <PostForm form={page.form}>
          <input type="hidden" name={FORM_FIELDS.draft} value={page.draft} />
          <CodeField label={totp.code} hint={totp.codeHint} error={text} />
          <FactorName page={page} scope={scope} />
          <CountsUpTo page={page} scope={scope} />
          <p class="app-actions">
            <Button look="primary" label={totp.submit} />
          </p>
        </PostForm>
        <BackToList page={page} scope={scope} />
      </>
    ),
  }
}
