import type { Source } from '../../../domain/source.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { isEmailAddress } from '../../../domain/email-address.js'
import type { ServiceVersion } from '../../../domain/service-version.js'
import type { Refusal } from '../../findings.js'
import type { ServiceView } from '../../services/service-view.js'
import type { SettingName } from '../../services/setting-rules.js'
import { findingLine, refusalText } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { AttributeSets } from './components/attribute-sets.js'
import { Badge } from './components/badge.js'
import { RestoreForm } from './components/restore-form.js'
import { ConsoleBar, type ConsoleBarModel } from './components/console-bar.js'
import { FindingList } from './components/finding-list.js'
import { VersionSentence } from './service-history.js'
import { NewPseudonyms } from './components/new-pseudonyms.js'
import { ServiceSource, type HeldDocument } from './components/service-source.js'

/** What was just done. */
export const SERVICE_DONE = ['set', 'disabled', 'enabled', 'restored', 'unchanged', 'refreshed', 'fresh'] as const
export type ServiceDone = (typeof SERVICE_DONE)[number]

/** The field that says which settings the page shows as stored. */
export const SHOWN_SETTINGS = 'shownSettings'

/** One setting as a field. */
export interface SettingField {
  readonly name: SettingName
  readonly value: string
  /** As it is stored, which `value` is not where something else was typed. */
  readonly stored: string
  /** What it may hold, where what was typed cannot be; null: nothing is wrong. */
  readonly expected: string | null
}

export interface ServiceModel {
  readonly bar: ConsoleBarModel
  readonly view: ServiceView
  readonly done: ServiceDone | null
  /** Why nothing was changed; null: nothing was refused. */
  readonly refusal: Refusal | null
  /** Somebody else has changed the settings since they were shown, so nothing was changed. */
  readonly changedMeanwhile: boolean
  /** Null for whoever may only read. */
  readonly form: Form | null
  readonly fields: readonly SettingField[]
  /** The last version and the one before it. */
  readonly versions: readonly ServiceVersion[]
  /** Where all of them are shown. */
  readonly history: string
  /** Where this service fetches the broker's metadata under its name. */
  readonly ownMetadata: string
  /** What its metadata come from; null: they are imported by hand. */
  readonly source: Source | null
  /** A document of the source that waits for a person. */
  readonly held: HeldDocument | null
}

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

/** One service: what holds of it, what is to be done, its settings and its switches. */
export const servicePage = definePage('operator-service', view)

function view(page: ServiceModel, scope: Scope): View {
  const { service, services } = consoleTexts(scope.language)
  const wrong = page.fields.filter(({ expected }) => expected !== null)
  const { displayName } = page.view
  const { entityId, active, settings } = page.view.service
  return {
    title: displayName,
    problem: wrong.length > 0 || page.refusal !== null || page.held !== null || page.changedMeanwhile,
    content: (
      <>
        <ConsoleBar bar={page.bar} scope={scope} />
        {page.done === null ? null : (
          <Notice
            look={page.done === 'unchanged' || page.done === 'fresh' ? 'info' : 'success'}
            text={service.done[page.done]}
            id="service-done"
          />
        )}
        <ErrorSummary
          title={scope.texts.form.problem}
          items={wrong.map(({ name, expected }) => ({
            field: name,
            text: `${consoleTexts(scope.language).fields[name]}: ${service.wrongValue(expected ?? '')}`,
          }))}
        />
        {page.refusal === null ? null : (
          <div role="alert" data-finding={page.refusal.rule}>
            <Alert look="danger" title={service.refused}>
              <p class="kern-body">{refusalText(page.refusal, scope)}</p>
            </Alert>
          </div>
        )}
        <NewPseudonyms refusal={page.refusal} form={page.form} scope={scope} />
        {page.changedMeanwhile ? <Notice look="info" text={service.changedMeanwhile} id="changed-meanwhile" /> : null}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{displayName}</h1>
          <p class="app-literal">{entityId}</p>
          <p class="kern-body">
            <Badge
              look={active ? 'success' : 'danger'}
              label={active ? services.states.active : services.states.disabled}
            />{' '}
            {scope.texts.levels[settings.trustLevel]}
          </p>
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{service.findings}</h2>
          {page.view.findings.length === 0 ? <p class="kern-body">{service.noFindings}</p> : null}
          <FindingList findings={page.view.findings.map((found) => findingLine(found, scope))} scope={scope} />
        </div>
        {page.source === null ? null : (
          <ServiceSource source={page.source} held={page.held} form={page.form} scope={scope} />
        )}
        <Keys page={page} scope={scope} />
        <AttributeSets view={page.view} scope={scope} />
        <Settings page={page} scope={scope} />
        <History page={page} scope={scope} />
        {page.form === null ? null : <Trial form={page.form} scope={scope} />}
        {page.form === null ? null : <Switches form={page.form} active={active} scope={scope} />}
      </>
    ),
  }
}

/** Addresses of e-mail become links to write to. */
const hrefOf = (contact: string): string => (isEmailAddress(contact) ? `mailto:${contact}` : contact)

function Keys({ page, scope }: Props) {
  const { fields, service: texts } = consoleTexts(scope.language)
  const { keys, service } = page.view
  const { contacts } = service.settings
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
      <div class="app-attribute">
        <dt>{fields.keys}</dt>
        {keys.map(({ use, sha256 }) => (
          <dd key={use + sha256} class="app-literal">
            {use}: SHA-256 {sha256}
          </dd>
        ))}
      </div>
      <div class="app-attribute">
        <dt>{fields.assertionConsumerServices}</dt>
        {service.metadata.assertionConsumerServices.map(({ location, index }) => (
          <dd key={`${location} ${index}`} class="app-literal">
            {location}
          </dd>
        ))}
      </div>
    </dl>
  )
}

const shownSettings = (fields: readonly SettingField[]): string =>
  JSON.stringify(Object.fromEntries(fields.map(({ name, stored }) => [name, stored])))

function Settings({ page, scope }: Props) {
  const texts = consoleTexts(scope.language)
  const { service, fields } = texts
  const heading = <h2 class="kern-heading-small">{service.settings}</h2>
  if (page.form === null) {
    return (
      <div class="app-stack--s">
        {heading}
        <dl class="app-attributes">
          {page.fields.map(({ name, value }) => (
            <div class="app-attribute" key={name}>
              <dt>{fields[name]}</dt>
              <dd>{value === '' ? texts.empty : value}</dd>
            </div>
          ))}
        </dl>
      </div>
    )
  }
  return (
    <PostForm form={page.form}>
      {heading}
      <p class="kern-body">{service.settingsHint}</p>
      <input type="hidden" name={SHOWN_SETTINGS} value={shownSettings(page.fields)} />
      {page.fields.map(({ name, value, expected }) => (
        <TextField
          key={name}
          id={name}
          name={name}
          label={`${fields[name]} (${name})`}
          hint={service.hints[name]}
          value={value}
          autocomplete="off"
          literal
          error={expected === null ? null : service.wrongValue(expected)}
        />
      ))}
      <p class="app-actions">
        <Button look="primary" label={service.set} name={FORM_FIELDS.decision} value="set" />
      </p>
    </PostForm>
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

function Trial({ form, scope }: { readonly form: Form; readonly scope: Scope }) {
  const { trial } = consoleTexts(scope.language)
  return (
    <PostForm form={form}>
      <h2 class="kern-heading-small">{trial.button}</h2>
      <p class="kern-body">{trial.hint}</p>
      <p class="app-actions">
        <Button look="secondary" label={trial.button} name={FORM_FIELDS.decision} value="test" />
      </p>
    </PostForm>
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
