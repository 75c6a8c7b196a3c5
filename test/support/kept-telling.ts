import type { Told } from '../../src/compose/lasting.js'
import type { LogFields } from '../../src/domain/ports/log.js'

/** Where the end of a login was told beside the audit, and as what. */
export interface LoginEndTold {
  readonly told: 'log' | 'metric'
  readonly as: string
}

export interface KeptTelling {
  /** Every line that was logged, as text. */
  readonly log: readonly string[]
  /** What was logged, and how each login that ended was counted, in order. */
  readonly ends: readonly LoginEndTold[]
  /** Of each request that there was no room for, whose it was. */
  readonly shed: readonly string[]
  /** Of each refused request of a service, whether it was kept to be looked up. */
  readonly kept: readonly string[]
  /** The code of each refusal, and what came of each artifact, as they were counted. */
  readonly counted: readonly string[]
  readonly told: Told
}

/** A log and metrics that keep what they are told. */
export function keptTelling(): KeptTelling {
  const log: string[] = []
  const ends: LoginEndTold[] = []
  const shed: string[] = []
  const kept: string[] = []
  const counted: string[] = []
  const line = (action: string, fields: LogFields = {}): void => {
    log.push(`${action} ${JSON.stringify(fields)}`)
    ends.push({ told: 'log', as: action })
  }
  const metrics: Told['metrics'] = {
    request: () => undefined,
    loginEnded: (result) => void ends.push({ told: 'metric', as: result }),
    serviceLoggedOut: () => undefined,
    weakAlgorithm: () => undefined,
    artifactResolved: (outcome) => void counted.push(outcome),
    refused: (code) => void counted.push(code),
    refusedRequest: (went) => void kept.push(went),
    shed: (kind) => void shed.push(kind),
    proofFailed: () => undefined,
    count: () => undefined,
    jobRan: () => undefined,
    sourceRefreshed: () => undefined,
    render: () => Promise.resolve('# no metrics'),
  }
  return {
    log,
    ends,
    shed,
    kept,
    counted,
    told: { log: { debug: line, info: line, warn: line, error: line }, metrics, peers: null },
  }
}
