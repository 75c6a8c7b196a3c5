import express, { type Express } from 'express'
import { z } from 'zod'
import type { Shown } from './pages.js'
import { pathOf, type PortalOptions } from './portal-options.js'
import type { SamlClient } from './saml-client.js'
import type { Sessions } from './sessions.js'
import type { Received } from './logout-message.js'

const textFields = z.record(z.string(), z.string())

/** The portal's logouts: its own alone, the common one that it begins, and those that the broker tells it of. */
export function addLogout(
  app: Express,
  portal: PortalOptions,
  sessions: Sessions<Shown>,
  client: () => Promise<SamlClient>,
): void {
  const home = pathOf(portal) || '/'
  app.get('/logout', (request, response) => {
    sessions.end(request.headers.cookie)
    response.setHeader('Set-Cookie', sessions.start({ kind: 'logged-out' }))
    response.redirect(303, home)
  })
  // By POST, which brings the cookie from our own pages alone: no other site logs anybody out.
  app.post('/single-logout', async (request, response) => {
    const shown = sessions.find(request.headers.cookie)
    if (shown?.kind !== 'visitor') return void response.redirect(303, home)
    // Our own session ends first, whatever becomes of the others.
    sessions.end(request.headers.cookie)
    const { logout } = await client()
    const { url, relayState } = await logout.begin(shown.visitor.login)
    response.setHeader('Set-Cookie', sessions.start({ kind: 'logged-out', awaits: relayState }))
    response.redirect(303, url)
  })
  const receive = receiverOf(home, sessions, client)
  app.get('/slo', async (request, response) => {
    const query = new URL(request.originalUrl, portal.baseUrl).search.slice(1)
    const { next, cookie } = await receive({ binding: 'redirect', query }, request.headers.cookie)
    if (cookie !== null) response.setHeader('Set-Cookie', cookie)
    response.redirect(303, next)
  })
  app.post('/slo', express.urlencoded({ extended: false, limit: '1mb' }), async (request, response) => {
    const { next, cookie } = await receive(
      { binding: 'post', fields: textFields.parse(request.body) },
      request.headers.cookie,
    )
    if (cookie !== null) response.setHeader('Set-Cookie', cookie)
    response.redirect(303, next)
  })
}

/** Reads a message of the broker. `own`: the cookies of the browser that brings it. Gives where that goes on, and with what. */
const receiverOf =
  (home: string, sessions: Sessions<Shown>, client: () => Promise<SamlClient>) =>
  async (
    received: Received,
    own: string | undefined,
  ): Promise<{ readonly next: string; readonly cookie: string | null }> => {
    const { logout } = await client()
    const shown = sessions.find(own)
    const news = await logout.receive(received, shown?.kind === 'logged-out' ? (shown.awaits ?? null) : null)
    if (news.kind === 'answered') return { next: home, cookie: sessions.start({ kind: 'logout-end', end: news.end }) }
    // By its name: a POST from the broker's site brings no cookie of ours.
    sessions.endAll((each) => each?.kind === 'visitor' && news.isMeant(each.visitor.login))
    return { next: news.next, cookie: null }
  }
