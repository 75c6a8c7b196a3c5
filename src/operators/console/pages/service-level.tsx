import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import { worded } from '../value-words.js'
import { defineConsolePage } from './components/console-page.js'
import { InWords } from './components/in-words.js'
import { serviceFrame } from './components/service-frame.js'
import { ServiceSettings } from './components/service-settings.js'
import type { ServiceModel } from './service-model.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** The level that the logins of a service must reach, and what reaches it. */
export const serviceLevelPage = defineConsolePage('operator-service-level', view)

function view(page: ServiceModel, scope: Scope): View {
  const { tabs } = consoleTexts(scope.language)
  const { trustLevel } = page.view.service.settings
  return serviceFrame(
    page,
    scope,
    <>
      <div class="app-stack--s">
        <h2 class="kern-heading-medium">{tabs.names.level}</h2>
        <p class="kern-body">{tabs.level.intro(scope.texts.levels[trustLevel])}</p>
        <Facts page={page} scope={scope} />
      </div>
      <ServiceSettings page={page} scope={scope} />
    </>,
  )
}

function Facts({ page, scope }: Props) {
  const { fields, tabs } = consoleTexts(scope.language)
  const { settings } = page.view.service
  const { metadataLevel } = page.view
  const methods = (settings.methods ?? []).map((id) => worded('methods', id, scope))
  const levels = settings.attributeLevels.map((each) => worded('attributeLevels', each, scope))
  return (
    <dl class="app-attributes">
      <div class="app-attribute">
        <dt>{tabs.level.inMetadata}</dt>
        <dd>{metadataLevel === null ? tabs.level.notSaid : scope.texts.levels[metadataLevel]}</dd>
      </div>
      <div class="app-attribute">
        <dt>{fields.methods}</dt>
        <InWords items={methods} empty={tabs.level.allMethods} />
      </div>
      <div class="app-attribute">
        <dt>{fields.attributeLevels}</dt>
        <InWords items={levels} empty={tabs.level.noOwn} />
      </div>
    </dl>
  )
}
