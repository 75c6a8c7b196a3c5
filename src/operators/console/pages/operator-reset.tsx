import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import { ACCESS_FIELDS } from './access.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface OperatorResetModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly username: string
  /** Of the operator, as shown here. */
  readonly version: number
  /** It waits for a second person. */
  readonly secondPerson: boolean
  /** The own password was wrong. */
  readonly isWrong: boolean
  readonly back: string
}

/** Asks before the password of another operator is reset, and for the own one. */
export const operatorResetPage = defineConsolePage('operator-reset', view)

function view(page: OperatorResetModel, scope: Scope): View {
  const { staff } = consoleTexts(scope.language)
  const title = staff.askTitle(page.username)
  const error = page.isWrong ? staff.wrong : null
  return {
    title,
    problem: page.isWrong,
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={error === null ? [] : [{ field: ACCESS_FIELDS.current, text: error }]}
        />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          {[...staff.askAfter, ...(page.secondPerson ? [staff.askDrafted] : [])].map((line) => (
            <p class="kern-body" key={line}>
              {line}
            </p>
          ))}
        </div>
        <PostForm form={page.form}>
          <input type="hidden" name={FORM_FIELDS.username} value={page.username} />
          <input type="hidden" name="version" value={page.version} />
          <TextField
            id={ACCESS_FIELDS.current}
            name={ACCESS_FIELDS.current}
            type="password"
            label={staff.ownPassword}
            hint={staff.ownPasswordHint}
            value=""
            autocomplete="current-password"
            error={error}
          />
          <p class="app-actions">
            <Button look="danger" label={staff.submit} name={FORM_FIELDS.decision} value="reset-password" />
            <LinkButton look="secondary" href={page.back} label={staff.keep} />
          </p>
        </PostForm>
      </>
    ),
  }
}
