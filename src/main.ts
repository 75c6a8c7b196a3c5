import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config/config.js'
import { openBroker } from './container.js'
import { OperatorError } from './domain/operator-error.js'
import { refuseMalformed } from './http/malformed-request.js'

/** A running broker. */
export interface RunningBroker {
  /** The port it listens on. */
  readonly port: number
  /** Ends well: no new connections, answers under way are finished, then the stores are closed. Safe to call twice. */
  stop(): Promise<void>
  /** Ends when the broker has stopped. */
  readonly done: Promise<void>
}

/** How long answers under way may take when the broker stops. */
const DRAIN_MS = 10_000

/**
 * Starts the broker: stores, keys, registry, then the port. Throws `OperatorError` with one line for whatever keeps
 * it from starting.
 */
export async function serve(config: Config): Promise<RunningBroker> {
  const broker = await openBroker(config)
  const server = createServer(broker.app)
  refuseMalformed(server, broker.errorPage)
  try {
    await listen(server, config)
  } catch (error) {
    await broker.close()
    throw error
  }
  const port = portOf(server)
  broker.log.info('broker.started', { publicUrl: config.publicUrl, host: config.host, port })
  let stopping: Promise<void> | null = null
  const end = async (): Promise<void> => {
    broker.log.info('broker.stopping')
    await drain(server)
    await broker.close()
    broker.log.info('broker.stopped')
  }
  const done = new Promise<void>((resolve, reject) => {
    server.once('close', () => void (stopping ??= end()).then(resolve, reject))
  })
  return { port, done, stop: () => (stopping ??= end()) }
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken; stop what listens there or set PORT' : (error.code ?? 'fails')
      reject(new OperatorError('listen', `Cannot listen on ${host} port ${port}: it ${why}`, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      server.closeAllConnections()
    }, DRAIN_MS)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
