import { createServer, type Server } from 'node:http'
import type { RequestListener } from 'node:http'
import { createPhoneApp } from './phone-app.js'
import { type PhoneOptions, readPhoneOptions } from './phone-options.js'

// The simulated phone as a process of its own: `node main.js <url> <broker>`. It knows the broker by
// docs/pass-protocol.md alone and imports nothing of it.

const listen = (listener: RequestListener, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(listener)
    server.once('error', reject)
    server.listen({ port, host, ipv6Only: true }, () => resolve(server))
  })

const start = async ({ url, broker }: PhoneOptions): Promise<void> => {
  const port = Number(new URL(url).port || 80)
  const app = createPhoneApp(broker)
  const first = await listen(app, port, '127.0.0.1')
  // Browsers take `*.localhost` to either loopback address; not every machine has the second.
  const second = await listen(app, port, '::1').catch(() => null)
  const stop = (): void => {
    for (const server of [first, second]) server?.close().closeAllConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`phone ${url}\n`)
}

const options = readPhoneOptions(process.argv.slice(2))
start(options).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
