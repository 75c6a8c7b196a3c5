import type { AttributeName } from '../../../domain/identity.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import { finding } from '../../findings.js'
import { findingLine } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { worded } from '../value-words.js'
import { AttributeSets } from './components/attribute-sets.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingList } from './components/finding-list.js'
import { OneInWords } from './components/in-words.js'
import { PlainTable } from './components/plain-table.js'
import { serviceFrame } from './components/service-frame.js'
import { ServiceSettings } from './components/service-settings.js'
import type { ServiceModel } from './service-model.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** What a service gets of the citizen, by what right, and who says so. */
export const serviceAttributesPage = defineConsolePage('operator-service-attributes', view)

function view(page: ServiceModel, scope: Scope): View {
  const { tabs } = consoleTexts(scope.language)
  const { settings } = page.view.service
  const isNone = page.view.requiredAttributes.length + page.view.optionalAttributes.length === 0
  const intro = isNone ? tabs.attributes.none : tabs.attributes.intro
  return serviceFrame(
    page,
    scope,
    <>
      <div class="app-stack--s">
        <h2 class="kern-heading-medium">{tabs.names.attributes}</h2>
        <p class="kern-body">{settings.pseudonymous ? tabs.attributes.pseudonymous : intro}</p>
      </div>
      <Released page={page} scope={scope} />
      <Strange page={page} scope={scope} />
      <AttributeSets view={page.view} scope={scope} />
      <Grounds page={page} scope={scope} />
      <ServiceSettings page={page} scope={scope} />
    </>,
  )
}

function Released({ page, scope }: Props) {
  const { tabs, fields } = consoleTexts(scope.language)
  const { columns, required, optional, always } = tabs.attributes
  const { requiredAttributes, optionalAttributes, service } = page.view
  const { pseudonymous } = service.settings
  const row = (name: AttributeName, needed: 'requiredAttributes' | 'optionalAttributes') => ({
    key: `${needed} ${name}`,
    cells: [
      <OneInWords {...worded(needed, name, scope)} />,
      needed === 'requiredAttributes' ? required : optional,
      service.settings[needed] === null ? tabs.attributes.metadata : tabs.attributes.operator,
      <LevelOf name={name} page={page} scope={scope} />,
    ],
  })
  const rows = pseudonymous
    ? []
    : [
        ...requiredAttributes.map((name) => row(name, 'requiredAttributes')),
        ...optionalAttributes.map((name) => row(name, 'optionalAttributes')),
      ]
  const level = { key: 'trustLevel', cells: [fields.trustLevel, always, tabs.nothing, tabs.nothing] }
  return (
    <PlainTable
      caption={tabs.names.attributes}
      columns={[columns.name, columns.needed, columns.source, columns.level]}
      rows={[...rows, level]}
    />
  )
}

/** The level that a login must reach where this attribute is required. */
function LevelOf({ name, page, scope }: Props & { readonly name: AttributeName }) {
  const { tabs } = consoleTexts(scope.language)
  const own = page.view.service.settings.attributeLevels.find((each) => each.startsWith(`${name}:`))
  if (own === undefined) return <>{tabs.attributes.noLevel}</>
  return <OneInWords {...worded('trustLevel', own.slice(name.length + 1), scope)} />
}

function Grounds({ page, scope }: Props) {
  const { tabs, fields } = consoleTexts(scope.language)
  const { settings, metadata } = page.view.service
  const unknown = [...new Set(page.view.consumers.flatMap((consumer) => consumer.unknown))]
  const privacy = settings.privacyUrl ?? metadata.privacyUrls['de'] ?? Object.values(metadata.privacyUrls)[0] ?? null
  return (
    <dl class="app-attributes">
      <div class="app-attribute">
        <dt>{fields.legalBasis}</dt>
        <dd>{settings.legalBasis ?? tabs.attributes.notSaid}</dd>
      </div>
      <div class="app-attribute">
        <dt>{fields.purpose}</dt>
        <dd>{settings.purpose ?? tabs.attributes.notSaid}</dd>
      </div>
      <div class="app-attribute">
        <dt>{fields.privacyUrls}</dt>
        <dd class="app-literal">
          {privacy === null ? tabs.attributes.notSaid : <SafeLink href={privacy}>{privacy}</SafeLink>}
        </dd>
      </div>
      {unknown.length === 0 ? null : (
        <div class="app-attribute">
          <dt>{tabs.attributes.unknown}</dt>
          {unknown.map((name) => (
            <dd key={name} data-unknown-attribute={name}>
              {tabs.attributes.unknownOne}: <code class="app-literal">{name}</code>
            </dd>
          ))}
        </div>
      )}
    </dl>
  )
}

/** What to do about the names that nobody knows. */
function Strange({ page, scope }: Props) {
  const strange = page.view.consumers.flatMap(({ index, unknown }) =>
    unknown.map((name) => findingLine(finding('attribute-unknown', { consumer: index, name }), scope)),
  )
  return <FindingList findings={strange} scope={scope} />
}
