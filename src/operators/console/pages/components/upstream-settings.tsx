import { Button, PostForm, TextField } from '../../../../ui/components/form.js'
import { SelectField, type Choice } from '../../../../ui/components/select-field.js'
import { FORM_FIELDS, type Form } from '../../../../ui/form-fields.js'
import type { Scope } from '../../../../ui/page.js'
import { SIGNED_PLACES } from '../../../../domain/upstream.js'
import { TRUST_LEVELS } from '../../../../domain/trust-level.js'
import type { UpstreamSettingName } from '../../../upstreams/upstream-rules.js'
import { consoleTexts } from '../../texts/texts.js'

/** The field of the form that says which version of the upstream the page showed. */
export const SHOWN_VERSION = 'shown'

/** One setting, as it is shown or was typed. */
export interface UpstreamField {
  readonly name: UpstreamSettingName
  readonly value: string
  /** What it may be, where it was typed otherwise; null: it is good. */
  readonly expected: true | null
}

interface Props {
  /** Null for whoever may only read. */
  readonly form: Form | null
  readonly version: number
  readonly fields: readonly UpstreamField[]
  readonly scope: Scope
}

/** What an operator decides of another account. */
export function UpstreamSettingsForm({ form, version, fields, scope }: Props) {
  const { upstreams: texts, empty } = consoleTexts(scope.language)
  const heading = <h2 class="kern-heading-small">{texts.settings}</h2>
  if (form === null) {
    return (
      <div class="app-stack--s">
        {heading}
        <dl class="app-attributes">
          {fields.map((field) => (
            <div class="app-attribute" key={field.name}>
              <dt>{texts.labels[field.name]}</dt>
              <dd>{wordOf(field, scope) || empty}</dd>
            </div>
          ))}
        </dl>
      </div>
    )
  }
  return (
    <PostForm form={form}>
      {heading}
      <p class="kern-body">{texts.settingsHint}</p>
      <input type="hidden" name={SHOWN_VERSION} value={String(version)} />
      {fields.map((field) => (
        <Setting key={field.name} field={field} scope={scope} />
      ))}
      <p class="app-actions">
        <Button look="primary" label={texts.set} name={FORM_FIELDS.decision} value="set" />
      </p>
    </PostForm>
  )
}

function Setting({
  field: { name, value, expected },
  scope,
}: {
  readonly field: UpstreamField
  readonly scope: Scope
}) {
  const { upstreams: texts } = consoleTexts(scope.language)
  const choices = choicesOf(name, scope)
  const error = expected === null ? null : texts.wrongValue(texts.expects[name])
  const text = { id: name, name, label: `${texts.labels[name]} (${name})`, hint: texts.hints[name], value, error }
  return choices === null ? (
    <TextField {...text} autocomplete="off" literal={name !== 'methodName'} />
  ) : (
    <SelectField {...text} choices={choices} choose={texts.shipped} />
  )
}

/** The words of a setting that has a few; null: it is typed. */
function choicesOf(name: UpstreamSettingName, { language, texts }: Scope): readonly Choice[] | null {
  const { upstreams, yes, no } = consoleTexts(language)
  if (name === 'maxLevel') return TRUST_LEVELS.map((level) => ({ value: level, label: texts.levels[level] }))
  if (name === 'signed') return SIGNED_PLACES.map((place) => ({ value: place, label: upstreams.signedPlaces[place] }))
  if (name !== 'hideAuthority') return null
  return [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ]
}

const wordOf = ({ name, value }: UpstreamField, scope: Scope): string =>
  choicesOf(name, scope)?.find((choice) => choice.value === value)?.label ?? value
