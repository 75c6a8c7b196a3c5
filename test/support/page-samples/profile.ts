import { ATTRIBUTE_NAMES, type AttributeName } from '../../../src/domain/identity.js'
import type { ProfileField } from '../../../src/login/pages/components/profile-input.js'
import type { ProfileModel } from '../../../src/login/pages/profile.js'

const shown = (
  fields: readonly ProfileField[],
  impossible: readonly AttributeName[] = [],
  methods: readonly string[] = [],
): ProfileModel => ({
  form: { action: '/login/a1/profile', token: 'sample-token' },
  fields,
  impossible,
  tellBy: { form: { action: '/login/a1/methods', token: 'sample-token' }, methods },
})

const field = (
  name: AttributeName,
  value = '',
  problem: ProfileField['problem'] = null,
  character: string | null = null,
): ProfileField => ({ name, value, problem, character })

const FIELD_PROBLEMS: Readonly<Record<NonNullable<ProfileField['problem']>, ProfileModel>> = {
  missing: shown([field('street', '', 'missing'), field('country', '', 'missing')]),
  characters: shown([field('givenName', 'Jana 😀', 'characters', '😀')]),
  date: shown([field('birthDate', '1987-02-30', 'date')]),
  'too-long': shown([field('familyName', 'Nowak', 'too-long')]),
  format: shown([field('email', 'jana', 'format'), field('postalCode', '?', 'format')]),
}

export const profileSamples: Readonly<Record<string, ProfileModel>> = {
  address: shown([field('street'), field('postalCode'), field('locality'), field('country', 'DE')]),
  one: shown([field('birthDate')]),
  'no-date': shown([field('birthDate', '', 'missing')]),
  everything: shown(ATTRIBUTE_NAMES.map((name) => field(name))),
  impossible: shown([field('street')], ['email', 'documentType']),
  'told-by-card': shown([], ['nationality', 'documentType'], ['eid']),
  ...FIELD_PROBLEMS,
}
