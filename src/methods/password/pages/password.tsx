import { Button } from '../../../ui/components/button.js'
import { ErrorSummary } from '../../../ui/components/error-summary.js'
import { PostForm } from '../../../ui/components/post-form.js'
import { RichText } from '../../../ui/components/rich-text.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { TextField } from '../../../ui/components/text-field.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import { wayToMethods, type Scope, type View } from '../../../ui/scope.js'
import type { PasswordPage } from '../../../ui/view-models.js'

/** User name and password. The same words for an unknown name as for a wrong password. */
export function passwordView(page: PasswordPage, scope: Scope): View {
  const { password } = scope.texts
  const faults = page.problem === null ? [] : password.problems[page.problem]
  const at = (field: 'username' | 'password'): string | null =>
    faults.find((fault) => fault.field === field)?.atField ?? null
  const wrong = page.problem === 'wrong'
  return {
    title: password.title,
    problem: page.problem !== null,
    content: (
      <>
        <ErrorSummary
          title={password.summary}
          items={faults.map(({ field, inSummary }) => ({ field, text: inSummary }))}
        />
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
              <RichText of={password.triesLeft(page.triesLeft)} /> {password.pause}
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
