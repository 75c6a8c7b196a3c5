import type { EndSessions } from '../domain/use-cases.js'
import type { SessionPorts } from './session-ports.js'

export const createEndSessions =
  ({ sessions }: Pick<SessionPorts, 'sessions'>): EndSessions =>
  (account, kept) =>
    sessions.endAllOf(account, kept)
