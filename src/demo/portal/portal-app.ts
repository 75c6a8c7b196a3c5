import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { z } from 'zod'
import { isOperatorPage, OPERATOR_PATH } from './operator-pages.js'
import { addLogout } from './logout-routes.js'
import { errorPage, frontPage, handOverPage, operatorPage, type Shown } from './pages.js'
import { pathOf, type PortalOptions } from './portal-options.js'
import { portalStyle } from './portal-style.js'
import type { SamlClient } from './saml-client.js'
import { createSessions, type Sessions } from './sessions.js'

const answerForm = z.object({ SAMLResponse: z.string(), RelayState: z.string().default('') })

// No form-action: browsers would also check where the broker redirects to.
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
}

const headers: RequestHandler = (_request, response, next) => {
  response.set(HEADERS)
  next()
}

/**
 * The portal's pages.
 * @param client gives the service provider, or fails while the broker cannot be reached.
 * @param log takes one line for each request that failed.
 */
export const createPortalApp = (
  portal: PortalOptions,
  metadata: string,
  client: () => Promise<SamlClient>,
  log: (line: string) => void,
): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(headers)
  const sessions = createSessions<Shown>(portal.baseUrl.startsWith('https:'), pathOf(portal).slice(1))
  addLogin(app, portal, sessions, client)
  addLogout(app, portal, sessions, client)
  app.get('/metadata', (_request, response) => {
    response.type('application/samlmetadata+xml').send(metadata)
  })
  app.get('/portal.css', (_request, response) => {
    response.type('css').send(portalStyle(portal.colour))
  })
  app.get(`${OPERATOR_PATH}/:name`, (request, response, next) => {
    const { name } = request.params
    if (isOperatorPage(name)) response.send(operatorPage(portal, name))
    else next()
  })
  app.get('/submit.js', (_request, response) => {
    response.type('js').send('document.forms[0].submit()')
  })
  app.use((_request, response) => {
    response.status(404).send(errorPage(portal, 'Diese Seite gibt es nicht.'))
  })
  app.use(onError(portal, log))
  return app
}

const addLogin = (
  app: Express,
  portal: PortalOptions,
  sessions: Sessions<Shown>,
  client: () => Promise<SamlClient>,
): void => {
  const path = pathOf(portal)
  app.get('/', (request, response) => {
    response.send(frontPage(portal, sessions.find(request.headers.cookie)))
  })
  app.get('/login', async (_request, response) => {
    const saml = await client()
    if (portal.requestBinding === 'redirect') response.redirect(302, await saml.loginUrl())
    else response.send(handOverPage(portal, await saml.loginForm()))
  })
  app.post('/acs', express.urlencoded({ extended: false, limit: '1mb' }), async (request, response) => {
    const form = answerForm.safeParse(request.body)
    if (!form.success) throw new Error('the form holds no SAMLResponse')
    const answer = await (await client()).receive(form.data.SAMLResponse, form.data.RelayState)
    if (answer.kind === 'repeated') {
      // Only a GET of our own shows whether this browser has the session of the first.
      response.redirect(303, `${path}/acs/again`)
      return
    }
    // A new session for every answer. This POST comes from the broker's site and brings no cookie of ours.
    response.setHeader('Set-Cookie', sessions.start(answer))
    response.redirect(303, path || '/')
  })
  app.get('/acs/again', (request, response) => {
    if (sessions.find(request.headers.cookie) === null) throw new Error('an answer came twice, and there is no session')
    response.redirect(303, path || '/')
  })
}

interface Fault {
  readonly status: number
  readonly text: string
}

const UNREACHABLE: Fault = {
  status: 502,
  text: 'Das Servicekonto ist gerade nicht zu erreichen. Bitte versuchen Sie es später noch einmal.',
}

/** What is said where a request failed, by its path. */
const FAULTS: Readonly<Record<string, Fault>> = {
  '/acs': {
    status: 400,
    text: 'Die Antwort des Servicekontos konnten wir nicht prüfen. Bitte melden Sie sich noch einmal an.',
  },
  '/slo': {
    status: 400,
    text: 'Die Nachricht über eine Abmeldung konnten wir nicht prüfen. Bitte schließen Sie alle Fenster des Browsers.',
  },
  '/single-logout': {
    status: 502,
    text: 'Bei diesem Portal sind Sie abgemeldet. Das Servicekonto ist gerade nicht zu erreichen. Bitte schließen Sie alle Fenster des Browsers.',
  },
}

const onError =
  (portal: PortalOptions, log: (line: string) => void): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    // Nothing can be said any more once an answer has begun: express then ends it.
    if (response.headersSent) return void next(error)
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
    log(`${request.method} ${request.path}: ${reason}`)
    const { status, text } = FAULTS[`/${request.path.split('/')[1] ?? ''}`] ?? UNREACHABLE
    response.status(status).send(errorPage(portal, text))
  }
