import { createServer, type RequestListener, type Server } from 'node:http'
import { createKeyPair } from './key-pair.js'
import { readPortalOptions } from './portal-options.js'
import { createPortalSite } from './portal-site.js'

// A demo portal as a process of its own: `node main.js <portal.json>`. It is a service provider that anybody could
// have written: it knows the broker by its metadata alone and imports nothing of it.

const listen = (listener: RequestListener, port: number, address: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(listener)
    server.once('error', reject)
    server.listen({ port, host: address, ipv6Only: true }, () => resolve(server))
  })

/** Browsers take `*.localhost` to either loopback address; not every machine has the second. */
const listenOnLoopback = async (listener: RequestListener, port: number): Promise<readonly Server[]> => {
  const first = await listen(listener, port, '127.0.0.1')
  const second = await listen(listener, port, '::1').catch(() => null)
  return second === null ? [first] : [first, second]
}

const start = async (path: string): Promise<void> => {
  const options = readPortalOptions(path)
  const keys = {
    signing: createKeyPair(options.name),
    encryption: options.encrypted ? createKeyPair(options.name) : null,
  }
  const log = (line: string): void => void process.stderr.write(`${options.name}: ${line}\n`)
  const { app } = createPortalSite(options, { keys, log })
  const servers = await listenOnLoopback(app, Number(new URL(options.baseUrl).port || 80))
  const stop = (): void => {
    for (const server of servers) server.close().closeAllConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`listening ${options.baseUrl}\n`)
}

start(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
