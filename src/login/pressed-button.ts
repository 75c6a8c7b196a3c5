import { BrokerError } from '../domain/errors.js'
import { single, type Fields } from '../http/parse.js'
import { FORM_FIELDS } from '../ui/form-fields.js'

/** The button that was pressed; throws `form-input` for one that the page does not have. */
export function pressedButton<Choice extends string>(fields: Fields, choices: readonly Choice[]): Choice {
  const pressed = choices.find((choice) => choice === single(fields, FORM_FIELDS.decision))
  // check: a-decision-is-one-of-the-page
  if (!pressed) throw new BrokerError('form-input', FORM_FIELDS.decision)
  return pressed
}
