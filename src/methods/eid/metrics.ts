import type { MethodMetric } from '../../domain/ports/meter.js'
import { EID_SESSION_OUTCOMES } from './open-sessions.js'

export const EID_SESSIONS = 'servicekonto_eid_sessions_total'
export const OPEN_EID_SESSIONS = 'servicekonto_eid_sessions_unfinished'

/** The metrics of the method. The count of unfinished sessions is that of all processes and instances together. */
export const EID_METRICS: readonly MethodMetric[] = [
  {
    kind: 'counter',
    name: EID_SESSIONS,
    help: 'Sessions that were wanted at the eID server: opened, or refused by the limit of an address or of all',
    label: 'outcome',
    values: EID_SESSION_OUTCOMES,
  },
  {
    kind: 'gauge',
    name: OPEN_EID_SESSIONS,
    help: 'Sessions at the eID server that have begun and not ended, of all instances',
  },
]
