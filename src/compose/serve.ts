import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config, Settings } from '../config/config.js'
import { seconds } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import { holdDataDir } from './single-instance.js'
import { tellWarnings } from '../observability/tell-warnings.js'
import { createDoor, type Door } from '../http/admission/door.js'
import { refuseMalformed, refuseUnreadable } from '../http/every-answer.js'
import { createDrain } from '../http/drain.js'
import { prepareSchema } from '../saml/xml/schema.js'
import type { Peers } from '../observability/peers.js'
import { createBroker, type Broker } from './broker.js'
import type { Edges } from './edges.js'
import { orClose } from './or-close.js'
import { openServices, type Services } from './services.js'

/** A running broker. */
export interface RunningBroker {
  /** The port that it listens on. */
  readonly port: number
  /**
   * Goes on with the settings that `read` returns, without losing a session or a login under way. Throws what `read`
   * throws, and `OperatorError` for what would keep a broker from starting; then the settings before stay in force.
   */
  reload(read: () => Settings): Promise<void>
  /**
   * Ends gracefully: takes no new connections, finishes answers under way, then closes the stores. It may be called
   * twice.
   */
  stop(): Promise<void>
  /** Resolves when the broker has stopped. */
  readonly done: Promise<void>
}

/**
 * Starts the broker: stores, keys, registry, then the port. `peers`: the other workers, if it is one of several;
 * `given`: what a test brings in place of this machine's. Throws `OperatorError` with one line for whatever keeps it
 * from starting.
 */
export async function serve(
  config: Config,
  peers: Peers | null = null,
  given: Partial<Edges> = {},
): Promise<RunningBroker> {
  const letGo = await aloneIfNeeded(config)
  const services = await orClose({ close: letGo }, () => openServices(config, { ...given, peers }))
  const close = (): Promise<void> => services.close().finally(letGo)
  const bounds = peers === null ? { door: createDoor() } : boundsOfWorker()
  return orClose({ close }, async () => serveOn(services, createBroker(services, bounds), bounds.door, config, close))
}

/**
 * A primary hands over one connection at a time, and the next when the worker has come round to taking it: so less is in
 * work at once, and the turns of its loop are shorter.
 */
const boundsOfWorker = () => ({ door: createDoor(3), inWork: 8 })

async function serveOn(
  services: Services,
  broker: Broker,
  door: Door,
  config: Config,
  close: () => Promise<void>,
): Promise<RunningBroker> {
  const { log } = services
  // Without this option Node itself would answer a request without Host; so it gets a page of ours.
  const listener = refuseUnreadable(broker.app, broker.errorPage, config.secure)
  const server = createServer({ requireHostHeader: false }, listener)
  server.keepAliveTimeout = keepAliveOf(config.settings)
  refuseMalformed(server, broker.errorPage, config.secure)
  // RFC 9110 §10.1.1 lets a server ignore an expectation that it does not know.
  server.on('checkExpectation', listener)
  server.on('connection', door.taken)
  const drain = createDrain(server)
  // With several workers, the primary tells the warnings for all.
  if (services.peers === null) tellWarnings(config, log)
  await listen(server, config)
  const port = portOf(server)
  log.info('broker.started', { publicUrl: config.publicUrl, host: config.host, port })
  // Neither the start nor the first login waits for it.
  setImmediate(() => prepareSchema('protocol'))
  let stopping: Promise<void> | null = null
  const end = async (): Promise<void> => {
    log.info('broker.stopping')
    await drain()
    await close()
    log.info('broker.stopped')
  }
  const done = new Promise<void>((resolve, reject) => {
    server.once('close', () => void (stopping ??= end()).then(resolve, reject))
  })
  const reload = async (read: () => Settings) => (stopping ? undefined : renew(services, server, read))
  return { port, done, reload, stop: () => (stopping ??= end()) }
}

/**
 * How long an idle connection stays open: longer than a proxy keeps it, because a POST that the proxy sends just as the
 * broker closes is lost and not sent again. Node's own limits for head and body of a request begin with the request,
 * however long the connection was idle.
 */
const keepAliveOf = ({ http }: Settings): number => seconds(http.keepAliveSeconds)

async function renew(services: Services, server: Server, read: () => Settings): Promise<void> {
  try {
    const settings = read()
    await services.renew(settings)
    server.keepAliveTimeout = keepAliveOf(settings)
    services.log.info('broker.reloaded')
  } catch (error) {
    services.log.error('broker.reload-ended', { detail: 'the settings are refused; those before hold' })
    throw error
  }
}

/** Without Redis, sessions, replays and rate limits live in this process, so no other one may serve the same store. */
async function aloneIfNeeded({ redisUrl, dataDir }: Config): Promise<() => Promise<void>> {
  if (redisUrl !== null) return () => Promise.resolve()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return holdDataDir(dataDir)
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is taken; stop what listens there or set PORT',
  EADDRNOTAVAIL: 'the address is none of this machine; set HOST',
  EACCES: 'that port needs more rights; set PORT to one above 1023',
  ENOTFOUND: 'the name cannot be resolved; set HOST',
}

/**
 * Connections that may stand at the door until they are taken; Node's own 511 are too few for a portal that opens its
 * doors. The operating system has a bound of its own (`net.core.somaxconn`).
 */
const BACKLOG = 4096

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'unknown fault'
      const message = `Cannot listen on ${host} port ${port}: ${WHY[code] ?? code}`
      reject(new OperatorError('listen', message, { cause: error }))
    })
    server.listen({ port, host, backlog: BACKLOG }, resolve)
  })
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
