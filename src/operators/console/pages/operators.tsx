import type { Instant } from '../../../domain/instant.js'
import type { Operator } from '../../../domain/operator.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { Refusal } from '../../findings.js'
import { rightsWords } from '../rights-words.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { PlainTable } from './components/plain-table.js'
import { RefusalNotice } from './components/refusal-notice.js'

/** An operator as the others see them. */
export interface ListedOperator extends Pick<
  Operator,
  'username' | 'role' | 'tenant' | 'hotline' | 'disabled' | 'oneTimeUntil'
> {
  readonly hasFactor: boolean
  /** It is whoever looks. */
  readonly isSelf: boolean
}

export interface OperatorsModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly operators: readonly ListedOperator[]
  /** Why nothing was changed; null: nothing was refused. */
  readonly refusal: Refusal | null
}

interface RowProps {
  readonly operator: ListedOperator
  readonly form: Form
  readonly scope: Scope
}

/** Who may sign in at the console, for admins: they help whoever has forgotten the password. */
export const operatorsPage = defineConsolePage('operator-operators', view)

const COLUMNS = ['name', 'role', 'state', 'password'] as const

function view(page: OperatorsModel, scope: Scope): View {
  const { staff } = consoleTexts(scope.language)
  return {
    title: staff.title,
    problem: page.refusal !== null,
    content: (
      <>
        <RefusalNotice refusal={page.refusal} scope={scope} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{staff.title}</h1>
          <p class="kern-body">{staff.intro}</p>
        </div>
        <PlainTable
          caption={staff.title}
          columns={COLUMNS.map((column) => staff.columns[column])}
          rows={page.operators.map((operator) => ({
            key: operator.username,
            data: { 'data-operator': operator.username },
            cells: [
              operator.username,
              rightsWords(operator, scope),
              <State operator={operator} scope={scope} />,
              <Reset operator={operator} form={page.form} scope={scope} />,
            ],
          }))}
        />
      </>
    ),
  }
}

function State({ operator: { disabled, hasFactor, oneTimeUntil }, scope }: Omit<RowProps, 'form'>) {
  const { staff } = consoleTexts(scope.language)
  return (
    <>
      <Badge look={disabled ? 'danger' : 'success'} label={disabled ? staff.disabled : staff.active} />
      {hasFactor || disabled ? null : <p class="kern-body">{staff.noFactor}</p>}
      {oneTimeUntil === null || disabled ? null : <p class="kern-body">{staff.oneTimeUntil(momentOf(oneTimeUntil))}</p>}
    </>
  )
}

function Reset({ operator: { username, disabled, hasFactor, isSelf }, form, scope }: RowProps) {
  const { staff } = consoleTexts(scope.language)
  if (isSelf) return <>{staff.own}</>
  // Nobody is given a password here who has no second factor: the page would only refuse it.
  if (disabled || !hasFactor) return <>–</>
  return (
    <form method="post" action={form.action}>
      <input type="hidden" name={FORM_FIELDS.token} value={form.token} />
      <input type="hidden" name={FORM_FIELDS.username} value={username} />
      <button
        type="submit"
        class="kern-btn kern-btn--secondary"
        name={FORM_FIELDS.decision}
        value="ask-reset"
        aria-label={staff.resetOf(username)}
      >
        <span class="kern-label">{staff.reset}</span>
      </button>
    </form>
  )
}

const momentOf = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
