import type { ErrorText } from '../../src/domain/errors.js'
import { languagesOf } from '../../src/ui/language-links.js'
import type { Language } from '../../src/domain/language.js'
import type { Site } from '../../src/domain/site.js'
import type { OwnPage, Page, PageContext } from '../../src/ui/view-models.js'
import { meetPersonSamples, reviewMethodsSamples } from './page-samples-account.js'
import { confirmSamples } from './page-samples-confirm.js'
import { factorSamples } from './page-samples-factor.js'
import { eidSamples, eidWaitingSamples } from './page-samples-eid.js'
import { methodChoiceSamples } from './page-samples-method-choice.js'
import { blockCodeSamples, devicesSamples, pairingSamples } from './page-samples-devices.js'
import { passSamples } from './page-samples-pass.js'
import { passwordSamples, profileSamples } from './page-samples-forms.js'

/** One page of ours as somebody may meet it. */
export interface PageSample {
  /** For instance `password-wrong.de`. */
  readonly name: string
  readonly page: Page
  readonly context: PageContext
}

export const SAMPLE_SITE: Site = {
  name: 'Servicekonto',
  support: {
    email: 'support@servicekonto.example',
    phone: '+49 211 5550-100',
    url: 'https://servicekonto.example/hilfe',
  },
  links: {
    help: 'https://servicekonto.example/hilfe',
    imprint: 'https://servicekonto.example/impressum',
    privacy: 'https://servicekonto.example/datenschutz',
    accessibility: 'https://servicekonto.example/barrierefreiheit',
    reportBarrier: 'mailto:barriere@servicekonto.example',
  },
}

/** A deployment that has set nothing but its name. */
const BARE_SITE: Site = {
  name: 'Servicekonto',
  support: { email: null, phone: null, url: null },
  links: { help: null, imprint: null, privacy: null, accessibility: null, reportBarrier: null },
}

export const SAMPLE_PORTAL = { name: 'Serviceportal Aachen', privacyUrl: 'https://aachen.example/datenschutz' }

const errorPage = (text: ErrorText, extra: Partial<Extract<Page, { kind: 'error' }>> = {}): Page => ({
  kind: 'error',
  text,
  errorId: '7F3K-29QD-M4TX',
  host: 'servicekonto.example',
  until: null,
  continueAt: null,
  portalUrl: null,
  ...extra,
})

/** Every text of the catalogue; a new one without a sample does not compile. */
const ERRORS: Readonly<Record<ErrorText, Page>> = {
  'unknown-portal': errorPage('unknown-portal'),
  'bad-request': errorPage('bad-request', { portalUrl: 'https://aachen.example/' }),
  'used-or-old': errorPage('used-or-old', { portalUrl: 'https://aachen.example/' }),
  'portal-changed': errorPage('portal-changed', { portalUrl: 'https://aachen.example/' }),
  'portal-disabled': errorPage('portal-disabled', { portalUrl: 'https://aachen.example/' }),
  'no-cookie': errorPage('no-cookie', { portalUrl: 'https://aachen.example/' }),
  'moved-on': errorPage('moved-on', { continueAt: '/login/a1', portalUrl: 'https://aachen.example/' }),
  'form-expired': errorPage('form-expired', { continueAt: '/login/a1' }),
  'too-many-tries': errorPage('too-many-tries', { until: Date.UTC(2026, 10, 20, 13, 28), continueAt: '/login/a1' }),
  'our-fault': errorPage('our-fault'),
  unavailable: errorPage('unavailable'),
  'not-found': errorPage('not-found'),
  'bad-input': errorPage('bad-input'),
}

/** Errors of which no portal is known. */
const WITHOUT_PORTAL: ReadonlySet<string> = new Set(['unknown-portal', 'our-fault', 'unavailable', 'not-found'])

type Samples = { readonly [Kind in Page['kind']]: Readonly<Record<string, Page & { readonly kind: Kind }>> }

const OWN: readonly OwnPage[] = [
  { id: 'devices', path: '/konto/geraete' },
  { id: 'second-factors', path: '/konto/zweiter-faktor' },
]

/** Every kind of page; a new kind without samples does not compile. */
const SAMPLES: Samples = {
  'method-choice': methodChoiceSamples,
  password: passwordSamples,
  ...factorSamples,
  eid: eidSamples,
  'eid-waiting': eidWaitingSamples,
  pass: passSamples,
  devices: devicesSamples,
  'pass-pairing': pairingSamples,
  'block-code': blockCodeSamples,
  'pass-elsewhere': { plain: { kind: 'pass-elsewhere' } },
  'pass-link': { plain: { kind: 'pass-link' } },
  profile: profileSamples,
  confirm: confirmSamples,
  'meet-person': meetPersonSamples,
  'review-methods': reviewMethodsSamples,
  'signed-out': { plain: { kind: 'signed-out' } },
  'account-switch': {
    plain: {
      kind: 'account-switch',
      form: { action: '/login/a1/switch', token: 'sample-token' },
      current: 'Jana Nowak-Ḫaddād',
      other: 'Emre Öztürk',
    },
  },
  'hand-over': {
    plain: {
      kind: 'hand-over',
      action: 'https://aachen.example/saml/acs',
      fields: { SAMLResponse: 'PHNhbWwvPg==', RelayState: 'antrag-17' },
      notice: null,
    },
    'proof-gone': {
      kind: 'hand-over',
      action: 'https://aachen.example/saml/acs',
      fields: { SAMLResponse: 'PHNhbWwvPg==', RelayState: 'antrag-17' },
      notice: 'proof-gone',
    },
  },
  error: Object.fromEntries(
    Object.entries(ERRORS).flatMap(([key, page]) => (page.kind === 'error' ? [[key, page]] : [])),
  ),
  start: {
    plain: { kind: 'start', methods: ['password', 'eid', 'pass'], ownPages: OWN },
    alone: { kind: 'start' },
  },
}

const OUTSIDE_A_LOGIN: ReadonlySet<Page['kind']> = new Set<Page['kind']>([
  'start',
  'signed-out',
  'devices',
  'pass-pairing',
  'block-code',
  'pass-elsewhere',
  'pass-link',
  'factor-list',
  'totp-setup',
  'passkey-setup',
  'recovery-codes',
  'factor-removal',
])

/** The citizen's own pages: above them stands who is signed in. */
const OWN_PAGES: ReadonlySet<Page['kind']> = new Set<Page['kind']>([
  'devices',
  'pass-pairing',
  'factor-list',
  'totp-setup',
  'passkey-setup',
  'recovery-codes',
  'factor-removal',
])

const accountBar = (key: string): PageContext['account'] => ({
  citizen: key.includes('long') ? '' : 'Jana Nowak-Ḫaddād',
  logout: { action: '/konto/abmelden', token: 'sample-token' },
  stay: { action: '/konto/bleiben', token: 'sample-token' },
  endsAt: Date.UTC(2026, 10, 20, 14, 28),
  timeLeft: 3_600_000,
  waiting: { path: '/login/a1', portal: SAMPLE_PORTAL.name },
})

const contextOf = (page: Page, key: string, language: Language): PageContext => ({
  site: key.includes('alone') ? BARE_SITE : SAMPLE_SITE,
  language,
  here: page.kind === 'hand-over' ? null : '/login/a1',
  account: OWN_PAGES.has(page.kind) ? accountBar(key) : null,
  ownPages: OWN_PAGES.has(page.kind)
    ? OWN.map((own, index) => ({ ...own, isHere: index === (page.kind in factorSamples ? 1 : 0) }))
    : [],
  inputDropped: key === 'level-only',
  portal: OUTSIDE_A_LOGIN.has(page.kind) || (page.kind === 'error' && WITHOUT_PORTAL.has(key)) ? null : portalOf(key),
})

const portalOf = (key: string): PageContext['portal'] =>
  key.includes('long')
    ? { name: 'Kraftfahrzeugzulassungsbehördenserviceportal Oberbergischer Kreis', privacyUrl: null }
    : SAMPLE_PORTAL

/** Every page in every variant and every language that it exists in. */
export const pageSamples = (): readonly PageSample[] =>
  Object.entries(SAMPLES).flatMap(([kind, variants]) =>
    Object.entries<Page>(variants).flatMap(([key, page]) =>
      languagesOf(page.kind).map((language) => ({
        name: `${kind}-${key}.${language}`,
        page,
        context: contextOf(page, key, language),
      })),
    ),
  )
