import { FORM_FIELDS } from '../form-fields.js'
import { TextField } from './form.js'

interface CodeFieldProps {
  readonly label: string
  readonly hint: string
  readonly error: string | null
}

/** Where the code of a code app is typed; browsers and phones offer it by the autocomplete value (HTML §4.10.18.7). */
export const CodeField = ({ label, hint, error }: CodeFieldProps) => (
  <TextField
    id={FORM_FIELDS.code}
    name={FORM_FIELDS.code}
    label={label}
    hint={hint}
    value=""
    autocomplete="one-time-code"
    digits
    error={error}
  />
)
