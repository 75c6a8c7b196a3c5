import { Button, ErrorSummary, PostForm, TextField } from '../../ui/components/form.js'
import { PasskeyForm } from '../../ui/components/passkey-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { SafeLink } from '../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { between, definePage, wayToMethods, type Scope, type View } from '../../ui/page.js'
import type { SecondFactorProblem } from '../texts/messages.js'
import { factorTexts } from '../texts/texts.js'

interface Props {
  readonly page: SecondFactorModel
  readonly scope: Scope
}

/** The password was right; the account has a second factor too. */
export interface SecondFactorModel {
  readonly form: Form
  readonly otherMethods: string
  /** That the password was right, for this page's forms. */
  readonly proof: string
  /** What the field for a code is for; the other kind is taken too. */
  readonly asksFor: 'totp' | 'recovery-code'
  /** False: the account has no code app, and a recovery code alone is asked for. */
  readonly hasApp: boolean
  /** What the browser is to do with a passkey, JSON; null: the account has none. */
  readonly passkey: string | null
  readonly problem: SecondFactorProblem | null
  /** Tries left before a pause; said when few. */
  readonly triesLeft: number | null
}

/** The password was right: a passkey, or a code from an app or from the list. */
export const secondFactorPage = definePage('second-factor', view, { isEasy: true })

function view(page: SecondFactorModel, scope: Scope): View {
  const { login } = factorTexts(scope.language)
  const text = page.problem && login.problems[page.problem]
  return {
    title: login.title,
    problem: text !== null,
    languageForm: {
      form: page.form,
      fields: { [FORM_FIELDS.proof]: page.proof, [FORM_FIELDS.step]: page.asksFor },
    },
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={text === null ? [] : [{ field: FORM_FIELDS.code, text }]}
        />
        <h1 class="kern-heading-large">{login.title}</h1>
        {page.passkey === null ? null : <WithPasskey page={page} scope={scope} />}
        <WithCode page={page} scope={scope} />
        {page.hasApp ? <ToOtherCode page={page} scope={scope} /> : null}
        <ul class="app-plain">
          <li>
            <SafeLink href={page.form.action}>{login.otherUser}</SafeLink>
          </li>
          <li>
            <SafeLink href={page.otherMethods}>{wayToMethods(scope)}</SafeLink>
          </li>
        </ul>
      </>
    ),
  }
}

function WithPasskey({ page, scope }: Props) {
  const { login, passkey } = factorTexts(scope.language)
  if (page.passkey === null) return null
  return (
    <>
      <PasskeyForm
        form={page.form}
        action="use"
        options={page.passkey}
        label={login.passkey}
        hint={login.passkeyHint}
        words={passkey}
        scope={scope}
      >
        <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
      </PasskeyForm>
      <h2 class="kern-heading-small">{login.or}</h2>
    </>
  )
}

function WithCode({ page, scope }: Props) {
  const { login } = factorTexts(scope.language)
  const { form } = scope.texts
  const error = page.problem === null || page.problem === 'passkey' ? null : login.problems[page.problem]
  return (
    <PostForm form={page.form}>
      <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
      <input type="hidden" name={FORM_FIELDS.step} value={page.asksFor} />
      <TextField
        id={FORM_FIELDS.code}
        name={FORM_FIELDS.code}
        {...login.field[page.asksFor]}
        value=""
        autocomplete="one-time-code"
        digits
        error={error}
      />
      {page.triesLeft === null ? null : (
        <p class="kern-body">
          <RichText of={form.triesLeft(page.triesLeft)} />
          {between(scope)}
          {form.pause}
        </p>
      )}
      <p class="app-actions">
        <Button look={page.passkey === null ? 'primary' : 'secondary'} label={login.submit} />
      </p>
    </PostForm>
  )
}

/** The same page for the other kind of code. It is a form, as the proof of the password lies in the page. */
function ToOtherCode({ page, scope }: Props) {
  const { login } = factorTexts(scope.language)
  const other = page.asksFor === 'totp' ? 'recovery-code' : 'totp'
  return (
    <PostForm form={page.form}>
      <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
      <p class="app-cancel">
        <Button look="tertiary" label={login.toOther[page.asksFor]} name={FORM_FIELDS.step} value={other} />
      </p>
    </PostForm>
  )
}
