import { isIsoDate } from '../formats.js'
import type { Scope } from '../scope.js'
import type { Gender } from '../texts/messages.js'
import type { ConfirmAttribute } from '../view-models.js'

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
  const { formats, texts } = scope
  const mark = marked ? { 'data-attribute': name } : {}
  if (name === 'birthDate' && isIsoDate(value))
    return (
      <time dateTime={value} {...mark}>
        {formats.date(value)}
      </time>
    )
  if (name === 'country')
    return (
      <data value={value} {...mark}>
        {formats.state(value)}
      </data>
    )
  if (name === 'gender' && isGender(value))
    return (
      <data value={value} {...mark}>
        {texts.genders[value]}
      </data>
    )
  return <span {...mark}>{value}</span>
}
