import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { RichText } from '../../../ui/components/rich-text.js'
import { Sentences } from '../../../ui/components/sentences.js'
import { ShowPassword } from '../../../ui/components/show-password.js'
import { SupportLinks, supportWays } from '../../../ui/components/support.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { between, definePage, wayToMethods, type Scope, type View } from '../../../ui/page.js'
import type { PasswordProblem } from '../texts/messages.js'
import { passwordTexts } from '../texts/texts.js'

export interface PasswordModel {
  readonly form: Form
  readonly otherMethods: string
  /** Another method that is offered and proves who somebody is; null: none. */
  readonly identifiesBy: string | null
  readonly username: string
  readonly problem: PasswordProblem | null
  /** The tries left before a pause; told when they are few. */
  readonly triesLeft: number | null
}

/** User name and password. The words for an unknown name are the same as for a wrong password. */
export const passwordPage = definePage('password', view, { isEasy: true })

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
          <ShowPassword field={FORM_FIELDS.password} scope={scope} />
          {page.triesLeft === null ? null : (
            <p class="kern-body">
              <RichText of={form.triesLeft(page.triesLeft)} />
              {between(scope)}
              {form.pause}
            </p>
          )}
          <p class="app-actions">
            <Button look="primary" label={password.submit} />
          </p>
        </PostForm>
        <Forgotten page={page} scope={scope} />
        <NewHere page={page} scope={scope} />
        <p class="kern-body">
          <SafeLink href={page.otherMethods}>{wayToMethods(scope)}</SafeLink>
        </p>
      </>
    ),
  }
}

/** How to come to an account, where another method makes one. */
function NewHere({ page, scope }: { readonly page: PasswordModel; readonly scope: Scope }) {
  const { newHere } = passwordTexts(scope.language)
  return page.identifiesBy === null ? null : (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{newHere.heading}</h2>
      <p class="kern-body">{newHere.make(scope.methodText(page.identifiesBy).row)}</p>
    </div>
  )
}

/** What helps whoever has forgotten the password: only what there is here. */
function Forgotten({ page, scope }: { readonly page: PasswordModel; readonly scope: Scope }) {
  const { forgotten } = passwordTexts(scope.language)
  const hasSupport = supportWays(scope).length > 0
  const instead =
    page.identifiesBy === null
      ? scope.context.onlyMethod === true
        ? null
        : forgotten.otherMethod
      : forgotten.logIn(scope.methodText(page.identifiesBy).row)
  const alone = hasSupport ? forgotten.ask : forgotten.office
  const ask = instead === null ? alone : hasSupport ? forgotten.orAsk : null
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{forgotten.heading}</h2>
      <p class="kern-body">
        <Sentences of={[instead, ask]} scope={scope} />
      </p>
      <SupportLinks scope={scope} />
    </div>
  )
}
