import type { AttributeName } from '../../domain/identity.js'
import type { Scope } from '../scope.js'
import { STATE_CODES } from '../state-codes.js'
import type { Gender, Messages } from '../texts/messages.js'
import type { ProfileField } from '../view-models.js'
import { BirthDateField } from './birth-date-field.js'
import { SelectField, type Choice } from './select-field.js'
import { TextField } from './text-field.js'

/** HTML's autofill tokens (WCAG 1.3.5); an attribute without one has none. */
const AUTOCOMPLETE: Partial<Record<AttributeName, string>> = {
  givenName: 'given-name',
  familyName: 'family-name',
  academicTitle: 'honorific-prefix',
  gender: 'sex',
  street: 'address-line1',
  postalCode: 'postal-code',
  locality: 'address-level2',
  country: 'country',
  email: 'email',
  phone: 'tel',
}

/** The codes of ISO/IEC 5218 that one can say of oneself. */
const STATED_GENDERS: readonly Gender[] = ['1', '2', '9']

/** What is wrong with a field, in words; null if nothing is. */
export const problemOf = ({ problem, character }: ProfileField, { profile }: Messages): string | null =>
  problem === null ? null : profile.problems[problem](character ?? '')

/** The input that fits an attribute. */
export function ProfileInput({ field, scope }: { readonly field: ProfileField; readonly scope: Scope }) {
  const { texts } = scope
  const { name, value } = field
  const common = {
    id: name,
    name,
    value,
    label: texts.attributes[name],
    hint: texts.profile.hints[name],
    error: problemOf(field, texts),
    autocomplete: AUTOCOMPLETE[name],
  }
  if (name === 'birthDate') return <BirthDateField {...common} texts={texts.profile.birthDate} />
  const choices = choicesOf(name, scope)
  if (choices) return <SelectField {...common} choices={choices} choose={texts.profile.choose} />
  return (
    <TextField {...common} type={name === 'email' || name === 'deMail' ? 'email' : name === 'phone' ? 'tel' : 'text'} />
  )
}

function choicesOf(name: AttributeName, { texts, formats }: Scope): readonly Choice[] | null {
  if (name === 'gender') return STATED_GENDERS.map((value) => ({ value, label: texts.genders[value] }))
  if (name !== 'country') return null
  return STATE_CODES.map((value) => ({ value, label: formats.state(value) })).sort((a, b) =>
    formats.compare(a.label, b.label),
  )
}
