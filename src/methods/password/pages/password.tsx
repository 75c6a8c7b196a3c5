import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { RichText } from '../../../ui/components/rich-text.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, wayToMethods, type Scope, type View } from '../../../ui/page.js'
import type { PasswordProblem } from '../texts/messages.js'
import { passwordTexts } from '../texts/texts.js'

export interface PasswordModel {
  readonly form: Form
  readonly otherMethods: string
  readonly username: string
  readonly problem: PasswordProblem | null
  /** The tries left before a pause; told when they are few. */
  readonly triesLeft: number | null
}

/** User name and password. The words for an unknown name are the same as for a wrong password. */
export const passwordPage = definePage('password', view)

function view(page: PasswordModel, scope: Scope): View {
  const { form } = scope.texts
  const password = passwordTexts(scope.language)
  const faults = page.problem === null ? [] : password.problems[page.problem]
  const at = (field: 'username' | 'password'): string | null =>
    faults.find((fault) => fault.field === field)?.atField ?? null
  const wrong = page.problem === 'wrong'
  return {
    title: password.title,
    problem: page.problem !== null,
    content: (
      <>
        <ErrorSummary title={form.problem} items={faults.map(({ field, inSummary }) => ({ field, text: inSummary }))} />
        <h1 class="kern-heading-large">{password.title}</h1>
        <PostForm form={page.form}>
          <TextField
            id={FORM_FIELDS.username}
            name={FORM_FIELDS.username}
            label={password.username}
            value={page.username}
            autocomplete="username"
            literal
            error={at('username')}
          />
          <TextField
            id={FORM_FIELDS.password}
            name={FORM_FIELDS.password}
            type="password"
            label={password.password}
            value=""
            autocomplete="current-password"
            error={at('password')}
            alsoWrong={wrong}
            errorAt={wrong ? 'username-error' : undefined}
          />
          {page.triesLeft === null ? null : (
            <p class="kern-body">
              <RichText of={form.triesLeft(page.triesLeft)} /> {form.pause}
            </p>
          )}
          <p class="app-actions">
            <Button look="primary" label={password.submit} />
          </p>
        </PostForm>
        <p class="kern-body">
          <SafeLink href={page.otherMethods}>{wayToMethods(scope)}</SafeLink>
        </p>
      </>
    ),
  }
}
