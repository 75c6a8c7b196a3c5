import { FieldError } from '../../../ui/components/form.js'
import type { LoginTexts } from '../../texts/messages.js'
import { BIRTH_DATE_FIELDS, birthDateParts } from './birth-date-fields.js'

interface BirthDateFieldProps {
  readonly label: string
  readonly value: string
  readonly error: string | null
  readonly texts: LoginTexts['profile']['birthDate']
}

/** The parts in the order in which dates are written here, each with HTML's autofill token and its longest input. */
const PARTS = [
  { part: 'day', autocomplete: 'bday-day', length: 2 },
  { part: 'month', autocomplete: 'bday-month', length: 2 },
  { part: 'year', autocomplete: 'bday-year', length: 4 },
] as const

/** Id of the first of the three inputs, to which the error summary leads. */
export const BIRTH_DATE_ID = 'birthDate-day'

/** Three short fields: easier to type, to read out and to correct than a calendar. */
export function BirthDateField({ label, value, error, texts }: BirthDateFieldProps) {
  const parts = birthDateParts(value)
  return (
    <fieldset class="kern-fieldset app-date" aria-describedby="birthDate-hint">
      <legend class="kern-label">{label}</legend>
      <p class="kern-hint" id="birthDate-hint">
        {texts.hint}
      </p>
      <div class="app-date__parts">
        {PARTS.map(({ part, autocomplete, length }) => (
          <div class={`kern-form-input app-date__${part}`} key={part}>
            <label class="kern-label" for={`birthDate-${part}`}>
              {texts[part]}
            </label>
            <input
              class={`kern-form-input__input${error ? ' kern-form-input__input--error' : ''}`}
              id={`birthDate-${part}`}
              name={BIRTH_DATE_FIELDS[part]}
              type="text"
              inputmode="numeric"
              maxlength={length}
              autocomplete={autocomplete}
              value={parts[part]}
              aria-invalid={error ? 'true' : undefined}
              aria-describedby={error ? 'birthDate-error' : undefined}
            />
          </div>
        ))}
      </div>
      {error ? <FieldError id="birthDate" error={error} /> : null}
      <details class="kern-accordion">
        <summary class="kern-accordion__header">
          <span class="kern-title kern-title--small">{texts.unknown.question}</span>
        </summary>
        <div class="kern-accordion__body">
          <p class="kern-body">{texts.unknown.answer}</p>
        </div>
      </details>
    </fieldset>
  )
}
