import { CodeField } from '../../../ui/components/code-field.js'
import { CodeAppKey } from '../../../ui/components/code-app-key.js'
import { Button, ErrorSummary, PostForm } from '../../../ui/components/form.js'
import { PasskeyForm } from '../../../ui/components/passkey-form.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import type { CodeProblem } from '../../access/sign-in.js'
import { consoleTexts } from '../texts/texts.js'

export interface CodeModel {
  readonly form: Form
  /** That the password was right, sealed. */
  readonly proof: string
  /** The key of an app that may be set up now: base32, and as apps read it; null: none is set up. */
  readonly key: { readonly secret: string; readonly uri: string } | null
  /** Whether there is an app whose code is taken, or one may be set up. */
  readonly takesCode: boolean
  /** What the browser is to do with a passkey (`options`: JSON); null: there is none, and none can be made. */
  readonly passkey: { readonly action: 'create' | 'use'; readonly options: string; readonly isNew: boolean } | null
  readonly problem: CodeProblem | null
}

interface Props {
  readonly page: CodeModel
  readonly scope: Scope
}

/** The second step of an operator's sign-in: app or passkey, of which the first time one is set up. */
export const codePage = definePage('operator-code', view, { isForStaff: true })

function view(page: CodeModel, scope: Scope): View {
  const { code } = consoleTexts(scope.language)
  const text = page.problem && code.problems[page.problem]
  const title = titleOf(page, scope)
  const field = page.problem === 'passkey' ? 'content' : FORM_FIELDS.code
  return {
    title,
    problem: text !== null,
    languageForm: { form: page.form, fields: { [FORM_FIELDS.proof]: page.proof } },
    content: (
      <>
        <ErrorSummary title={scope.texts.form.problem} items={text === null ? [] : [{ field, text }]} />
        <h1 class="kern-heading-large">{title}</h1>
        {page.key === null ? <Known page={page} scope={scope} /> : <SetUp page={page} scope={scope} />}
        <p class="kern-body app-alone">
          <SafeLink href={page.form.action}>{code.again}</SafeLink>
        </p>
      </>
    ),
  }
}

function titleOf({ key, passkey, takesCode }: CodeModel, scope: Scope): string {
  const { code } = consoleTexts(scope.language)
  if (key !== null) return code.setUpTitle
  if (passkey === null && takesCode) return code.title
  return passkey?.isNew === true ? code.passkey.useTitle : code.passkeyTitle
}

/** The first sign-in: a choice of what is set up. The app comes first, as it needs no script. */
function SetUp({ page, scope }: Props) {
  const { code } = consoleTexts(scope.language)
  return (
    <>
      <p class="kern-body">{code.setUpIntro}</p>
      <h2 class="kern-heading-medium">{code.appTitle}</h2>
      <ol class="app-steps kern-body">
        {code.setUp.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {page.key === null ? null : <CodeAppKey {...page.key} shown={page.key.secret} testId="totp-key" scope={scope} />}
      <WithCode page={page} scope={scope} />
      {page.passkey === null ? null : (
        <>
          <h2 class="kern-heading-medium">{code.passkey.title}</h2>
          <WithPasskey page={page} scope={scope} />
        </>
      )}
    </>
  )
}

function Known({ page, scope }: Props) {
  const { code } = consoleTexts(scope.language)
  return (
    <>
      {page.passkey?.isNew === true ? <p class="kern-body">{code.passkey.useIntro}</p> : null}
      <WithPasskey page={page} scope={scope} />
      {page.passkey !== null && page.takesCode ? <h2 class="kern-heading-small">{code.or}</h2> : null}
      {page.takesCode ? <WithCode page={page} scope={scope} /> : null}
      {page.passkey === null && !page.takesCode ? <p class="kern-body">{code.noWay}</p> : null}
    </>
  )
}

function WithPasskey({ page, scope }: Props) {
  const { passkey } = consoleTexts(scope.language).code
  if (page.passkey === null) return null
  const { action, options } = page.passkey
  return (
    <PasskeyForm
      form={page.form}
      action={action}
      options={options}
      label={passkey[action]}
      hint={passkey.hint}
      words={{ failed: passkey.failed, needsScript: passkey.needsScript[action] }}
      scope={scope}
    >
      <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
    </PasskeyForm>
  )
}

function WithCode({ page, scope }: Props) {
  const { code } = consoleTexts(scope.language)
  return (
    <PostForm form={page.form}>
      <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
      <CodeField
        label={code.field}
        hint={code.hint}
        error={page.problem === null || page.problem === 'passkey' ? null : code.problems[page.problem]}
      />
      <p class="app-actions">
        <Button look={page.passkey?.action === 'use' ? 'secondary' : 'primary'} label={code.submit} />
      </p>
    </PostForm>
  )
}
