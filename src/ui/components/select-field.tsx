import { describedBy, Field, type FieldText } from './form.js'

export interface Choice {
  readonly value: string
  readonly label: string
}

interface SelectFieldProps extends FieldText {
  readonly name: string
  readonly value: string
  readonly choices: readonly Choice[]
  /** The words of the empty choice. */
  readonly choose: string
  readonly autocomplete?: string | undefined
}

/** One of a fixed list. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field text={props}>
      <div class="kern-form-input__select-wrapper">
        <select
          class={`kern-form-input__select${props.error ? ' kern-form-input__select--error' : ''}`}
          id={props.id}
          name={props.name}
          autocomplete={props.autocomplete}
          required
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy(props)}
        >
          <option value="" selected={props.value === ''}>
            {props.choose}
          </option>
          {props.choices.map(({ value, label }) => (
            <option key={value} value={value} selected={value === props.value}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </Field>
  )
}
