import { AskFirst } from '../../../ui/components/ask-first.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface MethodDisablingModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly method: string
  readonly back: string
}

/** Asks before a method is switched off for everybody, and says what follows. */
export const methodDisablingPage = defineConsolePage('operator-method-disabling', view)

function view(page: MethodDisablingModel, scope: Scope): View {
  const { methods } = consoleTexts(scope.language)
  const { label } = scope.methodText(page.method)
  const title = methods.askTitle(label)
  return {
    title,
    problem: false,
    content: (
      <>
        <AskFirst
          title={title}
          form={page.form}
          submit={methods.disable(label).replace(/ …$/, '')}
          decision="disable"
          carried={{ [FORM_FIELDS.method]: page.method }}
          back={{ href: page.back, label: methods.keep }}
        >
          {methods.askAfter.map((line) => (
            <p class="kern-body" key={line}>
              {line}
            </p>
          ))}
        </AskFirst>
      </>
    ),
  }
}
