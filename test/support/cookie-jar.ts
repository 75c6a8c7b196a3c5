/** A cookie as a browser keeps it. */
export interface Cookie {
  readonly name: string
  readonly value: string
  /** The host it was set by, or the wider domain it was set for. */
  readonly domain: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly httpOnly: boolean
  /** 'unset': Lax, but for its first two minutes sent with a cross-site POST too ("Lax+POST", as Chromium does). */
  readonly sameSite: 'strict' | 'lax' | 'none' | 'unset'
  readonly setAt: number
  /** Milliseconds since 1970; null: until the browser ends. */
  readonly expires: number | null
}

/** What decides which cookies travel with a request. */
export interface CookieContext {
  readonly url: URL
  readonly method: string
  /** The page that caused the request; null: typed into the address bar. */
  readonly initiator: URL | null
}

export interface CookieJar {
  /** The value of the Cookie header, or null when no cookie is due. */
  header(context: CookieContext): string | null
  /** Takes the Set-Cookie headers of an answer; what a browser would refuse is dropped. */
  store(context: CookieContext, setCookie: readonly string[]): void
  /** The cookies that this host would get on a visit of its own, in order of setting. */
  for(url: string): readonly Cookie[]
  /** Drops every cookie, or those of one name. */
  clear(name?: string): void
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === '[::1]'

/** Scheme and registrable domain: ports and host labels below it belong to one site. `localhost` counts as a TLD. */
export const siteOf = (url: URL): string => {
  const isAddress = /^[\d.]+$|^\[/.test(url.hostname)
  return `${url.protocol}//${isAddress ? url.hostname : url.hostname.split('.').slice(-2).join('.')}`
}

/** A cookie jar after RFC 6265bis, with Chromium's SameSite rules for top-level navigation. */
export const createCookieJar = (now: () => number = Date.now): CookieJar => {
  let cookies: readonly Cookie[] = []
  const live = (): readonly Cookie[] => cookies.filter((each) => each.expires === null || each.expires > now())
  const due = (context: CookieContext): readonly Cookie[] =>
    live().filter((cookie) => matchesHost(cookie, context.url) && maySend(cookie, context, now()))
  return {
    header: (context) => {
      const sent = due(context).map((cookie) => `${cookie.name}=${cookie.value}`)
      return sent.length === 0 ? null : sent.join('; ')
    },
    store: (context, setCookie) => {
      for (const line of setCookie) {
        const cookie = parseSetCookie(line, context.url, now())
        if (cookie === null || !mayStore(cookie, context)) continue
        const others = cookies.filter((each) => !sameCookie(each, cookie))
        cookies = [...others, cookie]
      }
    },
    for: (url) => due({ url: new URL(url), method: 'GET', initiator: null }),
    clear: (name) => {
      cookies = name === undefined ? [] : cookies.filter((cookie) => cookie.name !== name)
    },
  }
}

const sameCookie = (one: Cookie, other: Cookie): boolean =>
  one.name === other.name && one.domain === other.domain && one.path === other.path

const matchesHost = (cookie: Cookie, url: URL): boolean =>
  (url.hostname === cookie.domain || (!cookie.hostOnly && url.hostname.endsWith(`.${cookie.domain}`))) &&
  (url.pathname === cookie.path || url.pathname.startsWith(cookie.path.replace(/\/?$/, '/'))) &&
  (!cookie.secure || url.protocol === 'https:' || isLoopback(url.hostname))

const LAX_ALLOWS_POST = 120_000

const maySend = (cookie: Cookie, { url, method, initiator }: CookieContext, now: number): boolean => {
  if (initiator === null || siteOf(initiator) === siteOf(url) || cookie.sameSite === 'none') return true
  if (cookie.sameSite === 'unset' && now - cookie.setAt < LAX_ALLOWS_POST) return true
  return cookie.sameSite !== 'strict' && (method === 'GET' || method === 'HEAD')
}

/** Refuses what Chromium refuses: None without Secure, prefixes whose promise is not kept. */
const mayStore = (cookie: Cookie, { url }: CookieContext): boolean => {
  if (cookie.sameSite === 'none' && !cookie.secure) return false
  if (cookie.secure && url.protocol !== 'https:' && !isLoopback(url.hostname)) return false
  if (cookie.name.startsWith('__Secure-') && !cookie.secure) return false
  return !cookie.name.startsWith('__Host-') || (cookie.secure && cookie.hostOnly && cookie.path === '/')
}

const parseSetCookie = (line: string, url: URL, now: number): Cookie | null => {
  const [pair = '', ...rest] = line.split(';')
  const cut = pair.indexOf('=')
  if (cut < 1) return null
  const options = new Map(
    rest.map((part): [string, string] => {
      const [key = '', ...value] = part.split('=')
      return [key.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
  const domain = (options.get('domain') ?? '').replace(/^\./, '').toLowerCase()
  if (domain !== '' && url.hostname !== domain && !url.hostname.endsWith(`.${domain}`)) return null
  const path = options.get('path') ?? ''
  const sameSite = options.get('samesite')?.toLowerCase()
  return {
    name: pair.slice(0, cut).trim(),
    value: pair.slice(cut + 1).trim(),
    domain: domain === '' ? url.hostname : domain,
    hostOnly: domain === '',
    path: path.startsWith('/') ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
    secure: options.has('secure'),
    httpOnly: options.has('httponly'),
    sameSite: sameSite === 'strict' || sameSite === 'none' || sameSite === 'lax' ? sameSite : 'unset',
    setAt: now,
    expires: expiryOf(options, now),
  }
}

const expiryOf = (options: ReadonlyMap<string, string>, now: number): number | null => {
  const maxAge = Number(options.get('max-age') ?? Number.NaN)
  if (Number.isFinite(maxAge)) return now + maxAge * 1000
  const expires = Date.parse(options.get('expires') ?? '')
  return Number.isNaN(expires) ? null : expires
}
