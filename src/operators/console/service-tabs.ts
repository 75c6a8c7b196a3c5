import type { SettingName } from '../services/setting-rules.js'

/** The pages of one service; each but the first has an address below that of the service. */
export const SERVICE_TABS = {
  overview: null,
  endpoints: 'endpunkte',
  keys: 'schluessel',
  attributes: 'attribute',
  level: 'niveau',
  history: 'verlauf',
  test: 'test',
} as const

export type ServiceTab = keyof typeof SERVICE_TABS

/** Those whose pages show the service as it is now, with its forms. */
export const SHOWN_TABS = ['overview', 'endpoints', 'keys', 'attributes', 'level', 'test'] as const
export type ShownTab = (typeof SHOWN_TABS)[number]

/** The address of a page of one service. */
export function serviceTabPath(entityId: string, tab: ServiceTab): string {
  const service = `/operator/dienste/${encodeURIComponent(entityId)}`
  const below = SERVICE_TABS[tab]
  return below === null ? service : `${service}/${below}`
}

/** One link of the tabs. */
export interface TabLink {
  readonly tab: ServiceTab
  readonly path: string
  readonly isHere: boolean
}

/** The links from one page of a service to the others. */
export const tabLinks = (entityId: string, here: ServiceTab): readonly TabLink[] =>
  (Object.keys(SERVICE_TABS) as ServiceTab[]).map((tab) => ({
    tab,
    path: serviceTabPath(entityId, tab),
    isHere: tab === here,
  }))

/** The settings that stand where what they are about is shown; the overview has all of them (CONTRACT: HTTP). */
export const TAB_SETTINGS: Readonly<Record<Exclude<ShownTab, 'overview' | 'test'>, readonly SettingName[]>> = {
  endpoints: ['appReturn', 'refreshUrl', 'validUntilRequired'],
  keys: [
    'signedRequests',
    'sign',
    'encrypt',
    'signatureAlgorithm',
    'encryptionAlgorithm',
    'keyTransportAlgorithm',
    'weakAlgorithms',
    'weakAlgorithmsUntil',
  ],
  attributes: [
    'requiredAttributes',
    'optionalAttributes',
    'legalBasis',
    'purpose',
    'privacyUrl',
    'nameIdFormat',
    'sector',
    'pseudonymous',
  ],
  level: ['trustLevel', 'attributeLevels', 'methods', 'sso', 'levelVocabulary', 'requesters'],
}
