import { AskFirst } from '../../../ui/components/ask-first.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { CONSOLE } from '../console-context.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface UpstreamQuestionModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly act: 'disable' | 'remove'
  readonly name: string
  readonly entityId: string
  /** The services that are set to methods of which it is one. */
  readonly services: readonly string[]
}

/** Asks before another account is switched off or removed, and says what follows. */
export const upstreamQuestionPage = defineConsolePage('operator-upstream-question', view)

function view({ act, name, entityId, services, form }: UpstreamQuestionModel, scope: Scope): View {
  const { upstreams: texts } = consoleTexts(scope.language)
  const isRemoval = act === 'remove'
  const title = isRemoval ? texts.removeTitle(name) : texts.disableTitle(name)
  return {
    title,
    problem: false,
    content: (
      <>
        <AskFirst
          title={title}
          form={form}
          submit={isRemoval ? texts.removeNow : texts.disable}
          decision={act}
          back={{ href: CONSOLE.upstream(name), label: texts.keep }}
        >
          <p class="app-literal">{entityId}</p>
          <p class="kern-body">{texts.disableHint}</p>
          {isRemoval ? <p class="kern-body">{texts.removeAfter}</p> : null}
          {services.length === 0 ? null : <p class="kern-body">{texts.removeNamed(services.length)}</p>}
        </AskFirst>
      </>
    ),
  }
}
