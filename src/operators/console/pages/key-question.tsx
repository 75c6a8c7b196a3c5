import { AskFirst } from '../../../ui/components/ask-first.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { KeyView } from '../../keys/manage-keys.js'
import { CONSOLE } from '../console-context.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface KeyQuestionModel {
  readonly bar: ConsoleBarModel
  /** Its address names the key. */
  readonly form: Form
  readonly asks: 'activate' | 'retire' | 'retire-at-once'
  readonly view: KeyView
  /** Why it is asked; null: only because there is no way back. */
  readonly because: string | null
  /** It becomes a draft, which a second person has to agree to. */
  readonly waits: boolean
}

/** Asks before what services may notice, and says what follows. */
export const keyQuestionPage = defineConsolePage('operator-key-question', view)

function view(page: KeyQuestionModel, scope: Scope): View {
  const { keys } = consoleTexts(scope.language)
  const { title, after, submit } = keys.asked[page.asks]
  const { key, fingerprint } = page.view
  return {
    title,
    problem: false,
    content: (
      <>
        <AskFirst
          title={title}
          form={page.form}
          submit={submit}
          decision={page.asks === 'activate' ? 'activate-early' : page.asks}
          back={{ href: CONSOLE.keys, label: keys.keep }}
        >
          <p class="kern-body">
            {keys.uses[key.use]}, {key.type}, {keys.states[key.state]}
          </p>
          <p class="app-literal">
            {key.id} SHA-256 {fingerprint}
          </p>
          {page.because === null ? null : <p class="kern-body app-lead">{page.because}</p>}
          <p class="kern-body">{after}</p>
          {page.waits ? <p class="kern-body">{keys.waits}</p> : null}
        </AskFirst>
      </>
    ),
  }
}
