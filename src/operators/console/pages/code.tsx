import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { CodeAppKey } from '../../../ui/components/code-app-key.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'

export interface CodeModel {
  readonly form: Form
  /** That the password was right, sealed. */
  readonly proof: string
  /** The key of an app that is set up now: base32, and as apps read it; null: there is one. */
  readonly key: { readonly secret: string; readonly uri: string } | null
  readonly problem: 'format' | 'wrong' | null
}

/** The second step of an operator's sign-in: a code, at the first time of an app that is set up with it. */
export const codePage = definePage('operator-code', view)

function view(page: CodeModel, scope: Scope): View {
  const { code } = consoleTexts(scope.language)
  const text = page.problem && code.problems[page.problem]
  const title = page.key === null ? code.title : code.setUpTitle
  return {
    title,
    problem: text !== null,
    languageForm: { form: page.form, fields: { [FORM_FIELDS.proof]: page.proof } },
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={text === null ? [] : [{ field: FORM_FIELDS.code, text }]}
        />
        <h1 class="kern-heading-large">{title}</h1>
        {page.key === null ? null : (
          <>
            <ol class="app-steps kern-body">
              {code.setUp.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <CodeAppKey {...page.key} shown={page.key.secret} testId="totp-key" scope={scope} />
          </>
        )}
        <PostForm form={page.form}>
          <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
          <TextField
            id={FORM_FIELDS.code}
            name={FORM_FIELDS.code}
            label={code.field}
            hint={code.hint}
            value=""
            autocomplete="one-time-code"
            digits
            error={text}
          />
          <p class="app-actions">
            <Button look="primary" label={code.submit} />
          </p>
        </PostForm>
        <p class="kern-body app-alone">
          <SafeLink href={page.form.action}>{code.again}</SafeLink>
        </p>
      </>
    ),
  }
}
