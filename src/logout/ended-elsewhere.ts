import { countsStill } from '../domain/evidence.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { MethodId } from '../domain/ids.js'
import type { Logout } from '../domain/logout.js'
import type { MethodSwitchStore } from '../domain/ports/method-switches.js'
import type { SessionsToEnd, SessionsToEndStore } from '../domain/ports/sessions-to-end.js'
import { beganBefore, sessionKeptUntil, type BrowserSession, type Participation } from '../domain/session.js'
import type { SessionLimits } from '../domain/session-limits.js'
import { tellAll } from './back-channel.js'
import type { LogoutPorts } from './logout-ports.js'
import { LOOKED_AT_AFTER, newLogout, whose, type LogoutOf } from './prepare-logout.js'
import { partsOf } from './tell-services.js'

/** What telling of sessions needs that ended by a change in the database. */
export interface EndedElsewherePorts extends LogoutPorts {
  readonly sessionsToEnd: SessionsToEndStore
  readonly methodSwitches: Pick<MethodSwitchStore, 'all'>
  readonly sessionLimits: SessionLimits
}

/** So many sessions are looked after at once; each waits for the slowest of its services. */
const AT_ONCE = 50

/**
 * Tells the services of sessions that have ended by a change in the database, as a command makes it, which reaches no store of
 * sessions: those of an account whose sessions were ended or which is gone, and those that rest on a method which was switched
 * off. Who announces SOAP is told now. For the others somebody has to have the browser: the session is kept for them, with
 * nothing else in it, until its browser comes to /abmelden. What fails is tried again, and nobody is told twice by that.
 */
export async function tellOfEndedElsewhere(ports: EndedElsewherePorts, signal: AbortSignal): Promise<void> {
  const tasks = await ports.sessionsToEnd.all()
  // A method may be that of everybody: whoever waits for one account does not wait for that.
  const inOrder = [...tasks.filter(({ whose: each }) => each === 'account'), ...tasks]
  for (const task of new Set(inOrder)) {
    for await (const sessions of endedBy(task, ports)) {
      for (let from = 0; from < sessions.length; from += AT_ONCE) {
        if (signal.aborted) return
        await Promise.all(sessions.slice(from, from + AT_ONCE).map((session) => letGo(session, task, ports)))
      }
    }
    await ports.sessionsToEnd.done(task)
  }
}

async function* endedBy(task: SessionsToEnd, ports: EndedElsewherePorts): AsyncIterable<readonly BrowserSession[]> {
  if (task.whose === 'account') {
    const all = await ports.sessions.allOf(task.subject)
    // check: a-session-that-began-later-has-not-ended
    yield all.filter((session) => beganBefore(session, task.endedAt))
    return
  }
  const switched = new Map((await ports.methodSwitches.all()).map((each) => [each.method, each] as const))
  for await (const portion of ports.sessions.each()) {
    yield portion.filter((session) => restsOn(task.subject, session) && !isGood(session, switched))
  }
}

const restsOn = (method: MethodId, { evidence }: BrowserSession): boolean =>
  evidence.some((piece) => piece.method === method)

// check: a-session-that-rests-on-another-method-too-has-not-ended
const isGood = ({ evidence }: BrowserSession, switched: Parameters<typeof countsStill>[1]): boolean =>
  evidence.some((piece) => countsStill(piece, switched))

/** Tells the services of one session that are told by SOAP; stored first, so that another instance goes on with it. */
async function letGo(
  session: BrowserSession,
  { endedAt, why }: SessionsToEnd,
  ports: EndedElsewherePorts,
): Promise<void> {
  const { messages, registry, digest, log } = ports
  const isTold = ({ service }: Participation): boolean => messages.wayTo(registry.find(service)) === 'soap'
  const participations = session.participations.filter(isTold)
  // Always the same one: who tries again finds it.
  const id = digest.digest('logout-of-ended-session', JSON.stringify([session.id, endedAt]))
  const of: LogoutOf = { id, secret: null, askedBy: null, names: [] }
  const parts = partsOf([{ ...session, participations }], whose(of), ports)
  const logout = parts.length > 0 ? await stored({ ...newLogout(of, parts, ports), tellings: 1 }, ports) : null
  await strip(session, new Set(participations.map(({ nameKey }) => nameKey)), ports)
  if (!logout) return
  log.info('logout.begun', { count: 1, services: parts.length, reason: why })
  await tellAll(logout, ports)
}

/** Null: an earlier try has stored it, and somebody goes on with what that left. */
async function stored(logout: Logout, { untoldLogouts, logouts }: LogoutPorts): Promise<Logout | null> {
  await untoldLogouts.note(logout.id, LOOKED_AT_AFTER)
  try {
    await logouts.create(logout)
    return logout
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'internal') return null
    throw error
  }
}

/** Leaves of a session what somebody with its browser can still tell; nothing that was proved in it. */
async function strip(
  session: BrowserSession,
  told: ReadonlySet<string>,
  { sessions, sessionLimits }: EndedElsewherePorts,
): Promise<void> {
  const stripped = (current: BrowserSession): BrowserSession => ({
    ...current,
    evidence: [],
    participations: current.participations.filter(({ nameKey }) => !told.has(nameKey)),
  })
  const isAllTold = stripped(session).participations.length === 0
  if (isAllTold) await sessions.end(session.id)
  else await sessions.change(session, stripped, (each) => sessionKeptUntil(each, sessionLimits))
}
