import type { ComponentChildren } from 'preact'
import { ErrorSummary } from '../../../../ui/components/form.js'
import { Notice } from '../../../../ui/components/notice.js'
import type { Scope, View } from '../../../../ui/page.js'
import type { ShownLogo } from '../../service-logo.js'
import { consoleTexts } from '../../texts/texts.js'
import { expectedText } from '../../value-words.js'
import type { ServiceModel } from '../service-model.js'
import { Badge } from './badge.js'
import { NewPseudonyms } from './new-pseudonyms.js'
import { ServiceTabs } from './service-tabs.js'
import { RefusalNotice } from './refusal-notice.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** A page of one service: what was done or refused, whose page it is, the way to the others, and its own content. */
export function serviceFrame(page: ServiceModel, scope: Scope, content: ComponentChildren): View {
  const { tabs } = consoleTexts(scope.language)
  const { displayName } = page.view
  const isWrong = page.fields.some(({ expected }) => expected !== null)
  return {
    title: page.tab === 'overview' ? displayName : tabs.title(tabs.names[page.tab], displayName),
    problem: isWrong || page.refusal !== null || page.held !== null || page.changedMeanwhile,
    content: (
      <>
        <Told page={page} scope={scope} />
        <Head page={page} scope={scope} />
        <ServiceTabs name={displayName} tabs={page.tabs} scope={scope} />
        {content}
      </>
    ),
  }
}

function Told({ page, scope }: Props) {
  const { service, fields } = consoleTexts(scope.language)
  return (
    <>
      {page.done === null ? null : (
        <Notice
          look={page.done === 'unchanged' || page.done === 'fresh' ? 'info' : 'success'}
          text={service.done[page.done]}
          id="service-done"
        />
      )}
      <ErrorSummary
        title={scope.texts.form.problem}
        items={page.fields.flatMap(({ name, expected }) =>
          expected === null ? [] : [{ field: name, text: `${fields[name]}: ${expectedText(name, expected, scope)}` }],
        )}
      />
      <RefusalNotice refusal={page.refusal} scope={scope} />
      <NewPseudonyms refusal={page.refusal} form={page.form} scope={scope} />
      {page.changedMeanwhile ? <Notice look="info" text={service.changedMeanwhile} id="changed-meanwhile" /> : null}
    </>
  )
}

function Head({ page, scope }: Props) {
  const { services } = consoleTexts(scope.language)
  const { entityId, active, settings } = page.view.service
  return (
    <div class="app-stack--s">
      <div class="app-titled">
        <ServiceLogo logo={page.logo} />
        <h1 class="kern-heading-large">{page.view.displayName}</h1>
      </div>
      <p class="app-literal">{entityId}</p>
      <p class="kern-body">
        <Badge
          look={active ? 'success' : 'danger'}
          label={active ? services.states.active : services.states.disabled}
        />{' '}
        {scope.texts.levels[settings.trustLevel]}
      </p>
    </div>
  )
}

/** The picture of a service; its name stands beside it, so it says nothing of its own (WCAG 1.1.1). */
export const ServiceLogo = ({ logo }: { readonly logo: ShownLogo | null }) =>
  logo === null ? null : (
    <img class="app-logo" src={logo.path} width={logo.width} height={logo.height} alt="" data-testid="service-logo" />
  )
