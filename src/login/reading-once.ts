import type { AccountId, EntityId, SessionId } from '../domain/ids.js'
import type { BrowserSession } from '../domain/session.js'
import type { LoginPorts } from './kit/login-ports.js'

/**
 * The same ports, where each session, account and consent is asked for once: for steps that follow each other at once
 * within one request and change nothing but the login, so that each would find what the one before it found. Every
 * request reads anew: what a login is taken by was read in the request that takes it (RULES: What a service may ask 7).
 * Not for a step's own reads. `written`: a session as this request has just stored it; it need not be asked for.
 */
export function readingOnce(ports: LoginPorts, written: BrowserSession | null = null): LoginPorts {
  const { sessions, accounts, consents } = ports
  return {
    ...ports,
    sessions: {
      ...sessions,
      find: kept((id: SessionId) => (id === written?.id ? Promise.resolve(written) : sessions.find(id))),
    },
    accounts: { ...accounts, find: kept((id: AccountId) => accounts.find(id)) },
    consents: { ...consents, find: kept((account: AccountId, service: EntityId) => consents.find(account, service)) },
  }
}

/** Asks once for the same ids. */
function kept<Ids extends readonly string[], Found>(find: (...ids: Ids) => Promise<Found>) {
  const found = new Map<string, Promise<Found>>()
  return (...ids: Ids): Promise<Found> => {
    const key = ids.join(' ')
    const known = found.get(key) ?? find(...ids)
    found.set(key, known)
    return known
  }
}
