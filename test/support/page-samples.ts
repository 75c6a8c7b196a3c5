import { logoPath } from '../../src/domain/logo.js'
import type { Language } from '../../src/domain/language.js'
import type { Site } from '../../src/domain/site.js'
import { METHOD_IDS } from '../../src/methods/registry.js'
import { languagesOf, type Page } from '../../src/ui/page.js'
import type { PageContext } from '../../src/ui/page-context.js'
import { accountPages } from './page-samples/account.js'
import { logoutPages } from './page-samples/logout.js'
import { errorPages } from './page-samples/errors.js'
import { factorPages } from './page-samples/factors.js'
import { loginPages } from './page-samples/login.js'
import { operatorChanges } from './page-samples/operator-changes.js'
import { accessPages } from './page-samples/operator-access.js'
import { operatorPages } from './page-samples/operators.js'
import { portalErrorPages } from './page-samples/portal-error.js'
import { requestPages } from './page-samples/requests.js'
import { serviceTabPages } from './page-samples/service-tabs.js'
import { staffPages } from './page-samples/staff.js'
import { oversightPages } from './page-samples/oversight.js'
import { trialPages } from './page-samples/trials.js'
import { upstreamPages } from './page-samples/upstreams.js'
import type { PageSamples } from './page-samples/page-samples.js'

/** One page of ours as somebody may meet it. */
export interface PageSample {
  /** For instance `password-wrong.de`. */
  readonly name: string
  readonly page: Page
  readonly context: PageContext
}

/** Each method's own lie beside its tests. */
const ofMethods = await Promise.all(
  METHOD_IDS.map(async (id) => {
    const module = (await import(`../methods/${id}/page-samples.js`)) as { readonly pages: readonly PageSamples[] }
    return module.pages
  }),
)

/** Every kind of page: one table a feature. */
export const PAGE_SAMPLES: readonly PageSamples[] = [
  ...loginPages,
  ...ofMethods.flat(),
  ...factorPages,
  ...accountPages,
  ...logoutPages,
  ...errorPages,
  ...operatorPages,
  ...accessPages,
  ...serviceTabPages,
  ...staffPages,
  ...operatorChanges,
  ...requestPages,
  ...portalErrorPages,
  ...oversightPages,
  ...trialPages,
  ...upstreamPages,
]

/** The citizen's own pages that there are samples of, as the bar above each leads to them. */
const OWN_PAGES = [...new Set(PAGE_SAMPLES.flatMap(({ at }) => (typeof at === 'object' ? [at] : [])))]

export const SAMPLE_URL = 'https://servicekonto.example'

export const SAMPLE_SITE: Site = {
  name: 'Servicekonto',
  operator: 'Stadt Musterstadt',
  support: {
    email: 'support@servicekonto.example',
    phone: '+49 211 5550-100',
    url: 'https://servicekonto.example/hilfe',
  },
  links: {
    help: 'https://servicekonto.example/hilfe',
    signLanguage: 'https://servicekonto.example/gebaerdensprache',
    imprint: 'https://servicekonto.example/impressum',
    privacy: 'https://servicekonto.example/datenschutz',
    accessibility: 'https://servicekonto.example/barrierefreiheit',
    reportBarrier: 'mailto:barriere@servicekonto.example',
  },
}

/** A deployment that has set nothing but its name. */
const BARE_SITE: Site = {
  name: 'Servicekonto',
  operator: null,
  support: { email: null, phone: null, url: null },
  links: { help: null, signLanguage: null, imprint: null, privacy: null, accessibility: null, reportBarrier: null },
}

export const SAMPLE_PORTAL = { name: 'Serviceportal Aachen', privacyUrl: 'https://aachen.example/datenschutz' }

/** Where the sites of the samples serve a picture. */
export const SAMPLE_LOGO = logoPath('0'.repeat(64))

const accountBar = (key: string): PageContext['account'] => ({
  citizen: key.includes('long') ? '' : 'Jana Nowak-Ḫaddād',
  logout: { action: '/abmelden', token: 'sample-token' },
  stay: { action: '/konto/bleiben', token: 'sample-token' },
  endsAt: Date.UTC(2026, 10, 20, 14, 28),
  timeLeft: 3_600_000,
  pages: OWN_PAGES,
  waiting: { path: '/login/a1', portal: SAMPLE_PORTAL.name },
})

const contextOf = (page: Page, at: PageSamples['at'], key: string, language: Language): PageContext => ({
  site: key.includes('alone') ? BARE_SITE : SAMPLE_SITE,
  language,
  here: page.handsOver === null ? '/login/a1' : null,
  account: typeof at === 'object' ? accountBar(key) : null,
  ownPages: typeof at === 'object' ? OWN_PAGES.map((own) => ({ ...own, isHere: own === at })) : [],
  inputDropped: key === 'level-only',
  portal: at === 'login' ? portalOf(key) : null,
  progress: at === 'login' && page.handsOver === null ? { now: 2, of: 3 } : null,
})

const portalOf = (key: string): PageContext['portal'] =>
  key.includes('long')
    ? {
        name: 'Kraftfahrzeugzulassungsbehördenserviceportal Oberbergischer Kreis',
        privacyUrl: null,
        purpose: 'Antrag auf Zulassung eines Kraftfahrzeugs prüfen und den Bescheid zustellen',
        isTest: true,
        logo: { path: SAMPLE_LOGO, width: 300, height: 80 },
        legalBasis: '§ 8 Absatz 1 OZG in Verbindung mit § 6 der Fahrzeug-Zulassungsverordnung',
      }
    : SAMPLE_PORTAL

/** Every page in every variant and every language that it exists in. */
export const pageSamples = (): readonly PageSample[] =>
  PAGE_SAMPLES.flatMap(({ kind, at, pages }) =>
    Object.entries(pages).flatMap(([key, page]) =>
      languagesOf(page).map((language) => ({
        name: `${kind}-${key}.${language}`,
        page,
        context: contextOf(page, at, key, language),
      })),
    ),
  )

/** The first sample of each kind of page in each language. */
export function firstsOfKind<Sample extends PageSample>(samples: readonly Sample[]): readonly Sample[] {
  const firsts = new Map<string, Sample>()
  for (const sample of samples) {
    const kind = `${sample.page.kind}${sample.name.slice(sample.name.indexOf('.'))}`
    if (!firsts.has(kind)) firsts.set(kind, sample)
  }
  return [...firsts.values()]
}
