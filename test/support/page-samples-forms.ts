import { ATTRIBUTE_NAMES, type AttributeName } from '../../src/domain/identity.js'
import type { PasswordPage, PasswordProblem, ProfileField, ProfilePage } from '../../src/ui/view-models.js'

const passwordPage = (
  problem: PasswordPage['problem'],
  extra: Partial<Pick<PasswordPage, 'username' | 'triesLeft'>> = {},
): PasswordPage => ({
  kind: 'password',
  form: { action: '/login/a1/password', token: 'sample-token' },
  otherMethods: '/login/a1/methods',
  username: '',
  problem,
  triesLeft: null,
  ...extra,
})

const PROBLEMS: Readonly<Record<PasswordProblem, PasswordPage>> = {
  'proof-expired': passwordPage('proof-expired'),
  wrong: passwordPage('wrong', { username: 'jana.nowak' }),
  'username-missing': passwordPage('username-missing'),
  'password-missing': passwordPage('password-missing', { username: 'jana.nowak' }),
  'both-missing': passwordPage('both-missing'),
}

export const passwordSamples: Readonly<Record<string, PasswordPage>> = {
  plain: passwordPage(null),
  ...PROBLEMS,
  'three-left': passwordPage('wrong', { username: 'jana.nowak', triesLeft: 3 }),
  'one-left': passwordPage('wrong', { username: 'jana.nowak', triesLeft: 1 }),
}

const profilePage = (
  fields: readonly ProfileField[],
  impossible: readonly AttributeName[] = [],
  methods: readonly string[] = [],
): ProfilePage => ({
  kind: 'profile',
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

const FIELD_PROBLEMS: Readonly<Record<NonNullable<ProfileField['problem']>, ProfilePage>> = {
  missing: profilePage([field('street', '', 'missing'), field('country', '', 'missing')]),
  characters: profilePage([field('givenName', 'Jana 😀', 'characters', '😀')]),
  date: profilePage([field('birthDate', '1987-02-30', 'date')]),
  'too-long': profilePage([field('familyName', 'Nowak', 'too-long')]),
  format: profilePage([field('email', 'jana', 'format'), field('postalCode', '?', 'format')]),
}

export const profileSamples: Readonly<Record<string, ProfilePage>> = {
  address: profilePage([field('street'), field('postalCode'), field('locality'), field('country', 'DE')]),
  one: profilePage([field('birthDate')]),
  everything: profilePage(ATTRIBUTE_NAMES.map((name) => field(name))),
  impossible: profilePage([field('street')], ['email', 'documentType']),
  'told-by-card': profilePage([], ['nationality', 'documentType'], ['eid']),
  ...FIELD_PROBLEMS,
}
