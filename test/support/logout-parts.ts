import { BrokerError } from '../../src/domain/error-catalogue.js'
import { accountId, entityId, loginId, sessionId, type EntityId } from '../../src/domain/ids.js'
import type { Logout } from '../../src/domain/logout.js'
import type { BrowserSession } from '../../src/domain/session.js'
import type { LogoutPorts } from '../../src/logout/logout-ports.js'
import { createTelling, type Telling } from '../../src/logout/telling.js'
import { nameKeyOf } from '../../src/sessions/session-names.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { sampleSession } from '../contracts/samples.js'
import { flowWorld } from './flow-world.js'

export const ASKER = entityId('https://asker.example/sp')
export const BY_SOAP = entityId('https://soap.example/sp')
export const BY_BROWSER = entityId('https://browser.example/sp')

/** The parts of a logout on stores in memory: three services, of which one is told by SOAP and one by the browser alone. */
export interface LogoutParts {
  readonly ports: LogoutPorts
  readonly telling: Telling
  /** Each telling by the back channel. */
  readonly told: EntityId[]
  pass(ms: number): void
  now(): number
  /** A session in which all three take part. */
  opened(id: string, change?: Partial<BrowserSession>): Promise<BrowserSession>
  /** Every logout that is stored, of these ids. */
  stored(id: string): Promise<Logout | null>
}

export async function logoutParts(): Promise<LogoutParts> {
  const world = await flowWorld()
  const { clock, digest, random } = world.ports
  const told: EntityId[] = []
  const ports = {
    ...createMemoryStores({ clock }),
    clock,
    digest,
    random,
    requestIds: { seal: (_place: string, text: string) => `${text} ${random.id()}` },
    registry: { find: (id: string) => id },
    messages: {
      wayTo: (service: string) => (service === BY_SOAP ? 'soap' : 'redirect'),
      wayThroughBrowser: () => null,
      tell: ({ service }: { readonly service: EntityId }) => Promise.resolve((told.push(service), 'done' as const)),
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    meter: { serviceLoggedOut: () => undefined },
  } as unknown as LogoutPorts
  return {
    ports,
    telling: createTelling(ports),
    told,
    pass: (ms) => world.clock.pass(ms),
    now: () => clock.now(),
    async opened(id, change = {}) {
      const participations = [ASKER, BY_SOAP, BY_BROWSER].map((service) => ({
        service,
        login: loginId('l'),
        nameId: 'erika',
        nameIdFormat: 'f',
        sessionIndex: `_${id}`,
        nameKey: nameKeyOf(digest, service, 'erika'),
        since: 0,
        until: clock.now() + 3_600_000,
      }))
      const session = { ...sampleSession(id), startedAt: clock.now(), participations, ...change }
      await ports.sessions.create(session, clock.now() + 3_600_000)
      return session
    },
    stored: (id) => ports.logouts.find(id),
  }
}

export const ERIKA = accountId('erika')
export const sessionNamed = (id: string) => sessionId(id)

/** What a store does in the n-th of its calls: it fails before or after it has done what it was asked. */
export interface Fault {
  readonly at: number
  readonly when: 'before' | 'after'
}

/** The ports, whose ephemeral stores fail in one of their calls. `calls`: what was called so far. */
export function failingAt(
  ports: LogoutPorts,
  fault: Fault | null,
): { readonly ports: LogoutPorts; readonly calls: string[] } {
  const calls: string[] = []
  const wrapped = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get(target, key) {
        const work: unknown = Reflect.get(target, key)
        if (typeof work !== 'function') return work
        return async (...args: unknown[]) => {
          calls.push(`${name}.${String(key)}`)
          const fails = fault?.at === calls.length
          if (fails && fault.when === 'before') throw new BrokerError('unavailable', 'test')
          const done: unknown = await Promise.resolve(Reflect.apply(work, target, args))
          if (fails) throw new BrokerError('unavailable', 'test')
          return done
        }
      },
    })
  const { sessions, logouts, untoldLogouts, replay } = ports
  return {
    calls,
    ports: {
      ...ports,
      sessions: wrapped('sessions', sessions),
      logouts: wrapped('logouts', logouts),
      untoldLogouts: wrapped('untoldLogouts', untoldLogouts),
      replay: wrapped('replay', replay),
    },
  }
}
