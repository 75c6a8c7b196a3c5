import { stateCode } from '../../../domain/icao-states.js'
import { isIsoDate } from '../../../ui/formats.js'
import type { Scope } from '../../../ui/page.js'
import type { Gender } from '../../../ui/texts/messages.js'
import type { ConfirmAttribute } from './attribute-rows.js'

interface AttributeValueProps {
  readonly attribute: ConfirmAttribute
  readonly scope: Scope
  /** False where an element around it carries `data-attribute` already. */
  readonly marked: boolean
}

const isGender = (code: string): code is Gender => ['0', '1', '2', '9'].includes(code)

/** A value as a citizen reads it; a date or a state keeps what is sent in a machine's form beside it. */
export function AttributeValue({ attribute, scope, marked }: AttributeValueProps) {
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

/** What a code means; null for what is no code. */
function inWords({ name, value }: ConfirmAttribute, { formats, texts }: Scope): string | null {
  if (name === 'country') return formats.state(value)
  if (name === 'nationality') return formats.state(stateCode(value) ?? value)
  if (name === 'documentType') return texts.documentTypes[value] ?? null
  if (name === 'gender' && isGender(value)) return texts.genders[value]
  return null
}
