import type { Assets } from '../../ui/assets.js'
import { Button } from '../../ui/components/button.js'
import { ErrorSummary } from '../../ui/components/error-summary.js'
import { PasskeyForm } from '../../ui/components/passkey-form.js'
import { PostForm } from '../../ui/components/post-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { SafeLink } from '../../ui/components/safe-link.js'
import { TextField } from '../../ui/components/text-field.js'
import type { SecondFactorPage } from './factor-models.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { wayToMethods, type Scope, type View } from '../../ui/scope.js'

interface Props {
  readonly page: SecondFactorPage
  readonly scope: Scope
  readonly assets: Assets
}

/** The password was right: a passkey, or a code from an app or from the list. */
export function secondFactorView(page: SecondFactorPage, scope: Scope, assets: Assets): View {
  const { login } = scope.texts.factor
  const { password } = scope.texts
  const text = page.problem && login.problems[page.problem]
  return {
    title: login.title,
    problem: text !== null,
    content: (
      <>
        <ErrorSummary title={password.summary} items={text === null ? [] : [{ field: FORM_FIELDS.code, text }]} />
        <h1 class="kern-heading-large">{login.title}</h1>
        {page.passkey === null ? null : <WithPasskey page={page} scope={scope} assets={assets} />}
        <WithCode page={page} scope={scope} />
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

function WithPasskey({ page, scope, assets }: Props) {
  const { login } = scope.texts.factor
  if (page.passkey === null) return null
  return (
    <>
      <PasskeyForm
        form={page.form}
        action="use"
        options={page.passkey}
        label={login.passkey}
        scope={scope}
        assets={assets}
      >
        <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
        <p class="kern-body">{login.passkeyHint}</p>
      </PasskeyForm>
      <h2 class="kern-heading-small">{login.or}</h2>
    </>
  )
}

function WithCode({ page, scope }: Omit<Props, 'assets'>) {
  const { login } = scope.texts.factor
  const { password } = scope.texts
  const error = page.problem === null || page.problem === 'passkey' ? null : login.problems[page.problem]
  return (
    <PostForm form={page.form}>
      <input type="hidden" name={FORM_FIELDS.proof} value={page.proof} />
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
          <RichText of={password.triesLeft(page.triesLeft)} /> {password.pause}
        </p>
      )}
      <p class="app-actions">
        <Button look={page.passkey === null ? 'primary' : 'secondary'} label={login.submit} />
      </p>
    </PostForm>
  )
}
