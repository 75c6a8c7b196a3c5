import { AskFirst } from '../../../ui/components/ask-first.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { AccountView } from '../../accounts/account-view.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface AccountDeletionModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly account: AccountView
  /** The look-up, sealed, by the name of its field. */
  readonly carried: Readonly<Record<string, string>>
  readonly back: string
}

/** Asks before a citizen's account is deleted, and says what follows. */
export const accountDeletionPage = defineConsolePage('operator-account-deletion', view)

function view(page: AccountDeletionModel, scope: Scope): View {
  const { accounts } = consoleTexts(scope.language)
  const { username, email, id } = page.account
  return {
    title: accounts.deleteTitle,
    problem: false,
    content: (
      <>
        <AskFirst
          title={accounts.deleteTitle}
          form={page.form}
          submit={accounts.deleteSubmit}
          decision="delete"
          carried={page.carried}
          back={{ href: page.back, label: accounts.keep }}
        >
          <p class="app-literal">{[username, email, id].filter((each) => each !== null).join(' · ')}</p>
          {accounts.deleteAfter.map((line) => (
            <p class="kern-body" key={line}>
              {line}
            </p>
          ))}
        </AskFirst>
      </>
    ),
  }
}
