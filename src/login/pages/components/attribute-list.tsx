import type { TrustLevel } from '../../../domain/trust-level.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import type { Scope } from '../../../ui/page.js'
import { loginTexts } from '../../texts/texts.js'
import { ATTRIBUTE_NAMES, type AttributeName } from '../../../domain/identity.js'
import { stateCode } from '../../../domain/icao-states.js'
import { isIsoDate } from '../../../ui/formats.js'
import type { Gender } from '../../../ui/texts/messages.js'

interface AttributeListProps {
  readonly attributes: readonly ConfirmAttribute[]
  readonly level: TrustLevel
  /** Id of the method; '' if none is to be named. */
  readonly method: string
  readonly scope: Scope
}

/** The required attributes and the level: they leave in any case. */
export function AttributeList({ attributes, level, method, scope }: AttributeListProps) {
  const { texts } = scope
  return (
    <dl class="app-attributes">
      {attributeRows(attributes).map((row) => (
        <div class="app-attribute" key={row.key}>
          <dt>{texts.attributes[row.key]}</dt>
          <RequiredRow row={row} scope={scope} />
        </div>
      ))}
      <div class="app-attribute">
        <dt>{texts.attributes.trustLevel}</dt>
        <dd>
          <span data-attribute="trustLevel">{texts.levels[level]}</span>
        </dd>
        {method === '' ? null : <dd class="app-attribute__note">{byMethod(scope.methodText(method).row)}</dd>}
      </div>
    </dl>
  )
}

/** The optional attributes: each leaves only if it is ticked. */
export function OptionalAttributes({ attributes, scope }: Pick<AttributeListProps, 'attributes' | 'scope'>) {
  const { texts } = scope
  const { confirm } = loginTexts(scope.language)
  return (
    <fieldset class="app-optional" aria-describedby="optional-hint">
      <legend class="kern-heading-small">{confirm.optional}</legend>
      <p class="kern-body" id="optional-hint">
        {confirm.optionalHint}
      </p>
      <dl class="app-attributes">
        {attributeRows(attributes).map((row) => (
          <div class="app-attribute" key={row.key}>
            <dt id={`optional-${row.key}`}>{texts.attributes[row.key]}</dt>
            {row.parts.map((part) => (
              <OptionalPart key={part.name} part={part} label={`optional-${row.key}`} scope={scope} />
            ))}
          </div>
        ))}
      </dl>
    </fieldset>
  )
}

function RequiredRow({ row, scope }: { readonly row: AttributeRow; readonly scope: Scope }) {
  const oneLevel = new Set(row.parts.map(({ level }) => level)).size === 1
  if (!oneLevel)
    return (
      <>
        {row.parts.map((part) => (
          <RequiredRow key={part.name} row={{ ...row, parts: [part] }} scope={scope} />
        ))}
      </>
    )
  return (
    <>
      <dd>
        {row.parts.map((part, index) => (
          <span key={part.name}>
            {separatorBefore(part.name, row.parts[index - 1]?.name)}
            <AttributeValue attribute={part} scope={scope} marked />
          </span>
        ))}
      </dd>
      <LevelNote level={row.parts[0]?.level ?? 'basis'} scope={scope} />
    </>
  )
}

interface OptionalPartProps {
  readonly part: ConfirmAttribute
  /** Id of the element that names the value; together they name the checkbox. */
  readonly label: string
  readonly scope: Scope
}

function OptionalPart({ part, label, scope }: OptionalPartProps) {
  const id = `release-${part.name}`
  return (
    <>
      <dd>
        <span class="kern-form-check" data-attribute={part.name}>
          <input
            class="kern-form-check__checkbox"
            type="checkbox"
            id={id}
            name={FORM_FIELDS.release}
            value={part.name}
            checked
            aria-labelledby={`${label} ${id}-label`}
          />
          <label class="kern-label" for={id} id={`${id}-label`}>
            <AttributeValue attribute={part} scope={scope} marked={false} />
          </label>
        </span>
      </dd>
      <LevelNote level={part.level} scope={scope} />
    </>
  )
}

/** Self-declared values say so; others name their level. */
function LevelNote({ level, scope }: { readonly level: TrustLevel; readonly scope: Scope }) {
  const { confirm } = loginTexts(scope.language)
  const { levels } = scope.texts
  return (
    <dd class="app-attribute__note">{level === 'basis' ? confirm.selfDeclared : confirm.atLevel(levels[level])}</dd>
  )
}

/** A method's label, as the end of a sentence. */
const byMethod = (row: string): string => `${row.charAt(0).toLowerCase()}${row.slice(1)}`

/** An attribute as the confirm page shows it. */
export interface ConfirmAttribute {
  readonly name: AttributeName
  readonly value: string
  readonly level: TrustLevel
  readonly required: boolean
}

/** One line of the confirm page: an attribute, or the parts of the address together. */
interface AttributeRow {
  readonly key: AttributeName | 'address'
  readonly parts: readonly ConfirmAttribute[]
}

const ADDRESS: ReadonlySet<AttributeName> = new Set(['street', 'postalCode', 'locality', 'country'])

const rowKey = (name: AttributeName): AttributeRow['key'] => (ADDRESS.has(name) ? 'address' : name)

/** The attributes in the order in which people name them, the address as one row. */
function attributeRows(attributes: readonly ConfirmAttribute[]): readonly AttributeRow[] {
  const sorted = [...attributes].sort((a, b) => ATTRIBUTE_NAMES.indexOf(a.name) - ATTRIBUTE_NAMES.indexOf(b.name))
  const keys = [...new Set(sorted.map(({ name }) => rowKey(name)))]
  return keys.map((key) => ({ key, parts: sorted.filter(({ name }) => rowKey(name) === key) }))
}

/** What stands before a part of an address: “Musterweg 4, 12345 Beispielstadt, Deutschland”. */
const separatorBefore = (name: AttributeName, previous: AttributeName | undefined): string =>
  previous === undefined ? '' : name === 'locality' && previous === 'postalCode' ? ' ' : ', '

interface AttributeValueProps {
  readonly attribute: ConfirmAttribute
  readonly scope: Scope
  /** False where an element around it carries `data-attribute` already. */
  readonly marked: boolean
}

const isGender = (code: string): code is Gender => ['0', '1', '2', '9'].includes(code)

/** A value as a citizen reads it; beside a date or a state the value as it is sent is kept for machines. */
function AttributeValue({ attribute, scope, marked }: AttributeValueProps) {
  const { name, value } = attribute
  const { formats } = scope
  const mark = marked ? { 'data-attribute': name } : {}
  if (name === 'birthDate' && isIsoDate(value))
    return (
      <time dateTime={value} {...mark}>
        {formats.date(value)}
      </time>
    )
  const words = inWords(attribute, scope)
  return words === null ? (
    <span {...mark}>{value}</span>
  ) : (
    <data value={value} {...mark}>
      {words}
    </data>
  )
}

/** The meaning of a code in words; null if the value is no code. */
function inWords({ name, value }: ConfirmAttribute, { formats, texts }: Scope): string | null {
  if (name === 'country') return formats.state(value)
  if (name === 'nationality') return formats.state(stateCode(value) ?? value)
  if (name === 'documentType') return texts.documentTypes[value] ?? null
  if (name === 'gender' && isGender(value)) return texts.genders[value]
  return null
}
