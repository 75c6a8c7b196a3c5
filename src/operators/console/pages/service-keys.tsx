import { shortName } from '../../../domain/algorithm-name.js'
import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import { defineConsolePage } from './components/console-page.js'
import { serviceFrame } from './components/service-frame.js'
import { ServiceSettings } from './components/service-settings.js'
import type { ServiceModel } from './service-model.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** The keys of a service, and what is signed and encrypted with which. */
export const serviceKeysPage = defineConsolePage('operator-service-keys', view)

function view(page: ServiceModel, scope: Scope): View {
  const { tabs } = consoleTexts(scope.language)
  return serviceFrame(
    page,
    scope,
    <>
      <div class="app-stack--s">
        <h2 class="kern-heading-medium">{tabs.names.keys}</h2>
        <p class="kern-body">{page.view.keys.length === 0 ? tabs.keys.none : tabs.keys.intro}</p>
        <Keys page={page} scope={scope} />
      </div>
      <ServiceSettings page={page} scope={scope} />
    </>,
  )
}

function Keys({ page, scope }: Props) {
  const { fields, tabs, values, yes, no } = consoleTexts(scope.language)
  const { keys, signedRequests, service } = page.view
  const from = service.settings.signedRequests === null ? tabs.keys.asMetadata : tabs.keys.asSet
  return (
    <dl class="app-attributes">
      {keys.map(({ use, sha256, of, encryptionMethods }) => (
        <div class="app-attribute" key={use + sha256} data-key={sha256}>
          <dt>{values.uses[use]}</dt>
          <dd>{of === 'certificate' ? tabs.keys.certificate : tabs.keys.publicKey}</dd>
          <dd class="app-literal">SHA-256 {sha256}</dd>
          {encryptionMethods.length === 0 ? null : (
            <dd class="app-literal">{encryptionMethods.map(({ algorithm }) => shortName(algorithm)).join(', ')}</dd>
          )}
        </div>
      ))}
      <div class="app-attribute">
        <dt>{fields.signedRequests}</dt>
        <dd>
          {signedRequests ? yes : no} ({from})
        </dd>
      </div>
    </dl>
  )
}
