import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'

/** `expired`: the page of the code was open too long, or the operator was changed meanwhile. */
export type SignInProblem = 'wrong' | 'expired'

export interface SignInModel {
  readonly form: Form
  readonly username: string
  readonly problem: SignInProblem | null
}

/** The first step of an operator's sign-in. */
export const signInPage = definePage('operator-sign-in', view, { isForStaff: true })

function view(page: SignInModel, scope: Scope): View {
  const { signIn } = consoleTexts(scope.language)
  const text = page.problem && signIn.problems[page.problem]
  return {
    title: signIn.title,
    problem: text !== null,
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={text === null ? [] : [{ field: FORM_FIELDS.username, text }]}
        />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{signIn.title}</h1>
          <p class="kern-body">{signIn.notForCitizens}</p>
        </div>
        <PostForm form={page.form}>
          <TextField
            id={FORM_FIELDS.username}
            name={FORM_FIELDS.username}
            label={signIn.username}
            value={page.username}
            autocomplete="username"
            literal
            error={text}
          />
          <TextField
            id={FORM_FIELDS.password}
            name={FORM_FIELDS.password}
            type="password"
            label={signIn.password}
            value=""
            autocomplete="current-password"
            alsoWrong={page.problem === 'wrong'}
            errorAt={text === null ? undefined : `${FORM_FIELDS.username}-error`}
          />
          <p class="app-actions">
            <Button look="primary" label={signIn.submit} />
          </p>
        </PostForm>
      </>
    ),
  }
}
