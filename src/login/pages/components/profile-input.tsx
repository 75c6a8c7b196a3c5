import type { AttributeKind } from '../../../domain/attributes.js'
import { ruleOf, type AttributeName } from '../../../domain/identity.js'
import { SelectField, type Choice } from '../../../ui/components/select-field.js'
import { TextField } from '../../../ui/components/form.js'
import type { Scope } from '../../../ui/page.js'
import type { Gender } from '../../../ui/texts/messages.js'
import type { ProfileProblem } from '../../texts/messages.js'
import { loginTexts } from '../../texts/texts.js'
import { BirthDateField } from './birth-date-field.js'
import { monthTooShort } from './birth-date-fields.js'
import { STATE_CODES } from './state-codes.js'

/** A required attribute that is not in the account yet. */
export interface ProfileField {
  readonly name: AttributeName
  readonly value: string
  readonly problem: ProfileProblem | null
  /** With the problem `characters`: the character that DIN 91379 does not have. */
  readonly character: string | null
}

/** HTML's autofill tokens (WCAG 1.3.5), for the attributes that have one. */
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

/** The input type selects the keyboard of a phone. */
const INPUT_TYPE: Partial<Record<AttributeKind, 'email' | 'tel'>> = { address: 'email', number: 'tel' }

/** The codes of ISO/IEC 5218 that a citizen can state of themselves. */
const STATED_GENDERS: readonly Gender[] = ['1', '2', '9']

/** The problem of a field in words; null if there is none. */
export function problemOf({ name, value, problem, character }: ProfileField, scope: Scope): string | null {
  const { problems, birthDate } = loginTexts(scope.language).profile
  if (problem === null) return null
  if (name === 'birthDate' && problem === 'missing') return birthDate.missing
  const month = name === 'birthDate' && problem === 'date' ? monthTooShort(value) : null
  if (month !== null) return birthDate.tooManyDays(scope.formats.date(month.month), month.days)
  return problems[problem](character ?? '')
}

/** The input that fits an attribute. */
export function ProfileInput({ field, scope }: { readonly field: ProfileField; readonly scope: Scope }) {
  const { texts } = scope
  const { profile } = loginTexts(scope.language)
  const { name, value } = field
  const common = {
    id: name,
    name,
    value,
    label: texts.attributes[name],
    hint: profile.hints[name],
    error: problemOf(field, scope),
    autocomplete: AUTOCOMPLETE[name],
  }
  if (name === 'birthDate') return <BirthDateField {...common} texts={profile.birthDate} />
  const choices = choicesOf(name, scope)
  if (choices) return <SelectField {...common} choices={choices} choose={profile.choose} />
  return <TextField {...common} type={INPUT_TYPE[ruleOf(name).kind] ?? 'text'} />
}

function choicesOf(name: AttributeName, { texts, formats }: Scope): readonly Choice[] | null {
  if (name === 'gender') return STATED_GENDERS.map((value) => ({ value, label: texts.genders[value] }))
  if (name !== 'country') return null
  return STATE_CODES.map((value) => ({ value, label: formats.state(value) })).sort((a, b) =>
    formats.compare(a.label, b.label),
  )
}
