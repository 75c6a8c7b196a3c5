import { describedBy, Field, type FieldText } from './field.js'

export interface TextFieldProps extends FieldText {
  readonly name: string
  readonly value: string
  readonly type?: 'text' | 'password' | 'email' | 'tel'
  /** Token of HTML's autofill; undefined where there is none for it. */
  readonly autocomplete?: string | undefined
  /** For names of accounts: neither capitals nor corrections by the keyboard. */
  readonly literal?: boolean
  /** For codes: the keys of a phone are digits. */
  readonly digits?: boolean
  /** True if it is wrong too, but the message stands at another field. */
  readonly alsoWrong?: boolean
  /** Id of that message. */
  readonly errorAt?: string | undefined
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return (
    <Field text={props}>
      <Input {...props} />
    </Field>
  )
}

/** HTML's types of input differ in their attributes, so each is written out. */
function Input(props: TextFieldProps) {
  const attributes = attributesOf(props)
  switch (props.type) {
    case 'password':
      return <input type="password" {...attributes} />
    case 'email':
      return <input type="email" {...attributes} />
    case 'tel':
      return <input type="tel" {...attributes} />
    default:
      return <input type="text" {...attributes} />
  }
}

function attributesOf(props: TextFieldProps) {
  const wrong = Boolean(props.error) || props.alsoWrong === true
  const literal = props.literal ? ({ autocapitalize: 'none', spellcheck: false } as const) : {}
  const digits = props.digits ? ({ inputmode: 'numeric' } as const) : {}
  return {
    class: `kern-form-input__input${wrong ? ' kern-form-input__input--error' : ''}`,
    id: props.id,
    name: props.name,
    value: props.value,
    autocomplete: props.autocomplete,
    required: true,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': describedBy(props) ?? props.errorAt,
    ...literal,
    ...digits,
  }
}
