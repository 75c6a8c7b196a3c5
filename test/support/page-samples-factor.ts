import type {
  FactorListPage,
  FactorPage,
  PasskeySetupPage,
  SecondFactorPage,
  SecondFactorProblem,
  TotpSetupPage,
} from '../../src/factors/pages/factor-models.js'

const SINCE = Date.UTC(2026, 0, 15, 9, 0)
const LIST = '/konto/zweiter-faktor'

const form = (action: string) => ({ action, token: 'sample-token' })

const loginPage = (change: Partial<SecondFactorPage> = {}): SecondFactorPage => ({
  kind: 'second-factor',
  form: form('/login/a1/password'),
  otherMethods: '/login/a1',
  proof: 'sealed-proof',
  asksFor: 'totp',
  passkey: null,
  problem: null,
  triesLeft: null,
  ...change,
})

const PROBLEMS: Readonly<Record<SecondFactorProblem, SecondFactorPage>> = {
  missing: loginPage({ problem: 'missing' }),
  format: loginPage({ problem: 'format' }),
  wrong: loginPage({ problem: 'wrong', triesLeft: 2 }),
  used: loginPage({ problem: 'used', triesLeft: 0 }),
  'recovery-code': loginPage({ problem: 'recovery-code' }),
  passkey: loginPage({ problem: 'passkey', passkey: '{}' }),
}

const listPage = (change: Partial<FactorListPage> = {}): FactorListPage => ({
  kind: 'factor-list',
  done: null,
  hasPassword: true,
  factors: [],
  codesLeft: 0,
  renewCodes: form(`${LIST}/codes`),
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

const totpPage = (change: Partial<TotpSetupPage> = {}): TotpSetupPage => ({
  kind: 'totp-setup',
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

const passkeyPage = (change: Partial<PasskeySetupPage> = {}): PasskeySetupPage => ({
  kind: 'passkey-setup',
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

type Samples = { readonly [Kind in FactorPage['kind']]: Readonly<Record<string, FactorPage & { readonly kind: Kind }>> }

/** The second factors of a password, at the login and in the account. */
export const factorSamples: Samples = {
  'second-factor': {
    plain: loginPage(),
    'with-passkey': loginPage({ passkey: '{"challenge":"YQ"}' }),
    'passkey-only': loginPage({ passkey: '{}', asksFor: 'recovery-code' }),
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
      kind: 'recovery-codes',
      codes: Array.from({ length: 10 }, (_, index) => `123456789012345${index}`),
      withFactor: true,
      back: LIST,
    },
  },
  'factor-removal': {
    last: {
      kind: 'factor-removal',
      form: form(`${LIST}/entfernen/totp`),
      name: 'Mein Telefon',
      isLast: true,
      back: LIST,
    },
    other: {
      kind: 'factor-removal',
      form: form(`${LIST}/entfernen/totp`),
      name: 'Mein Telefon',
      isLast: false,
      back: LIST,
    },
  },
}
