import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { eidClientRoutes } from '../eid-client/client-routes.js'
import { eidServerRoutes } from '../eid-server/server-routes.js'
import { createSessions } from '../eid-server/sessions.js'
import { createKeyPair } from '../portal/key-pair.js'
import type { StubKeys } from './stub-keys.js'

/** A running stub. */
export interface EidStub {
  readonly url: string
  /** Where the broker sends its SOAP messages. */
  readonly serverUrl: string
  /** What the broker's page links to. */
  readonly clientUrl: string
  stop(): Promise<void>
}

// No form-action: browsers would also check where the broker's answer leads.
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  Server: 'eID-Stub/1.0 (TR-03124-1/1.4)',
}

const headers: RequestHandler = (_request, response, next) => {
  response.set(HEADERS)
  next()
}

/** Starts eID server and eID client on one port of loopback; 0 is any. Rejects if it is taken. `now`: their clock. */
export async function startEidStub(keys: StubKeys, port: number, now: () => number = Date.now): Promise<EidStub> {
  const app = express()
  const server = await listen(createServer(app), port)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sessions = createSessions()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(headers)
  app.use(eidClientRoutes(sessions))
  app.use(
    eidServerRoutes({
      sessions,
      key: keys.server,
      strangerKey: createKeyPair('nobody'),
      clientCertificate: keys.broker.certificate,
      paosUrl: `${url}/paos`,
      now,
    }),
  )
  return {
    url,
    serverUrl: `${url}/eID-Server`,
    clientUrl: `${url}/eID-Client`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, () => resolve(server))
  })
