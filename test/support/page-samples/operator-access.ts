import { accessPage, type AccessModel } from '../../../src/operators/console/pages/access.js'
import { accessFactorPage, type AccessFactorModel } from '../../../src/operators/console/pages/access-factor.js'
import { bar, NOW } from './operator-parts.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const form = { action: '/operator/zugang', token: 'sample-token' }
const APP = { instance: 'totp', name: null, since: null }
const KEY = { instance: 'passkey:a1', name: 'Schlüssel am Bund', since: NOW - 9 * 86_400_000 }

const access = (changes: Partial<AccessModel> = {}): AccessModel => ({
  bar: bar('access'),
  form,
  operator: 'vera.vogt',
  mustReplace: false,
  factors: [APP, KEY],
  offered: { app: false, passkey: true },
  signIns: [
    { at: NOW, factor: KEY.instance },
    { at: NOW - 86_400_000, factor: 'totp' },
    { at: NOW - 2 * 86_400_000, factor: 'passkey:gone' },
    { at: NOW - 3 * 86_400_000, factor: null },
  ],
  done: null,
  problem: null,
  ...changes,
})

const oneTimeBar = { ...bar('access'), pages: bar('access').pages.filter(({ id }) => id === 'access') }

const setUp = (changes: Partial<AccessFactorModel> = {}): AccessFactorModel => ({
  bar: bar('access'),
  form,
  draft: 'sealed',
  factor: { kind: 'passkey', action: 'create', options: '{}', name: '' },
  problem: null,
  back: '/operator/zugang',
  ...changes,
})

const APP_SET_UP = {
  kind: 'app',
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Servicekonto:vera.vogt?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Servicekonto',
} as const

/** The operator's own access. */
export const accessPages: readonly PageSamples[] = [
  samplesOf(accessPage, 'outside', {
    plain: access(),
    one: access({ factors: [KEY], offered: { app: true, passkey: false }, signIns: [] }),
    added: access({ done: 'added' }),
    removed: access({ done: 'removed' }),
    changed: access({ done: 'password' }),
    wrong: access({ problem: { at: 'factors', what: 'wrong' } }),
    last: access({ problem: { at: 'factors', what: 'last' } }),
    expired: access({ problem: { at: 'factors', what: 'expired' } }),
    none: access({ problem: { at: 'factors', what: 'none' } }),
    'wrong-for-password': access({ problem: { at: 'password', what: 'wrong' } }),
    short: access({ problem: { at: 'password', what: 'password-length' } }),
    'one-time': access({ bar: oneTimeBar, mustReplace: true }),
    'one-time-again': access({ bar: oneTimeBar, mustReplace: true, problem: { at: 'password', what: 'same' } }),
    common: access({ problem: { at: 'password', what: 'password-common' } }),
  }),
  samplesOf(accessFactorPage, 'outside', {
    create: setUp(),
    use: setUp({ factor: { kind: 'passkey', action: 'use', options: '{}', name: '' } }),
    'not-checked': setUp({ problem: 'passkey' }),
    'long-name': setUp({
      factor: { kind: 'passkey', action: 'create', options: '{}', name: 'x'.repeat(61) },
      problem: 'name',
    }),
    app: setUp({ factor: APP_SET_UP }),
    'app-format': setUp({ factor: APP_SET_UP, problem: 'format' }),
    'app-wrong': setUp({ factor: APP_SET_UP, problem: 'wrong' }),
  }),
]
