import type { Duration } from '../domain/instant.js'
import type { Logout } from '../domain/logout.js'
import { tellStored } from './back-channel.js'
import type { LogoutPorts } from './logout-ports.js'

/** The logouts whose services this process tells beside the requests that it answers. */
export interface Telling {
  /** Begins to tell those of a stored logout. What fails is logged; another instance takes it over. */
  begin(logout: Logout): void
  /** Resolves when this process has told them, or after so long. */
  toldWithin(logout: Pick<Logout, 'id'>, within: Duration): Promise<void>
  /** Resolves when all are told that were to be told so far. */
  settled(): Promise<void>
}

export function createTelling(ports: LogoutPorts): Telling {
  const open = new Map<string, Promise<void>>()
  return {
    begin(logout) {
      const told = tellStored(logout, ports)
        .catch((error: unknown) => ports.log.error('logout.failed', { detail: String(error) }))
        .finally(() => open.delete(logout.id))
      open.set(logout.id, told)
    },
    async toldWithin({ id }, within) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, within)))
      await Promise.race([open.get(id) ?? Promise.resolve(), late])
      clearTimeout(timer)
    },
    settled: async () => void (await Promise.all(open.values())),
  }
}
