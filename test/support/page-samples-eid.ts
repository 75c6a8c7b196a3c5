import type { EidProblem } from '../../src/methods/eid/pages/eid-problem.js'
import type { EidPage, EidWaitingPage } from '../../src/ui/view-models.js'

const TOKEN = encodeURIComponent('https://servicekonto.example/methods/eid/a1/9nYQ')

const eidPage = (extra: Partial<EidPage> = {}): EidPage => ({
  kind: 'eid',
  otherMethods: '/login/a1',
  again: false,
  reads: ['givenName', 'familyName', 'birthName', 'birthDate', 'placeOfBirth', 'address'],
  minimumAge: 16,
  startUrl: `http://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`,
  phoneUrl: `eid://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`,
  installUrl: 'https://www.ausweisapp.bund.de/download',
  pinUrl: 'https://www.pin-ruecksetzbrief-bestellen.de/',
  problem: null,
  ...extra,
})

const PROBLEMS: readonly EidProblem[] = ['cancelled', 'invalid-document', 'server']

export const eidSamples: Readonly<Record<string, EidPage>> = {
  plain: eidPage(),
  again: eidPage({ again: true }),
  'pseudonym-only': eidPage({ reads: [], phoneUrl: null }),
  // The longest and the commonest; that each problem has its words is for the compiler.
  ...Object.fromEntries(PROBLEMS.map((problem) => [problem, eidPage({ problem })])),
}

const waiting = {
  kind: 'eid-waiting',
  goOn: '/login/a1/eid',
  stopped: '/login/a1/eid/return?auto=0',
  otherMethods: '/login/a1',
} as const

export const eidWaitingSamples: Readonly<Record<string, EidWaitingPage>> = {
  plain: { ...waiting, again: false, automatic: true },
  stopped: { ...waiting, again: true, automatic: false },
}
