import type { BrowserSession } from '../domain/session.js'
import type { SessionPorts } from './session-ports.js'

/** The citizen ends this session, or somebody else goes on in this browser. One that has ended already is no error. */
export const endSession = (
  { id }: Pick<BrowserSession, 'id'>,
  { sessions }: Pick<SessionPorts, 'sessions'>,
): Promise<void> => sessions.end(id)
