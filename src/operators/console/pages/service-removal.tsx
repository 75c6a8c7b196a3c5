import { AskFirst } from '../../../ui/components/ask-first.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { LATELY_DAYS, type RemovalConsequences } from '../../services/removal.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface ServiceRemovalModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly consequences: RemovalConsequences
  readonly back: string
  /** What leads back to it afterwards. */
  readonly history: string
}

/** Asks before a service is taken out of the registry, and says what follows. */
export const serviceRemovalPage = defineConsolePage('operator-service-removal', view)

function view(page: ServiceRemovalModel, scope: Scope): View {
  const { service, history } = consoleTexts(scope.language)
  const { view: seen, lately, pseudonyms, sharing } = page.consequences
  const title = service.removeTitle(seen.displayName)
  return {
    title,
    problem: false,
    content: (
      <>
        <AskFirst
          title={title}
          form={page.form}
          submit={service.remove}
          decision="remove"
          back={{ href: page.back, label: service.keep }}
        >
          <p class="app-literal">{seen.service.entityId}</p>
          <ul class="kern-list kern-list--bullet">
            <li>{service.removeLately(lately.logins, lately.accounts, LATELY_DAYS)}</li>
            <li>{service.removeNow}</li>
            <li>{service.removePseudonyms(pseudonyms)}</li>
            {sharing === 0 ? null : <li>{service.removeSharing(sharing)}</li>}
          </ul>
          <p class="kern-body">{service.removeAfter}</p>
          <p class="kern-body">
            {service.removeHistory} <SafeLink href={page.history}>{history.heading}</SafeLink>
          </p>
        </AskFirst>
      </>
    ),
  }
}
