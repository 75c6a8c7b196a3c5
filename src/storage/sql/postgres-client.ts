import pg from 'pg'
import type { Duration } from '../../domain/instant.js'
import { afterWaiting, within } from '../../timing/patience.js'
import { NO_ANSWER } from './postgres-faults.js'

/** How long a client waits for its server; null: the operating system's keep-alive decides. */
interface ClientLimits {
  readonly connectWithin: Duration
  readonly silentFor: Duration | null
}

/**
 * node-postgres with limits that do not count the time in which this process is busy itself, as the library's own do:
 * a connection that does not come, and one that falls silent over a query, is cut, and whoever waits on it is told.
 */
export const patientPostgres = (limits: ClientLimits) => ({
  ...pg,
  Client: clientWith(limits),
  Pool: poolWith(limits.connectWithin),
})

/**
 * A connection can break in the moment between two users of it, when neither the pool nor a query listens: without a
 * listener of its own that would end the process. Whoever uses it next is told.
 */
const clientWith = ({ connectWithin, silentFor }: ClientLimits): typeof pg.Client =>
  class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config)
      this.on('error', () => undefined)
      // A pool connects each client as soon as it is made.
      const connected = cutAfter(connectWithin, this, 'no connection in time')
      this.once('connect', connected).once('end', connected)
      if (silentFor !== null) watchQueries(this, silentFor)
    }
  }

/** Cuts the connection after this time of waiting. Returns what gives that up. */
const cutAfter = (time: Duration, client: pg.Client, why: string): (() => void) =>
  afterWaiting(time, () => client.connection.stream.destroy(new Error(why)))

/** From the first query on a connection at rest until it is at rest again, the server may take so long. */
function watchQueries(client: pg.Client, silentFor: Duration): void {
  const query: (...given: never[]) => unknown = client.query.bind(client)
  let atRest: (() => void) | null = null
  const rest = (): void => {
    atRest?.()
    atRest = null
  }
  client.on('drain', rest).on('end', rest)
  client.query = (...given: unknown[]): never => {
    atRest ??= cutAfter(silentFor, client, NO_ANSWER)
    // What the library's own function gives, for each of its ways to be called.
    return Reflect.apply(query, client, given) as never
  }
}

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: pg.PoolClient['release']) => void

/** A pool in whose line nobody stands for longer than `wait`. */
const poolWith = (wait: Duration): typeof pg.Pool =>
  class extends pg.Pool {
    override connect(): Promise<pg.PoolClient>
    override connect(callback: Connected): void
    override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
      const connected = fromPool(super.connect(), wait)
      if (callback === undefined) return connected
      connected.then(
        (client) => callback(undefined, client, (broken) => client.release(broken)),
        (error: unknown) => callback(asError(error), undefined, () => undefined),
      )
      return undefined
    }
  }

/** What comes when nobody waits for it any more goes back to the pool. */
function fromPool(connecting: Promise<pg.PoolClient>, wait: Duration): Promise<pg.PoolClient> {
  let isLate = false
  connecting.then(
    (client) => isLate && client.release(),
    () => undefined,
  )
  return within(wait, connecting, () => {
    isLate = true
    return new Error('no connection in time')
  })
}

const asError = (fault: unknown): Error =>
  fault instanceof Error ? fault : new Error('no connection', { cause: fault })
