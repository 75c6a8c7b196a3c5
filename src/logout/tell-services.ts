import type { EntityId } from '../domain/ids.js'
import type { LogoutPart, LogoutState } from '../domain/logout.js'
import type { BrowserSession } from '../domain/session.js'
import type { LogoutPorts } from './logout-ports.js'

/** What binds the ID of a request of ours to its logout. */
export const REQUEST_PLACE = 'logout request'

/**
 * The services that took part in sessions which have ended, each to be told once for each name that it knows. `asker`: the
 * service that asked; it comes last, as the browser goes back to it in the end anyway. Whose session the browser has that
 * asked is not known yet (`forThisBrowser`). `isOfBrowser`: the sessions are of the browser at work. `logout`: the one that
 * they are told in.
 */
export function partsOf(
  ended: readonly BrowserSession[],
  { asker, isOfBrowser, logout }: Whose,
  { messages, registry, requestIds }: Pick<LogoutPorts, 'messages' | 'registry' | 'requestIds'>,
): readonly LogoutPart[] {
  const parts = new Map<string, LogoutPart>()
  const all = ended.flatMap(({ id, participations }) => participations.map((part) => ({ ...part, session: id })))
  const askersLast = [...all.filter((part) => part.service !== asker), ...all.filter((part) => part.service === asker)]
  for (const { service, nameId, nameIdFormat, sessionIndex, session } of askersLast) {
    const way = messages.wayTo(registry.find(service))
    // check: services-of-one-logout-see-nothing-in-common
    const requestId = `_${requestIds.seal(REQUEST_PLACE, logout)}`
    const state: LogoutState = way === null ? 'unsupported' : 'waiting'
    parts.set(JSON.stringify([service, nameId, nameIdFormat, sessionIndex]), {
      service,
      nameId,
      nameIdFormat,
      sessionIndex,
      requestId,
      way,
      state,
      ...(!isOfBrowser && { session }),
    })
  }
  return [...parts.values()]
}

interface Whose {
  readonly asker: EntityId | null
  readonly isOfBrowser: boolean
  readonly logout: string
}

/** Counts how it went with one service, and logs what went wrong. */
export function noteState({ service, state }: LogoutPart, { log, meter }: Pick<LogoutPorts, 'log' | 'meter'>): void {
  meter.serviceLoggedOut(state)
  if (state !== 'done') log.warn('logout.not-done', { service, result: state })
}
