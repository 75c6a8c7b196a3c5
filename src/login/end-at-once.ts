import { BrokerError, type ErrorCode } from '../domain/error-catalogue.js'
import { type EntityId, loginId, type SessionId } from '../domain/ids.js'
import type { Answer, Login, ReceivedLogin } from '../domain/login.js'
import type { Recalled } from '../domain/ports/account-recall.js'
import type { Basis } from '../domain/ports/audit-log.js'
import type { LoginStore } from '../domain/ports/login-store.js'
import type { Service } from '../domain/service.js'
import { abort } from './abort.js'
import { readingOnce } from './facts.js'
import type { LoginPorts } from './kit/login-ports.js'
import { StaleFacts } from './tell-end.js'
import { goOn } from './visit.js'

/** A login that ended in the request that began it. */
export interface EndedAtOnce {
  readonly login: Login
  readonly answer: Answer
}

/**
 * Ends a login in the request that begins it, if it can (CONTRACT: HTTP): with a status that needs no citizen, or with
 * the answer that the session allows. Null if a page is needed. The login goes through the same steps but is not stored,
 * for no browser has a cookie that leads to it: its audit entry is all that is committed. `reading`: the ports with what this request
 * has read already.
 */
export async function endAtOnce(
  asked: Omit<ReceivedLogin, 'browserKey'>,
  refusal: ErrorCode | null,
  session: SessionId | null,
  ports: LoginPorts,
  reading: LoginPorts,
): Promise<EndedAtOnce | null> {
  // The same request may come twice at the same time: no two attempts write the same entry, so one of them answers.
  // check: each-attempt-at-once-has-an-id-of-its-own
  const login = { ...asked, browserKey: '', id: loginId(ports.random.id()) }
  if (refusal) return withAnswer(await abort(login, refusal, { ...ports, logins: storeOfOne(login) }))
  if (!session) return null
  let read = reading
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const ended = await unlessStale(login, session, ports, read)
    if (ended !== 'stale') return ended
    await ports.registry.refresh()
    read = readingOnce(ports)
  }
  throw new BrokerError('unavailable', 'what a login rests on is always another')
}

/** How often a login is decided; again where what was in memory, which it was decided from, turned out to be old. */
const TRIES = 4

async function unlessStale(
  login: ReceivedLogin,
  session: SessionId,
  ports: LoginPorts,
  reading: LoginPorts,
): Promise<EndedAtOnce | null | 'stale'> {
  const recalled = ports.recall.begin()
  const known: Known = { recalled, services: new Map() }
  const own = { ...ports, logins: storeOfOne(login) }
  try {
    const ended = await answerAtOnce(login, session, recalling(own, known), recalling(reading, known))
    // Where a page is needed nothing is written, so nothing would show that what was in memory is old.
    // check: what-led-to-a-page-is-not-kept-in-memory
    if (!ended) recalled.forget()
    return ended
  } catch (error) {
    if (!(error instanceof StaleFacts)) throw error
    recalled.forget()
    return 'stale'
  }
}

async function answerAtOnce(
  login: ReceivedLogin,
  session: SessionId,
  own: LoginPorts,
  reading: LoginPorts,
): Promise<EndedAtOnce | null> {
  const visit = await goOn(login, session, own, reading)
  return visit.end.kind === 'answer' ? { login: visit.login, answer: visit.end.answer } : null
}

const withAnswer = ({ login, answer }: { readonly login: Login; readonly answer?: Answer }): EndedAtOnce | null =>
  answer ? { login, answer } : null

/** What one attempt has decided from without asking the stores. */
interface Known {
  readonly recalled: Recalled
  readonly services: Map<EntityId, Service>
}

/** The same ports, which read accounts and services from memory, and let an end be written only if they are still so. */
function recalling(ports: LoginPorts, { recalled, services }: Known): LoginPorts {
  const basis = (): Basis => ({
    accounts: recalled.basis(),
    // check: the-service-that-is-answered-is-in-the-basis
    services: new Map([...services].map(([id, { revision }]) => [id, revision])),
  })
  return {
    ...ports,
    accounts: { ...ports.accounts, find: (id) => recalled.account(id) },
    consents: { ...ports.consents, find: (account, service) => recalled.consent(account, service) },
    registry: { ...ports.registry, find: (id) => knownService(id, services, ports) },
    audit: { ...ports.audit, append: (event, id) => ports.audit.append(event, id, basis()) },
    sectors: { append: (event, id, sector) => ports.sectors.append(event, id, sector, basis()) },
  }
}

/** The same one for the whole attempt, whatever is registered meanwhile. */
function knownService(id: EntityId, services: Map<EntityId, Service>, { registry }: LoginPorts): Service | undefined {
  const service = services.get(id) ?? registry.find(id)
  if (service) services.set(id, service)
  return service
}

/** A store that holds one login for the length of one request: nothing will ask for it later. */
function storeOfOne(first: Login): LoginStore {
  let stored = first
  return {
    find: (id) => Promise.resolve(id === stored.id ? stored : null),
    replace(next) {
      const follows = next.version === stored.version + 1
      if (follows) stored = next
      return Promise.resolve(follows)
    },
  }
}
