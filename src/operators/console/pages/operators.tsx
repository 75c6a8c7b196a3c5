import type { Instant } from '../../../domain/instant.js'
import type { Operator } from '../../../domain/operator.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { Alert } from '../../../ui/components/alert.js'
import type { Refusal } from '../../findings.js'
import { refusalText } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

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
  const { staff, service } = consoleTexts(scope.language)
  return {
    title: staff.title,
    problem: page.refusal !== null,
    content: (
      <>
        {page.refusal === null ? null : (
          <div role="alert" data-finding={page.refusal.rule}>
            <Alert look="danger" title={service.refused}>
              <p class="kern-body">{refusalText(page.refusal, scope)}</p>
            </Alert>
          </div>
        )}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{staff.title}</h1>
          <p class="kern-body">{staff.intro}</p>
        </div>
        <section class="app-table" aria-label={staff.title} tabindex={0}>
          <table class="kern-table">
            <caption class="kern-title kern-title--small">{staff.title}</caption>
            <thead class="kern-table__head">
              <tr class="kern-table__row">
                {COLUMNS.map((column) => (
                  <th class="kern-table__header" scope="col" key={column}>
                    {staff.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="kern-table__body">
              {page.operators.map((operator) => (
                <Row key={operator.username} operator={operator} form={page.form} scope={scope} />
              ))}
            </tbody>
          </table>
        </section>
      </>
    ),
  }
}

function Row({ operator, form, scope }: RowProps) {
  const texts = consoleTexts(scope.language)
  const { username, role, tenant, hotline } = operator
  return (
    <tr class="kern-table__row" data-operator={username}>
      <th class="kern-table__header" scope="row">
        {username}
      </th>
      <td class="kern-table__cell">
        {[texts.roles[role], ...(tenant === null ? [] : [tenant]), ...(hotline ? [texts.staff.hotline] : [])].join(
          ', ',
        )}
      </td>
      <td class="kern-table__cell">
        <State operator={operator} scope={scope} />
      </td>
      <td class="kern-table__cell">
        <Reset operator={operator} form={form} scope={scope} />
      </td>
    </tr>
  )
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

function Reset({ operator: { username, disabled, isSelf }, form, scope }: RowProps) {
  const { staff } = consoleTexts(scope.language)
  if (isSelf) return <>{staff.own}</>
  if (disabled) return <>–</>
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
