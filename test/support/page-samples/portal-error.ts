import { ERROR_URL_CODES } from '../../../src/domain/error-url.js'
import { portalErrorPage, type PortalErrorModel } from '../../../src/portal-error/pages/portal-error.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const page = (changes: Partial<PortalErrorModel> = {}): PortalErrorModel => ({
  code: null,
  at: null,
  transaction: null,
  attributes: [],
  level: null,
  home: null,
  ...changes,
})

const told = { at: Date.UTC(2026, 10, 20, 12, 28), transaction: '_8a1f77b2-portal', home: 'https://aachen.example/' }

/** The page that portals send citizens to. */
export const portalErrorPages: readonly PageSamples[] = [
  samplesOf(portalErrorPage, 'login', {
    ...Object.fromEntries(ERROR_URL_CODES.map((code) => [code, page({ ...told, code })])),
    missing: page({ ...told, code: 'IDENTIFICATION_FAILURE', attributes: ['familyName', 'birthDate', 'email'] }),
    'level-needed': page({ ...told, code: 'AUTHENTICATION_FAILURE', level: 'hoch' }),
  }),
  samplesOf(portalErrorPage, 'outside', { bookmark: page(), 'unknown-portal': page({ code: 'OTHER_ERROR' }) }),
]
