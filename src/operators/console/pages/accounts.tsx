import { Alert } from '../../../ui/components/alert.js'
import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { AccountView, BindingView } from '../../accounts/account-view.js'
import type { Refusal } from '../../findings.js'
import type { AccountDone } from '../texts/account-messages.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { RefusalNotice } from './components/refusal-notice.js'

/** Names of the page's inputs, beside those of every form. */
export const ACCOUNT_FIELDS = {
  identifier: 'identifier',
  reason: 'reason',
  lookUp: 'lookUp',
  method: 'method',
} as const

export interface AccountsModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly identifier: string
  readonly reason: string
  /** The fields that lack what they need. */
  readonly problems: readonly ('identifier' | 'reason')[]
  /** The look-up of what was to be done is too old. */
  readonly expired: boolean
  readonly refusal: Refusal | null
  readonly done: AccountDone | null
  /** The account that was looked up, and the look-up, sealed: whatever is done next is done in it. */
  readonly found: { readonly account: AccountView; readonly lookUp: string } | null
}

interface Props {
  readonly page: AccountsModel
  readonly scope: Scope
}

interface FoundProps {
  readonly form: Form
  readonly found: NonNullable<AccountsModel['found']>
  readonly scope: Scope
}

/** Citizens' accounts for the hotline: found by their exact name alone, shown masked. */
export const accountsPage = defineConsolePage('operator-accounts', view)

function view(page: AccountsModel, scope: Scope): View {
  const { accounts, service } = consoleTexts(scope.language)
  return {
    title: accounts.title,
    problem: page.problems.length > 0 || page.refusal !== null || page.expired,
    content: (
      <>
        {page.done === null ? null : (
          <Notice
            look={page.done === 'unchanged' ? 'info' : 'success'}
            text={accounts.done[page.done]}
            id="account-done"
          />
        )}
        <ErrorSummary
          title={scope.texts.form.problem}
          items={page.problems.map((field) => ({ field, text: accounts.problems[field] }))}
        />
        <RefusalNotice refusal={page.refusal} scope={scope} />
        {page.expired ? (
          <div role="alert">
            <Alert look="warning" title={service.refused}>
              <p class="kern-body">{accounts.problems.expired}</p>
            </Alert>
          </div>
        ) : null}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{accounts.title}</h1>
          <p class="kern-body">{accounts.intro}</p>
        </div>
        <LookUp page={page} scope={scope} />
        {page.found === null ? null : <Found form={page.form} found={page.found} scope={scope} />}
      </>
    ),
  }
}

function LookUp({ page, scope }: Props) {
  const { accounts } = consoleTexts(scope.language)
  const errorOf = (field: 'identifier' | 'reason'): string | null =>
    page.problems.includes(field) ? accounts.problems[field] : null
  return (
    <PostForm form={page.form}>
      <TextField
        id="identifier"
        name={ACCOUNT_FIELDS.identifier}
        label={accounts.identifier}
        hint={accounts.identifierHint}
        value={page.identifier}
        autocomplete="off"
        literal
        error={errorOf('identifier')}
      />
      <TextField
        id="reason"
        name={ACCOUNT_FIELDS.reason}
        label={accounts.reason}
        hint={accounts.reasonHint}
        value={page.reason}
        autocomplete="off"
        error={errorOf('reason')}
      />
      <p class="app-actions">
        <Button look="primary" label={accounts.lookUp} />
      </p>
    </PostForm>
  )
}

function Found({ form, found, scope }: FoundProps) {
  const { accounts } = consoleTexts(scope.language)
  const { account } = found
  const isBlocked = account.status === 'blocked'
  const rows = [
    [accounts.fields.username, account.username ?? accounts.nothing],
    [accounts.fields.email, account.email ?? accounts.nothing],
    [accounts.fields.id, account.id],
  ] as const
  return (
    <section class="app-stack" data-account={account.id} aria-labelledby="found">
      <h2 class="kern-heading-medium" id="found">
        {accounts.foundTitle}
      </h2>
      <dl class="app-attributes">
        {rows.map(([label, value]) => (
          <div class="app-attribute" key={label}>
            <dt>{label}</dt>
            <dd class="app-literal">{value}</dd>
          </div>
        ))}
        <div class="app-attribute">
          <dt>{accounts.fields.status}</dt>
          <dd data-testid="account-status">
            <Badge look={isBlocked ? 'danger' : 'success'} label={accounts.states[account.status]} />
          </dd>
        </div>
      </dl>
      {isBlocked ? (
        <Act form={form} found={found} decision="unblock" label={accounts.unblock} hint={accounts.unblockHint} />
      ) : (
        <Act form={form} found={found} decision="block" label={accounts.block} hint={accounts.blockHint} danger />
      )}
      <Act
        form={form}
        found={found}
        decision="end-sessions"
        label={accounts.endSessions}
        hint={accounts.endSessionsHint}
      />
      <h3 class="kern-heading-small">{accounts.methods}</h3>
      {account.methods.length === 0 ? <p class="kern-body">{accounts.noMethods}</p> : null}
      <ul class="app-plain">
        {account.methods.map((binding) => (
          <li key={binding.id} class="app-stack--s" data-binding={binding.id}>
            <Binding form={form} found={found} binding={binding} scope={scope} />
          </li>
        ))}
      </ul>
      <Act form={form} found={found} decision="ask-delete" label={accounts.remove} hint={accounts.removeHint} danger />
    </section>
  )
}

function Binding({ form, found, binding, scope }: FoundProps & { readonly binding: BindingView }) {
  const { accounts } = consoleTexts(scope.language)
  const { id, kind, blocked } = binding
  const name = nameOf(binding, scope)
  return (
    <>
      <p class="kern-body">
        {name} {accounts.since(new Date(binding.boundAt).toISOString().slice(0, 10))}{' '}
        {blocked ? <Badge look="danger" label={accounts.states.blocked} /> : null}
      </p>
      {kind === 'password' ? null : (
        <div class="app-actions">
          {kind === 'factor' || (kind === 'phone' && blocked) ? null : (
            <Act
              form={form}
              found={found}
              binding={id}
              decision={blocked ? 'unblock-method' : 'block-method'}
              label={blocked ? accounts.unblockMethod(name) : accounts.blockMethod(name)}
              danger={!blocked}
            />
          )}
          <Act
            form={form}
            found={found}
            binding={id}
            decision="remove-method"
            label={accounts.removeMethod(name)}
            danger
          />
        </div>
      )}
    </>
  )
}

function nameOf({ method, kind, name, instance }: BindingView, scope: Scope): string {
  const { kinds } = consoleTexts(scope.language).accounts
  const label = scope.methodText(method).label
  if (kind === 'factor') return `${kinds.factor} ${name ?? (instance === 'totp' ? kinds.app : instance)}`
  return kind === 'phone' ? `${label}: ${name ?? kinds.phone}` : label
}

interface ActProps extends Omit<FoundProps, 'scope'> {
  readonly decision: string
  readonly label: string
  readonly hint?: string
  readonly binding?: string
  readonly danger?: boolean
}

/** One thing that can be done, in a form of its own. */
const Act = ({ form, found, decision, label, hint, binding, danger = false }: ActProps) => (
  <PostForm form={form}>
    <input type="hidden" name={ACCOUNT_FIELDS.lookUp} value={found.lookUp} />
    {binding === undefined ? null : <input type="hidden" name={ACCOUNT_FIELDS.method} value={binding} />}
    {hint === undefined ? null : <p class="kern-body">{hint}</p>}
    <p class="app-actions">
      <Button look={danger ? 'danger' : 'secondary'} label={label} name={FORM_FIELDS.decision} value={decision} />
    </p>
  </PostForm>
)
