/**
 * What whoever runs a Servicekonto has on a website of their own, as the demo's first portal shows it: so the links of
 * every page lead somewhere.
 */
export const OPERATOR_PAGES = {
  hilfe: {
    title: 'Hilfe zum Servicekonto',
    text: [
      'Hier steht bei einem echten Servicekonto, wie Sie sich anmelden und wen Sie fragen können.',
      'In der Vorführung hilft die README: Dort stehen die Zugangsdaten der erfundenen Bürgerinnen und Bürger.',
    ],
  },
  gebaerdensprache: {
    title: 'Das Servicekonto in Deutscher Gebärdensprache',
    text: ['Hier zeigt ein echtes Servicekonto ein Video in Deutscher Gebärdensprache (BITV 2.0 § 4).'],
  },
  impressum: {
    title: 'Impressum',
    text: ['Hier steht, wer ein echtes Servicekonto betreibt, mit Anschrift und E-Mail-Adresse (§ 5 DDG).'],
  },
  datenschutz: {
    title: 'Datenschutz',
    text: [
      'Hier steht, was ein echtes Servicekonto mit Ihren Daten macht, auf welcher Rechtsgrundlage und wie lange (Art. 13 DSGVO).',
    ],
  },
  barrierefreiheit: {
    title: 'Erklärung zur Barrierefreiheit',
    text: [
      'Hier steht, was an einem echten Servicekonto noch nicht barrierefrei ist, und wer bei Streit schlichtet (§ 12b BGG).',
    ],
  },
  'barriere-melden': {
    title: 'Barriere melden',
    text: ['Hier melden Sie bei einem echten Servicekonto, was Sie auf seinen Seiten behindert.'],
  },
} as const

export type OperatorPage = keyof typeof OPERATOR_PAGES

/** Below the portal's address. */
export const OPERATOR_PATH = '/servicekonto'

export const isOperatorPage = (name: string): name is OperatorPage => Object.hasOwn(OPERATOR_PAGES, name)

/** What the broker's config file says under `site`, for links to a portal at this address. */
export const operatorSite = ({ baseUrl, provider }: { readonly baseUrl: string; readonly provider: string }) => {
  const at = (page: OperatorPage): string => `${baseUrl}${OPERATOR_PATH}/${page}`
  return {
    operator: `${provider} (Vorführung)`,
    support: { email: 'servicekonto@stadt.example', phone: '+49 241 5550100', url: at('hilfe') },
    links: {
      help: at('hilfe'),
      signLanguage: at('gebaerdensprache'),
      imprint: at('impressum'),
      privacy: at('datenschutz'),
      accessibility: at('barrierefreiheit'),
      reportBarrier: at('barriere-melden'),
    },
  }
}
