import { Button, PostForm } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { SwitchedMethod } from '../../methods/switch-method.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export const METHODS_DONE = ['disabled', 'enabled', 'unchanged'] as const

export interface MethodsModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly methods: readonly SwitchedMethod[]
  readonly done: (typeof METHODS_DONE)[number] | null
}

/** The kill switches: each method, for all services at once. */
export const methodsPage = defineConsolePage('operator-methods', view)

function view(page: MethodsModel, scope: Scope): View {
  const { methods } = consoleTexts(scope.language)
  return {
    title: methods.title,
    problem: false,
    content: (
      <>
        {page.done === null ? null : (
          <Notice
            look={page.done === 'unchanged' ? 'info' : 'success'}
            text={methods.done[page.done]}
            id="method-done"
          />
        )}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{methods.title}</h1>
          <p class="kern-body">{methods.intro}</p>
        </div>
        {page.methods.map((method) => (
          <Method key={method.method} form={page.form} switched={method} scope={scope} />
        ))}
      </>
    ),
  }
}

interface MethodProps {
  readonly form: Form
  readonly switched: SwitchedMethod
  readonly scope: Scope
}

function Method({ form, switched: { method, enabled, disabledAt }, scope }: MethodProps) {
  const { methods } = consoleTexts(scope.language)
  const { label } = scope.methodText(method)
  const since = disabledAt === null ? '' : `${new Date(disabledAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return (
    <section class="app-stack--s" data-method-switch={method}>
      <h2 class="kern-heading-small">{label}</h2>
      <p class="kern-body">
        <Badge look={enabled ? 'success' : 'danger'} label={enabled ? methods.states.on : methods.states.off} />{' '}
        {enabled || since === '' ? null : methods.offSince(since)}
      </p>
      <PostForm form={form}>
        <input type="hidden" name={FORM_FIELDS.method} value={method} />
        <p class="app-actions">
          <Button
            look={enabled ? 'danger' : 'primary'}
            label={enabled ? methods.disable(label) : methods.enable(label)}
            name={FORM_FIELDS.decision}
            value={enabled ? 'ask-disable' : 'enable'}
          />
        </p>
      </PostForm>
    </section>
  )
}
