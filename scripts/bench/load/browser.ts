import { createHttpSocket, type HttpAnswer } from './http-socket.js'

/** A page, after redirects. */
export interface BenchPage {
  /** Path and query of the last request. */
  readonly path: string
  readonly status: number
  readonly body: string
  /** Where a redirect away from this server leads; nobody followed it. */
  readonly leadsTo: string | null
}

/** A browser of one server: a connection that is kept, cookies by name, redirects followed. */
export interface BenchBrowser {
  get(path: string): Promise<BenchPage>
  post(path: string, fields: Readonly<Record<string, string>>): Promise<BenchPage>
  /** As when it is opened for the first time; the connection stays. */
  forget(): void
  close(): void
}

const FORM = 'Content-Type: application/x-www-form-urlencoded'

/** `origin` is what the server takes itself for: it goes into Host, and redirects within it are followed. */
export function createBrowser(origin: string): BenchBrowser {
  const { host, port } = new URL(origin)
  const socket = createHttpSocket(Number(port))
  const cookies = new Map<string, string>()

  const request = (line: string, extra: readonly string[], body = ''): Promise<HttpAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const head = [`${line} HTTP/1.1`, `Host: ${host}`, 'Accept: text/html', ...extra]
    if (cookie !== '') head.push(`Cookie: ${cookie}`)
    return socket.send(head.join('\r\n'), body)
  }
  const arrive = async (path: string, answer: HttpAnswer): Promise<BenchPage> => {
    for (const line of answer.headers.get('set-cookie') ?? []) keep(cookies, line)
    const location = answer.headers.get('location')?.[0]
    if (answer.status < 300 || answer.status > 399 || location === undefined) {
      return { path, status: answer.status, body: answer.body, leadsTo: null }
    }
    const url = new URL(location, `${origin}${path}`)
    if (url.origin === origin) return get(url.pathname + url.search)
    return { path, status: answer.status, body: answer.body, leadsTo: url.href }
  }
  const get = async (path: string): Promise<BenchPage> => arrive(path, await request(`GET ${path}`, []))
  return {
    get,
    async post(path, fields) {
      const body = new URLSearchParams(fields).toString()
      const extra = [FORM, `Content-Length: ${Buffer.byteLength(body)}`, `Origin: ${origin}`]
      return arrive(path, await request(`POST ${path}`, extra, body))
    },
    forget: () => cookies.clear(),
    close: () => socket.close(),
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
  if (value === '' || value === 'deleted') cookies.delete(name)
  else cookies.set(name, value)
}
