import type { EidProblem } from '../../../src/methods/eid/pages/eid-problem.js'
import { type EidModel, eidPage } from '../../../src/methods/eid/pages/eid.js'
import { type EidWaitingModel, eidWaitingPage } from '../../../src/methods/eid/pages/eid-waiting.js'
import { type PageSamples, samplesOf } from '../../support/page-samples/page-samples.js'

const TOKEN = encodeURIComponent('https://servicekonto.example/methods/eid/a1/9nYQ')

const READS = [
  ...(['givenName', 'familyName', 'birthDate', 'placeOfBirth', 'address'] as const).map((name) => ({
    name,
    isOptional: false,
  })),
  ...(['academicTitle', 'birthName'] as const).map((name) => ({ name, isOptional: true })),
]

const shown = (extra: Partial<EidModel> = {}): EidModel => ({
  otherMethods: '/login/a1',
  cancel: { action: '/login/a1/methods', token: 'sample-token' },
  again: false,
  reads: READS,
  minimumAge: 16,
  startUrl: `http://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`,
  phoneUrl: `eid://127.0.0.1:24727/eID-Client?tcTokenURL=${TOKEN}`,
  installUrl: 'https://www.ausweisapp.bund.de/download',
  pinUrl: 'https://servicesuche.bund.de/',
  problem: null,
  ...extra,
})

const PROBLEMS: readonly EidProblem[] = ['cancelled', 'invalid-document', 'server']

export const eidSamples: Readonly<Record<string, EidModel>> = {
  plain: shown(),
  again: shown({ again: true }),
  'pseudonym-only': shown({ reads: [], phoneUrl: null }),
  // The longest and the commonest; that each problem has its words is for the compiler.
  ...Object.fromEntries(PROBLEMS.map((problem) => [problem, shown({ problem })])),
}

const waiting = {
  goOn: '/login/a1/eid',
  stopped: '/login/a1/eid/return?auto=0',
  otherMethods: '/login/a1',
} as const

export const eidWaitingSamples: Readonly<Record<string, EidWaitingModel>> = {
  plain: { ...waiting, again: false, automatic: true },
  stopped: { ...waiting, again: true, automatic: false },
}

/** Every page of the online ID card. */
export const pages: readonly PageSamples[] = [
  samplesOf(eidPage, 'login', eidSamples),
  samplesOf(eidWaitingPage, 'login', eidWaitingSamples),
]
