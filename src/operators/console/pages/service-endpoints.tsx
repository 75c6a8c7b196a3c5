import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import { defineConsolePage } from './components/console-page.js'
import { PlainTable } from './components/plain-table.js'
import { serviceFrame } from './components/service-frame.js'
import { ServiceSettings } from './components/service-settings.js'
import type { ServiceModel } from './service-model.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** Where a service is reached, and where it reaches the broker. */
export const serviceEndpointsPage = defineConsolePage('operator-service-endpoints', view)

function view(page: ServiceModel, scope: Scope): View {
  const { tabs } = consoleTexts(scope.language)
  return serviceFrame(
    page,
    scope,
    <>
      <h2 class="kern-heading-medium">{tabs.names.endpoints}</h2>
      <Consumers page={page} scope={scope} />
      <Logouts page={page} scope={scope} />
      <Facts page={page} scope={scope} />
      <ServiceSettings page={page} scope={scope} />
    </>,
  )
}

function Consumers({ page, scope }: Props) {
  const { fields, values, tabs } = consoleTexts(scope.language)
  const { columns, isDefault } = tabs.endpoints
  return (
    <PlainTable
      caption={fields.assertionConsumerServices}
      columns={[columns.location, columns.binding, columns.index]}
      rows={page.view.service.metadata.assertionConsumerServices.map((each) => ({
        key: `${each.location} ${each.index}`,
        cells: [
          <span class="app-literal">{each.location}</span>,
          values.bindings[each.binding],
          <>
            {each.index} {each.isDefault ? <Badge look="info" label={isDefault} /> : null}
          </>,
        ],
      }))}
    />
  )
}

function Logouts({ page, scope }: Props) {
  const { fields, values, tabs } = consoleTexts(scope.language)
  const { columns, unnamed } = tabs.endpoints
  const { singleLogoutServices } = page.view.service.metadata
  if (singleLogoutServices.length === 0) {
    return (
      <div class="app-stack--s">
        <h3 class="kern-heading-small">{fields.singleLogoutServices}</h3>
        <p class="kern-body">{unnamed}</p>
      </div>
    )
  }
  return (
    <PlainTable
      caption={fields.singleLogoutServices}
      columns={[columns.location, columns.binding, columns.answersTo]}
      rows={singleLogoutServices.map(({ location, binding, responseLocation }) => ({
        key: `${location} ${binding}`,
        cells: [
          <span class="app-literal">{location}</span>,
          values.bindings[binding],
          <span class="app-literal">{responseLocation ?? location}</span>,
        ],
      }))}
    />
  )
}

function Facts({ page, scope }: Props) {
  const { fields, service, services, tabs } = consoleTexts(scope.language)
  const { nameIdFormats, informationUrls, validUntil } = page.view.service.metadata
  const rows = [
    [service.ownMetadata, [page.ownMetadata]],
    [fields.nameIdFormats, nameIdFormats],
    [fields.informationUrls, Object.entries(informationUrls).map(([language, url]) => `${url} (${language})`)],
  ] as const
  return (
    <dl class="app-attributes">
      {rows.map(([name, items]) => (
        <div class="app-attribute" key={name}>
          <dt>{name}</dt>
          {items.length === 0 ? <dd>{tabs.nothing}</dd> : null}
          {items.map((item) => (
            <dd class="app-literal" key={item}>
              {item}
            </dd>
          ))}
        </div>
      ))}
      <div class="app-attribute">
        <dt>{fields.validUntil}</dt>
        <dd>{validUntil === null ? services.endless : scope.formats.day(validUntil)}</dd>
      </div>
    </dl>
  )
}
