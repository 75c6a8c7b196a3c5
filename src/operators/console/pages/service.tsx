import { Button, PostForm } from '../../../ui/components/form.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { isEmailAddress } from '../../../domain/email-address.js'
import { findingLine } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingList } from './components/finding-list.js'
import { RestoreForm } from './components/restore-form.js'
import { serviceFrame } from './components/service-frame.js'
import { ServiceSettings } from './components/service-settings.js'
import { ServiceSource } from './components/service-source.js'
import { VersionSentence } from './service-history.js'
import type { ServiceModel } from './service-model.js'
import { TrialForm } from './service-test.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** One service at a glance: what is to be done, its switches, and every setting. */
export const servicePage = defineConsolePage('operator-service', view)

function view(page: ServiceModel, scope: Scope): View {
  const { service } = consoleTexts(scope.language)
  return serviceFrame(
    page,
    scope,
    <>
      <div class="app-stack--s">
        <h2 class="kern-heading-small">{service.findings}</h2>
        {page.view.findings.length === 0 ? <p class="kern-body">{service.noFindings}</p> : null}
        <FindingList findings={page.view.findings.map((found) => findingLine(found, scope))} scope={scope} />
      </div>
      <Facts page={page} scope={scope} />
      {page.form === null ? null : <Switches form={page.form} active={page.view.service.active} scope={scope} />}
      {page.source === null ? null : (
        <ServiceSource source={page.source} held={page.held} form={page.form} scope={scope} />
      )}
      <History page={page} scope={scope} />
      {page.form === null ? null : <TrialForm form={page.form} scope={scope} />}
      <ServiceSettings page={page} scope={scope} />
    </>,
  )
}

/** Addresses of e-mail become links to write to. */
const hrefOf = (contact: string): string => (isEmailAddress(contact) ? `mailto:${contact}` : contact)

function Facts({ page, scope }: Props) {
  const { fields, service: texts } = consoleTexts(scope.language)
  const { contacts } = page.view.service.settings
  return (
    <dl class="app-attributes">
      {contacts.length === 0 ? null : (
        <div class="app-attribute" data-testid="contacts">
          <dt>{fields.contacts}</dt>
          {contacts.map((contact) => (
            <dd key={contact} class="app-literal">
              <SafeLink href={hrefOf(contact)}>{contact}</SafeLink>
            </dd>
          ))}
        </div>
      )}
      <div class="app-attribute" data-testid="own-metadata">
        <dt>{texts.ownMetadata}</dt>
        <dd class="app-literal">{page.ownMetadata}</dd>
      </div>
      <Logo page={page} scope={scope} />
    </dl>
  )
}

/** Where the picture comes from, and why it is not there. */
function Logo({ page, scope }: Props) {
  const { fields, tabs } = consoleTexts(scope.language)
  const { logo } = page.view.service.metadata
  if (!logo) return null
  const fault = page.view.findings.find(({ code }) => code === 'logo-unfetched')
  return (
    <div class="app-attribute" data-testid="logo">
      <dt>{fields.logo}</dt>
      <dd class="app-literal">
        {logo.url.startsWith('data:') ? tabs.logo.inMetadata : tabs.logo.from(logo.url.slice(0, 200))}
      </dd>
      {fault ? <dd>{findingLine(fault, scope).message}</dd> : null}
      {page.logo === null && !fault ? <dd>{tabs.logo.waiting}</dd> : null}
    </div>
  )
}

function History({ page, scope }: Props) {
  const { history } = consoleTexts(scope.language)
  const [last, before] = page.versions
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{history.heading}</h2>
      {last === undefined ? null : (
        <>
          <p class="kern-body">{history.acts[last.act](last.restored)}</p>
          <VersionSentence version={last} scope={scope} />
        </>
      )}
      <p class="kern-body">
        <SafeLink href={page.history}>{history.all}</SafeLink>
      </p>
      {page.form === null || before === undefined ? null : (
        <RestoreForm form={page.form} version={before.number} label={history.restore(before.number)} />
      )}
    </div>
  )
}

function Switches({ form, active, scope }: { readonly form: Form; readonly active: boolean; readonly scope: Scope }) {
  const { service } = consoleTexts(scope.language)
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{service.switching}</h2>
      <PostForm form={form}>
        <p class="kern-body">{active ? service.disableHint : service.enableHint}</p>
        <p class="app-actions">
          {active ? (
            <Button look="danger" label={service.disable} name={FORM_FIELDS.decision} value="disable" />
          ) : (
            <Button look="primary" label={service.enable} name={FORM_FIELDS.decision} value="enable" />
          )}
        </p>
      </PostForm>
      <PostForm form={form}>
        <p class="kern-body">{service.removeHint}</p>
        <p class="app-actions">
          <Button look="danger" label={service.remove} name={FORM_FIELDS.decision} value="ask-remove" />
        </p>
      </PostForm>
    </div>
  )
}
