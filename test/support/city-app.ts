import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import express, { type Express, type Request } from 'express'
import { e2ePortal, type E2ePortal } from './e2e-portal.js'
import { freePort } from './free-port.js'
import type { RunningTestBroker } from './running-broker.js'
import { createWebPage, type WebPage } from './web-page.js'

/** The scheme that the app has for itself, and where it wants its logins back. */
export const APP_ADDRESS = 'de.solingen.cityapp:/anmeldung'

/** The portal of an app that lets its logins run in a tab; it has a session before a login already. */
export interface CityApp {
  readonly home: string
  readonly name: string
  close(): Promise<void>
}

/**
 * Starts it, and registers it for a pseudonym alone, with the app's address. The broker knows it once it has settled.
 */
export async function startCityApp(broker: Pick<RunningTestBroker, 'url' | 'cli' | 'dataDir'>): Promise<CityApp> {
  const [name, port] = ['City-App Solingen', await freePort()]
  const portal = await e2ePortal(broker, { name: 'cityapp', port })
  const file = join(broker.dataDir, 'city-app.xml')
  writeFileSync(file, portal.metadata)
  const settings = ['pseudonymous=true', `appReturn=${APP_ADDRESS}`].flatMap((each) => ['--set', each])
  const { code, err } = await broker.cli(['sp', 'import', file, '--name', name, ...settings])
  if (code !== 0) throw new Error(`sp import: ${err}`)
  const server = createServer(pagesOf(portal))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    home: new URL('/', portal.acs).href,
    name,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The session is the cookie itself; RelayState names what the citizen was about to do in it. */
function pagesOf(portal: E2ePortal): Express {
  const app = express()
  const errands = new Map<string, string>()
  const answers = new Map<string, WebPage>()
  app.get('/', (_request, response) => {
    const session = randomBytes(16).toString('hex')
    response.set('Set-Cookie', `session=${session}; Path=/; HttpOnly; SameSite=Lax`)
    response.send(page(`<p data-testid="session">${session}</p><a href="/login" data-testid="login">Anmelden</a>`))
  })
  app.get('/login', async (request, response) => {
    const relayState = randomBytes(16).toString('hex')
    errands.set(sessionOf(request), relayState)
    response.redirect(302, await portal.requestUrl({}, relayState))
  })
  // Posted by the broker's site, without the cookie.
  app.post('/acs', express.text({ type: '*/*', limit: '1mb' }), (request, response) => {
    const fields = new URLSearchParams(String(request.body))
    const relayState = fields.get('RelayState') ?? ''
    answers.set(relayState, formOf(fields))
    response.redirect(303, `/errand/${relayState}`)
  })
  app.get('/errand/:relayState', async (request, response) => {
    const session = sessionOf(request)
    const { relayState } = request.params
    const answer = answers.get(relayState)
    if (!answer || errands.get(session) !== relayState) return void response.status(403).send(page('<p>Nein</p>'))
    const { nameID } = await portal.read(answer)
    response.send(page(`<p data-testid="session">${session}</p><p data-testid="name-id">${nameID}</p>`))
  })
  return app
}

const page = (content: string): string => `<!DOCTYPE html><html lang="de"><title>City-App</title>${content}`

const sessionOf = ({ headers }: Request): string => /(?:^|; )session=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? ''

function formOf(fields: URLSearchParams): WebPage {
  const inputs = [...fields].map(([name, value]) => `<input name="${name}" value="${value}">`)
  const headers = { 'content-type': 'text/html' }
  return createWebPage({ status: 200, url: 'http://localhost/', headers, body: inputs.join(''), hops: [] })
}
