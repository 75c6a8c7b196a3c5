import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Profile } from '@node-saml/node-saml'
import { e2ePortal, type E2ePortal } from './e2e-portal.js'
import { freePort } from './free-port.js'
import type { RunningTestBroker } from './running-broker.js'
import { testKey } from './saml-keys.js'

/**
 * A portal that a browser visits. It knows its citizens by a cookie of its own site (`SameSite=Lax`), and answers a request
 * to log out with Success only where that cookie came with it.
 */
export interface VisitedPortal extends E2ePortal {
  readonly home: string
  /** A page of it that shows another portal's `/cookies` in a frame. */
  framing(other: VisitedPortal): string
  /** The address that says in words which of its cookies came along. */
  readonly cookies: string
  /** It takes requests and never answers. */
  isDead: boolean
  close(): Promise<void>
}

/** Set at a login: one as most portals have it, and one that is to come along everywhere. */
const LAX = 'citizen'
const EVERYWHERE = 'everywhere'

export async function startVisitedPortal(broker: Pick<RunningTestBroker, 'url'>, name: string): Promise<VisitedPortal> {
  const port = await freePort()
  const base = `http://${name}.localhost:${port}`
  const slo = `${base}/slo`
  const portal = await e2ePortal(broker, {
    name,
    port,
    attributes: ['2.5.4.42'],
    saml: { privateKey: testKey('service').privatePem, signatureAlgorithm: 'sha256', logoutCallbackUrl: slo },
    logout: { 'HTTP-Redirect': slo },
  })
  const state = { isDead: false }
  /** Those who are logged in, by their cookie. */
  const sessions = new Map<string, Profile | null>()
  const shows = (response: ServerResponse, words: string): void =>
    void response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<!DOCTYPE html><title>${name}</title>${words}`)

  const logsOut = async (url: URL, session: string, response: ServerResponse): Promise<void> => {
    const fields = Object.fromEntries(url.searchParams)
    const { profile } = await portal.saml().validateRedirectAsync(fields, url.search.slice(1))
    const known = sessions.get(session)
    sessions.delete(session)
    if (fields['SAMLResponse'] !== undefined) return void shows(response, '<h1>Zurück</h1>')
    if (!profile) throw new Error('no request')
    const isKnown = known?.nameID === profile.nameID
    const to = await portal.saml().getLogoutResponseUrlAsync(profile, fields['RelayState'] ?? '', {}, isKnown)
    response.writeHead(302, { location: to }).end()
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', base)
    const sent = request.headers.cookie ?? ''
    const session = new RegExp(`${LAX}=([^;]+)`).exec(sent)?.[1] ?? ''
    if (state.isDead) return
    if (url.pathname === '/acs') {
      const fields = Object.fromEntries(new URLSearchParams(await text(request)))
      const id = crypto.randomUUID()
      sessions.set(id, (await portal.saml().validatePostResponseAsync(fields)).profile)
      const cookies = [`${LAX}=${id}; HttpOnly; SameSite=Lax`, `${EVERYWHERE}=1; HttpOnly; SameSite=None; Secure`]
      return void response.writeHead(303, { location: '/', 'set-cookie': cookies }).end()
    }
    if (url.pathname === '/slo') return logsOut(url, session, response)
    if (url.pathname === '/cookies') {
      const came = [LAX, EVERYWHERE].filter((cookie) => sent.includes(`${cookie}=`))
      return void shows(response, `<p>${came.join(' ') || 'none'}</p>`)
    }
    const framed = url.searchParams.get('frame')
    if (framed !== null) return void shows(response, `<iframe src="${framed}"></iframe>`)
    const profile = sessions.get(session)
    const to = profile ? await portal.saml().getLogoutUrlAsync(profile, 'r1', {}) : await portal.requestUrl()
    shows(response, `<h1>${profile ? 'Angemeldet' : 'Niemand'}</h1><a href="${to.replaceAll('&', '&amp;')}">weiter</a>`)
  }

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    ...portal,
    home: `${base}/`,
    cookies: `${base}/cookies`,
    framing: (other) => `${base}/?frame=${encodeURIComponent(other.cookies)}`,
    get isDead() {
      return state.isDead
    },
    set isDead(isDead) {
      state.isDead = isDead
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
