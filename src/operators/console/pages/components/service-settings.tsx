import { Button, PostForm, TextField } from '../../../../ui/components/form.js'
import { FORM_FIELDS } from '../../../../ui/form-fields.js'
import type { Scope } from '../../../../ui/page.js'
import { consoleTexts } from '../../texts/texts.js'
import { expectedText, wordedSetting } from '../../value-words.js'
import { SHOWN_SETTINGS, type ServiceModel, type SettingField } from '../service-model.js'
import { InWords } from './in-words.js'

interface Props {
  readonly page: ServiceModel
  readonly scope: Scope
}

const shownSettings = (fields: readonly SettingField[]): string =>
  JSON.stringify(Object.fromEntries(fields.map(({ name, stored }) => [name, stored])))

/** The settings of a page: fields for whoever may change them, else what they are. */
export function ServiceSettings({ page, scope }: Props) {
  const { service, tabs } = consoleTexts(scope.language)
  const isAll = page.tab === 'overview'
  const heading = <h2 class="kern-heading-small">{isAll ? tabs.allSettings : service.settings}</h2>
  if (page.form === null) {
    return (
      <div class="app-stack--s">
        {heading}
        <Shown page={page} scope={scope} />
      </div>
    )
  }
  return (
    <PostForm form={page.form}>
      {heading}
      <p class="kern-body">{isAll ? `${service.settingsHint} ${tabs.allSettingsHint}` : service.settingsHint}</p>
      <input type="hidden" name={SHOWN_SETTINGS} value={shownSettings(page.fields)} />
      {page.fields.map((field) => (
        <Setting key={field.name} field={field} scope={scope} />
      ))}
      <p class="app-actions">
        <Button look="primary" label={service.set} name={FORM_FIELDS.decision} value="set" />
      </p>
    </PostForm>
  )
}

function Setting({
  field: { name, value, stored, expected },
  scope,
}: {
  readonly field: SettingField
  readonly scope: Scope
}) {
  const { service, fields, values } = consoleTexts(scope.language)
  const said = wordedSetting(name, stored, scope)
  const now = said.some(({ code }) => code !== null) ? ` ${values.now(said.map(({ text }) => text).join(', '))}` : ''
  return (
    <TextField
      id={name}
      name={name}
      label={`${fields[name]} (${name})`}
      hint={`${service.hints[name]}${now}`}
      value={value}
      autocomplete="off"
      literal
      error={expected === null ? null : expectedText(name, expected, scope)}
    />
  )
}

function Shown({ page, scope }: Props) {
  const { fields, empty } = consoleTexts(scope.language)
  return (
    <dl class="app-attributes">
      {page.fields.map(({ name, value }) => (
        <div class="app-attribute" key={name}>
          <dt>{fields[name]}</dt>
          <InWords items={wordedSetting(name, value, scope)} empty={empty} />
        </div>
      ))}
    </dl>
  )
}
