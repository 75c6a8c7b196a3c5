import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Profile } from '@node-saml/node-saml'
import { e2ePortal, type E2ePortal } from './e2e-portal.js'
import { STAGES } from './login-stages.js'
import type { RunningTestBroker } from './running-broker.js'
import { testKey } from './saml-keys.js'
import { envelopedSigned } from './saml-requests.js'
import type { WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

/** How a portal can be told of logouts. */
export type LogoutBinding = 'HTTP-Redirect' | 'HTTP-POST' | 'SOAP'

/** What a portal does with a request to log out. */
export type LogoutManners = 'answers' | 'refuses' | 'is-silent' | 'is-silent-by-soap' | 'answers-another'

/** A portal that logs in and out through node-saml, and listens where it is told of logouts. */
export interface LogoutPortal extends E2ePortal {
  /** Logs in; the profile is what names the citizen later. */
  loggedIn(client: WebClient): Promise<Profile>
  /** Asks for a logout by redirect. */
  logOut(client: WebClient, profile: Profile, relayState?: string): Promise<WebPage>
  /** The NameIDs of those that it was asked to log out. */
  readonly told: readonly string[]
  manners: LogoutManners
  close(): Promise<void>
}

const CONFIRM = '[name="decision"][value="confirm"]'

/** Each portal has a name for the citizen in its own session; what it says after a logout of its own. */
const GONE = 'Sie sind abgemeldet.'

const SIGNED = { privateKey: '', signatureAlgorithm: 'sha256', wantLogoutResponseSigned: true } as const

export async function startLogoutPortal(
  broker: Pick<RunningTestBroker, 'url'>,
  { name, bindings }: { readonly name: string; readonly bindings: readonly LogoutBinding[] },
): Promise<LogoutPortal> {
  const told: string[] = []
  const server: Server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const slo = `http://${name}.localhost:${port}/slo`
  const saml = { ...SIGNED, privateKey: testKey('service').privatePem, logoutCallbackUrl: slo }
  const logout = Object.fromEntries(bindings.map((binding) => [binding, binding === 'SOAP' ? `${slo}/soap` : slo]))
  const portal = await e2ePortal(broker, { name, port, saml, logout, attributes: ['2.5.4.42'] })
  const state: { manners: LogoutManners } = { manners: 'answers' }
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)))
  })

  /** Notes whom it was asked to log out; null: it says nothing to that. */
  const heard = (profile: Profile | null): Profile | null => {
    if (!profile) throw new Error('no request')
    told.push(profile.nameID)
    return state.manners === 'is-silent' ? null : profile
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, search, searchParams } = new URL(request.url ?? '', slo)
    const body = request.method === 'POST' ? await text(request) : ''
    if (pathname.endsWith('/soap')) {
      const xml = /<soap:Body>(.*)<\/soap:Body>/s.exec(body)?.[1] ?? ''
      const fields = { SAMLRequest: Buffer.from(xml).toString('base64') }
      if (state.manners === 'is-silent-by-soap') return
      const profile = heard((await portal.saml().validatePostRequestAsync(fields)).profile)
      if (profile)
        response.setHeader('content-type', 'text/xml').end(soapAnswer(profile, portal.entityId, state.manners))
      return
    }
    const fields = Object.fromEntries(body === '' ? searchParams : new URLSearchParams(body))
    const read =
      body === ''
        ? portal.saml().validateRedirectAsync(fields, search.slice(1))
        : fields['SAMLRequest']
          ? portal.saml().validatePostRequestAsync(fields)
          : portal.saml().validatePostResponseAsync(fields)
    const { profile } = await read
    if (fields['SAMLResponse']) {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<p>${GONE} ${fields['RelayState'] ?? ''}</p>`)
      return
    }
    const asked = heard(profile)
    if (!asked) return
    const isDone = state.manners !== 'refuses'
    const to = await portal.saml().getLogoutResponseUrlAsync(asked, fields['RelayState'] ?? '', {}, isDone)
    response.writeHead(302, { location: to }).end()
  }
  return {
    ...portal,
    told,
    get manners() {
      return state.manners
    },
    set manners(manners) {
      state.manners = manners
    },
    async loggedIn(client) {
      let page = await portal.login(client)
      const [choose, prove, confirm] = STAGES
      for (const stage of [choose, prove]) if (!page.find(CONFIRM) && stage) page = await stage(client, page, 'jana')
      return portal.read((await confirm?.(client, page, 'jana')) ?? page)
    },
    logOut: async (client, profile, relayState = '') =>
      client.get(await portal.saml().getLogoutUrlAsync(profile, relayState, {}), { from: portal.page }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function soapAnswer(asked: Profile, entityId: string, manners: LogoutManners): string {
  const code = manners === 'refuses' ? 'Responder' : 'Success'
  const to = manners === 'answers-another' ? '_another' : String(asked.ID)
  const message =
    '<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ' +
    `ID="_${crypto.randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" InResponseTo="${to}">` +
    `<saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}"/>` +
    '</samlp:Status></samlp:LogoutResponse>'
  return `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${envelopedSigned(message)}</S:Body></S:Envelope>`
}
