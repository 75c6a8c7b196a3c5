import { CodeField } from '../../../ui/components/code-field.js'
import { CodeAppKey } from '../../../ui/components/code-app-key.js'
import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { PasskeyForm } from '../../../ui/components/passkey-form.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { FactorProblem } from '../../access/own-access.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface AccessFactorModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  /** What this page carries to its form, sealed. */
  readonly draft: string
  readonly factor:
    | { readonly kind: 'app'; readonly secret: string; readonly uri: string }
    /** `options`: JSON for the browser. */
    | { readonly kind: 'passkey'; readonly action: 'create' | 'use'; readonly options: string; readonly name: string }
  readonly problem: FactorProblem | null
  readonly back: string
}

interface Props {
  readonly page: AccessFactorModel
  readonly scope: Scope
}

/** Another second factor of an operator is set up: a code app, or a passkey, which is made and then used once. */
export const accessFactorPage = defineConsolePage('operator-access-factor', view)

function view(page: AccessFactorModel, scope: Scope): View {
  const { access, code } = consoleTexts(scope.language)
  const { problem, factor } = page
  const title = titleOf(page, scope)
  const text = problem && (problem === 'name' ? access.problems.name : code.problems[problem])
  return {
    title,
    problem: text !== null,
    content: (
      <>
        <ErrorSummary title={scope.texts.form.problem} items={text === null ? [] : [{ field: fieldOf(page), text }]} />
        <h1 class="kern-heading-large">{title}</h1>
        {factor.kind === 'app' ? (
          <App page={page} secret={factor.secret} uri={factor.uri} scope={scope} />
        ) : (
          <Passkey page={page} {...factor} scope={scope} />
        )}
        <p class="kern-body">
          <SafeLink href={page.back}>{access.back}</SafeLink>
        </p>
      </>
    ),
  }
}

function fieldOf({ problem }: AccessFactorModel): string {
  if (problem === 'name') return FORM_FIELDS.name
  return problem === 'passkey' ? 'content' : FORM_FIELDS.code
}

function titleOf({ factor }: AccessFactorModel, scope: Scope): string {
  const { access, code } = consoleTexts(scope.language)
  if (factor.kind === 'app') return access.appTitle
  return factor.action === 'create' ? access.passkeyTitle : code.passkey.useTitle
}

function App({ page, secret, uri, scope }: Props & { readonly secret: string; readonly uri: string }) {
  const { access, code } = consoleTexts(scope.language)
  const { problem } = page
  const error = problem === 'format' || problem === 'wrong' ? code.problems[problem] : null
  return (
    <>
      <ol class="app-steps kern-body">
        {access.appSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CodeAppKey secret={secret} uri={uri} shown={secret} testId="totp-key" scope={scope} />
      <PostForm form={page.form}>
        <input type="hidden" name={FORM_FIELDS.draft} value={page.draft} />
        <CodeField label={code.field} hint={code.hint} error={error} />
        <p class="app-actions">
          <Button look="primary" label={access.submitCode} />
        </p>
      </PostForm>
    </>
  )
}

function Passkey({
  page,
  action,
  options,
  name,
  scope,
}: Props & Pick<Extract<AccessFactorModel['factor'], { kind: 'passkey' }>, 'action' | 'options' | 'name'>) {
  const { access, code } = consoleTexts(scope.language)
  const { passkey } = code
  return (
    <>
      {action === 'use' ? <p class="kern-body">{passkey.useIntro}</p> : null}
      <PasskeyForm
        form={page.form}
        action={action}
        options={options}
        label={passkey[action]}
        hint={passkey.hint}
        words={{ failed: passkey.failed, needsScript: passkey.needsScript[action] }}
        scope={scope}
      >
        <input type="hidden" name={FORM_FIELDS.draft} value={page.draft} />
        {action === 'create' ? (
          <TextField
            id={FORM_FIELDS.name}
            name={FORM_FIELDS.name}
            label={access.name}
            hint={access.nameHint}
            value={name}
            autocomplete="off"
            error={page.problem === 'name' ? access.problems.name : null}
          />
        ) : null}
      </PasskeyForm>
    </>
  )
}
