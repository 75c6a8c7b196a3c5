import type { SecondFactorProblem } from '../../../src/factors/texts/messages.js'
import { FACTORS_PAGE } from '../../../src/factors/web/factor-pages.js'
import { type CodesQuestionModel, codesQuestionPage } from '../../../src/factors/pages/codes-question.js'
import { type FactorListModel, factorListPage } from '../../../src/factors/pages/factor-list.js'
import { type FactorRemovalModel, factorRemovalPage } from '../../../src/factors/pages/factor-removal.js'
import { type PageSamples, samplesOf } from './page-samples.js'
import { type PasskeySetupModel, passkeySetupPage } from '../../../src/factors/pages/passkey-setup.js'
import { type RecoveryCodesModel, recoveryCodesPage } from '../../../src/factors/pages/recovery-codes.js'
import { type SecondFactorModel, secondFactorPage } from '../../../src/factors/pages/second-factor.js'
import { type TotpSetupModel, totpSetupPage } from '../../../src/factors/pages/totp-setup.js'

const SINCE = Date.UTC(2026, 0, 15, 9, 0)
const LIST = '/konto/zweiter-faktor'

const form = (action: string) => ({ action, token: 'sample-token' })

const loginPage = (change: Partial<SecondFactorModel> = {}): SecondFactorModel => ({
  form: form('/login/a1/password'),
  otherMethods: '/login/a1',
  proof: 'sealed-proof',
  asksFor: 'totp',
  hasApp: true,
  passkey: null,
  problem: null,
  triesLeft: null,
  ...change,
})

const PROBLEMS: Readonly<Record<SecondFactorProblem, SecondFactorModel>> = {
  missing: loginPage({ problem: 'missing' }),
  format: loginPage({ problem: 'format' }),
  wrong: loginPage({ problem: 'wrong', triesLeft: 2 }),
  used: loginPage({ problem: 'used', triesLeft: 0 }),
  'recovery-code': loginPage({ problem: 'recovery-code', asksFor: 'recovery-code' }),
  passkey: loginPage({ problem: 'passkey', passkey: '{}' }),
}

const listPage = (change: Partial<FactorListModel> = {}): FactorListModel => ({
  done: null,
  hasPassword: true,
  factors: [],
  codesLeft: 0,
  renewCodes: `${LIST}/codes`,
  addTotp: `${LIST}/code-app`,
  addPasskey: `${LIST}/passkey`,
  ...change,
})

const TOTP_ROW = {
  kind: 'totp',
  name: 'Mein Telefon',
  boundAt: SINCE,
  counts: 'normal',
  removal: `${LIST}/entfernen/totp`,
} as const

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

const totpPage = (change: Partial<TotpSetupModel> = {}): TotpSetupModel => ({
  form: form(`${LIST}/code-app`),
  draft: 'sealed-draft',
  name: 'Code-App',
  counts: 'normal',
  highest: 'normal',
  problem: null,
  back: LIST,
  secret: SECRET,
  uri: `otpauth://totp/Servicekonto:jana.nowak?secret=${SECRET}&issuer=Servicekonto`,
  ...change,
})

const passkeyPage = (change: Partial<PasskeySetupModel> = {}): PasskeySetupModel => ({
  form: form(`${LIST}/passkey`),
  draft: 'sealed-draft',
  name: 'Passkey',
  counts: 'substantiell',
  highest: 'substantiell',
  problem: null,
  back: LIST,
  step: 'create',
  options: '{}',
  ...change,
})

interface Samples {
  readonly 'second-factor': Readonly<Record<string, SecondFactorModel>>
  readonly 'factor-list': Readonly<Record<string, FactorListModel>>
  readonly 'totp-setup': Readonly<Record<string, TotpSetupModel>>
  readonly 'passkey-setup': Readonly<Record<string, PasskeySetupModel>>
  readonly 'recovery-codes': Readonly<Record<string, RecoveryCodesModel>>
  readonly 'codes-question': Readonly<Record<string, CodesQuestionModel>>
  readonly 'factor-removal': Readonly<Record<string, FactorRemovalModel>>
}

/** The second factors of a password, at the login and in the account. */
export const factorSamples: Samples = {
  'second-factor': {
    plain: loginPage(),
    'with-passkey': loginPage({ passkey: '{"challenge":"YQ"}' }),
    'with-recovery-code': loginPage({ asksFor: 'recovery-code', hasApp: true }),
    'passkey-only': loginPage({ passkey: '{}', asksFor: 'recovery-code', hasApp: false }),
    ...PROBLEMS,
  },
  'factor-list': {
    empty: listPage(),
    both: listPage({
      factors: [
        TOTP_ROW,
        { ...TOTP_ROW, kind: 'passkey', name: 'Arbeitsplatzrechner', removal: `${LIST}/entfernen/passkey%3Aa1` },
      ],
      codesLeft: 9,
      addTotp: null,
    }),
    removed: listPage({ done: 'removed' }),
    'codes-gone': listPage({ done: 'codes-gone', factors: [TOTP_ROW], codesLeft: 10, addTotp: null }),
    'no-codes': listPage({ done: 'added', factors: [TOTP_ROW], codesLeft: 0, addTotp: null, addPasskey: null }),
    'no-password': listPage({ hasPassword: false }),
  },
  'totp-setup': {
    plain: totpPage(),
    wrong: totpPage({ problem: 'wrong', highest: 'substantiell' }),
    expired: totpPage({ problem: 'expired' }),
  },
  'passkey-setup': {
    create: passkeyPage(),
    use: passkeyPage({ step: 'use' }),
    wrong: passkeyPage({ problem: 'wrong', counts: 'normal' }),
    expired: passkeyPage({ problem: 'expired' }),
  },
  'recovery-codes': {
    first: {
      codes: Array.from({ length: 10 }, (_, index) => `123456789012345${index}`),
      withFactor: true,
      account: 'jana.nowak',
      at: SINCE,
      form: form(`${LIST}/codes/gezeigt`),
      draft: 'sealed-codes',
    },
  },
  'codes-question': {
    some: { form: form(`${LIST}/codes`), codesLeft: 9, back: LIST },
    none: { form: form(`${LIST}/codes`), codesLeft: 0, back: LIST },
  },
  'factor-removal': {
    last: {
      form: form(`${LIST}/entfernen/totp`),
      name: 'Mein Telefon',
      isLast: true,
      back: LIST,
    },
    other: {
      form: form(`${LIST}/entfernen/totp`),
      name: 'Mein Telefon',
      isLast: false,
      back: LIST,
    },
  },
}

/** Every page of a password's second factors. */
export const factorPages: readonly PageSamples[] = [
  samplesOf(secondFactorPage, 'login', factorSamples['second-factor']),
  samplesOf(factorListPage, FACTORS_PAGE, factorSamples['factor-list']),
  samplesOf(totpSetupPage, FACTORS_PAGE, factorSamples['totp-setup']),
  samplesOf(passkeySetupPage, FACTORS_PAGE, factorSamples['passkey-setup']),
  samplesOf(recoveryCodesPage, FACTORS_PAGE, factorSamples['recovery-codes']),
  samplesOf(codesQuestionPage, FACTORS_PAGE, factorSamples['codes-question']),
  samplesOf(factorRemovalPage, FACTORS_PAGE, factorSamples['factor-removal']),
]
