import { passwordPage, type PasswordModel } from '../../../src/methods/password/pages/password.js'
import type { PasswordProblem } from '../../../src/methods/password/texts/messages.js'
import { samplesOf, type PageSamples } from '../../support/page-samples/page-samples.js'

const shown = (
  problem: PasswordModel['problem'],
  extra: Partial<Pick<PasswordModel, 'username' | 'triesLeft' | 'identifiesBy'>> = {},
): PasswordModel => ({
  form: { action: '/login/a1/password', token: 'sample-token' },
  otherMethods: '/login/a1/methods',
  identifiesBy: 'eid',
  username: '',
  problem,
  triesLeft: null,
  ...extra,
})

const PROBLEMS: Readonly<Record<PasswordProblem, PasswordModel>> = {
  'proof-expired': shown('proof-expired'),
  wrong: shown('wrong', { username: 'jana.nowak' }),
  'username-missing': shown('username-missing'),
  'password-missing': shown('password-missing', { username: 'jana.nowak' }),
  'both-missing': shown('both-missing'),
}

export const passwordSamples: Readonly<Record<string, PasswordModel>> = {
  plain: shown(null),
  ...PROBLEMS,
  alone: shown(null, { identifiesBy: null }),
  'three-left': shown('wrong', { username: 'jana.nowak', triesLeft: 3 }),
  'one-left': shown('wrong', { username: 'jana.nowak', triesLeft: 1 }),
}

/** Every page for user name and password. */
export const pages: readonly PageSamples[] = [samplesOf(passwordPage, 'login', passwordSamples)]
