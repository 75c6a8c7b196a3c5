import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { E2ePortal } from './e2e-portal.js'

/** A portal that a browser can really go to; its ACS sends the browser on to a third origin, as many do. */
export interface ListeningPortal {
  readonly home: string
  /** Where its ACS sends the browser. */
  readonly third: string
  /** Bodies that the ACS was posted, in order. */
  readonly received: readonly URLSearchParams[]
  close(): Promise<void>
}

/** `portal` has to have been made for this port. */
export async function listenAsPortal(portal: E2ePortal, port: number): Promise<ListeningPortal> {
  const received: URLSearchParams[] = []
  const host = new URL(portal.acs).hostname
  const third = `http://third.localhost:${port}/done`
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? host}`)
    if (url.pathname === '/acs') {
      received.push(new URLSearchParams(await bodyOf(request)))
      response.writeHead(302, { location: third }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    if (url.pathname === '/done') response.end('<!DOCTYPE html><title>Ziel</title><h1>Angekommen</h1>')
    else if (url.pathname === '/post') response.end(await postPage(portal))
    else
      response.end(`<!DOCTYPE html><title>Portal</title><a href="${escaped(await portal.requestUrl())}">Anmelden</a>`)
  }
  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    home: `http://${host}:${port}/`,
    third,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function postPage(portal: E2ePortal): Promise<string> {
  const fields = Object.entries(await portal.requestFields())
  const inputs = fields.map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
  return `<!DOCTYPE html><title>Portal</title><form method="post" action="${escaped(portal.ssoLocation)}">${inputs.join('')}<button>Anmelden</button></form>`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
