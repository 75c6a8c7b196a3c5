import type { ErrorText } from '../../../src/domain/error-text.js'
import { errorPage, type ErrorModel } from '../../../src/ui/pages/error.js'
import { samplesOf, type PageSamples } from './page-samples.js'

const shown = (text: ErrorText, extra: Partial<ErrorModel> = {}): ErrorModel => ({
  text,
  errorId: '7F3K-29QD-M4TX',
  host: 'servicekonto.example',
  until: null,
  continueAt: null,
  wayBack: null,
  portalUrl: null,
  ...extra,
})

/** Every text of the catalogue; a new one without a sample does not compile. */
const ERRORS = {
  'bad-request': shown('bad-request', { portalUrl: 'https://aachen.example/' }),
  'artifact-request': shown('artifact-request'),
  'used-or-old': shown('used-or-old', { portalUrl: 'https://aachen.example/' }),
  'left-open': shown('left-open', { wayBack: { action: '/login/a1/left-open', token: 'sample-token' } }),
  'portal-changed': shown('portal-changed', {
    portalUrl: 'https://aachen.example/',
    portalHelp: 'https://aachen.example/hilfe?tid=7F3K-29QD-M4TX',
  }),
  'portal-disabled': shown('portal-disabled', { portalUrl: 'https://aachen.example/' }),
  'child-disabled': shown('child-disabled', { portalUrl: 'https://aachen.example/' }),
  'no-cookie': shown('no-cookie', { portalUrl: 'https://aachen.example/' }),
  'moved-on': shown('moved-on', { continueAt: '/login/a1', portalUrl: 'https://aachen.example/' }),
  'form-expired': shown('form-expired', { continueAt: '/login/a1' }),
  'too-many-tries': shown('too-many-tries', { until: Date.UTC(2026, 10, 20, 13, 28), continueAt: '/login/a1' }),
  'bad-input': shown('bad-input'),
  'upstream-answer': shown('upstream-answer', { continueAt: '/login/a1' }),
}

/** Those of which no portal is known. */
const WITHOUT_PORTAL: Readonly<Record<Exclude<ErrorText, keyof typeof ERRORS>, ErrorModel>> = {
  'unknown-portal': shown('unknown-portal'),
  'our-fault': shown('our-fault'),
  unavailable: shown('unavailable'),
  busy: shown('busy', { askAgain: true }),
  'not-found': shown('not-found'),
  'no-right': shown('no-right'),
  'too-many-checks': shown('too-many-checks', { until: Date.UTC(2026, 10, 20, 13, 28) }),
  'too-many-look-ups': shown('too-many-look-ups', { until: Date.UTC(2026, 10, 20, 13, 28) }),
  'account-blocked': shown('account-blocked'),
  'logout-refused': shown('logout-refused', { continueAt: '/abmelden' }),
}

/** By its text. */
export const errorSamples: Readonly<Record<ErrorText, ErrorModel>> = { ...ERRORS, ...WITHOUT_PORTAL }

/** Every error page. */
/** A portal of BundID's dialect did not sign: whoever runs it reads what BundID calls that. */
const OF_BUNDID = { unsigned: shown('bad-request', { idpCode: 'saml-request-not-signed' }) }

export const errorPages: readonly PageSamples[] = [
  samplesOf(errorPage, 'login', ERRORS),
  samplesOf(errorPage, 'login', OF_BUNDID),
  samplesOf(errorPage, 'outside', WITHOUT_PORTAL),
]
