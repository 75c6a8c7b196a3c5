import type { PassStatus } from '../../src/domain/pass-challenge.js'
import type { PassPage } from '../../src/methods/pass/pages/phone-view-models.js'

const passPage = (status: PassStatus, automatic = true): PassPage => ({
  kind: 'pass',
  form: { action: '/login/a1/pass', token: 'sample-token' },
  otherMethods: '/login/a1',
  link: 'https://servicekonto.example/pass/login/7QK4ZR2MX9TD7QK4ZR2MX9',
  number: '47',
  status,
  withoutAccount: false,
  validUntil: Date.UTC(2026, 10, 20, 13, 32),
  automatic,
})

const STATUSES: Readonly<Record<PassStatus, PassPage>> = {
  waiting: passPage('waiting'),
  scanned: passPage('scanned'),
  returning: passPage('returning'),
  confirmed: passPage('confirmed'),
  declined: passPage('declined'),
  'wrong-number': passPage('wrong-number'),
  failed: passPage('failed'),
  blocked: passPage('blocked'),
  expired: passPage('expired'),
}

export const passSamples: Readonly<Record<string, PassPage>> = {
  ...STATUSES,
  stopped: passPage('waiting', false),
  'without-account': { ...passPage('waiting'), withoutAccount: true },
  'blocked-without-account': { ...passPage('blocked'), withoutAccount: true },
}
