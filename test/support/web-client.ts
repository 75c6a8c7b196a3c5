import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { lookup, type LookupOptions } from 'node:dns'
import { type CookieJar, createCookieJar, siteOf } from './cookie-jar.js'
import type { HtmlElement } from './html-document.js'
import { createWebPage, defaultButtonOf, fieldsOf, formOf, formWithFields, type Hop, type WebPage } from './web-page.js'

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** The page that causes the request: decides SameSite, Origin and Referer. Absent: typed into the address bar. */
  readonly from?: WebPage
  /** 'stop' hands out a redirect as it is. As shipped: 'follow', up to 20 hops. */
  readonly redirects?: 'follow' | 'stop'
}

export interface SubmitOptions extends Pick<RequestOptions, 'headers' | 'redirects'> {
  /**
   * Selector of the form; absent: the form of the button, else the first that has all the typed fields, else the first.
   */
  readonly form?: string
  /** Selector of the button; absent: the form's first one, as Enter does; null: none, as a script does. */
  readonly button?: string | null
  /** What is typed or changed: a value, several, or null to leave a field (or a ticked checkbox) out. */
  readonly fields?: Readonly<Record<string, string | readonly string[] | null>>
}

/** A browser without scripts: one cookie jar, redirects, links and forms. A page is a value: tabs are just pages. */
export interface WebClient {
  readonly cookies: CookieJar
  get(url: string, options?: RequestOptions): Promise<WebPage>
  /** Posts form fields, or with a string that body as it is (give its content-type in the headers). */
  post(url: string, body: Readonly<Record<string, string>> | string, options?: RequestOptions): Promise<WebPage>
  /** Follows a link or presses a button. */
  click(page: WebPage, selector: string, options?: Pick<RequestOptions, 'headers' | 'redirects'>): Promise<WebPage>
  submit(page: WebPage, options?: SubmitOptions): Promise<WebPage>
  /** Submits the SAML forms that submit themselves in a browser with scripts, until a page is none. */
  handOver(page: WebPage): Promise<WebPage>
}

interface Sent {
  readonly method: string
  readonly url: URL
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
}

const FORM_TYPE = 'application/x-www-form-urlencoded'

/**
 * A fresh browser. `*.localhost` is resolved to the loopback as browsers do it, whatever the resolver says. `trusted`: a
 * certificate (PEM) beside those of the system.
 */
export const createWebClient = ({ trusted }: { readonly trusted?: string } = {}): WebClient => {
  const cookies = createCookieJar()

  const send = async (first: Sent, options: RequestOptions, hops: readonly Hop[] = []): Promise<WebPage> => {
    const initiator = options.from === undefined ? null : new URL(options.from.url)
    const context = { url: first.url, method: first.method, initiator }
    const cookie = cookies.header(context)
    const answer = await exchange({
      ...first,
      headers: {
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        ...browserHeaders(first, options.from),
        ...(cookie === null ? {} : { cookie }),
        ...first.headers,
        ...options.headers,
      },
      trusted,
    })
    cookies.store(context, answer.headers['set-cookie'] ?? [])
    const walked = [...hops, { method: first.method, url: first.url.href, status: answer.status }]
    const location = answer.headers.location
    if (location === undefined || options.redirects === 'stop' || answer.status < 300 || answer.status > 399) {
      return createWebPage({ ...answer, url: first.url.href, hops: walked })
    }
    if (walked.length > 20) throw new Error(`redirected more than 20 times, last to ${location}`)
    return send(redirected(first, answer.status, location), options, walked)
  }

  const get = (url: string, options: RequestOptions = {}): Promise<WebPage> =>
    send({ method: 'GET', url: new URL(url), body: null, headers: {} }, options)

  const post: WebClient['post'] = (url, body, options = {}) => {
    const text = typeof body === 'string' ? body : new URLSearchParams(body).toString()
    const headers = typeof body === 'string' ? {} : { 'content-type': FORM_TYPE }
    return send({ method: 'POST', url: new URL(url), body: text, headers }, options)
  }

  const submitForm = (
    page: WebPage,
    { form, button }: { form: HtmlElement; button: HtmlElement | null },
    { fields = {}, ...rest }: SubmitOptions,
  ): Promise<WebPage> => {
    const filled = filledIn(fieldsOf(page, form, button), fields)
    const action = button?.attributes.get('formaction') ?? form.attributes.get('action') ?? ''
    const url = new URL(action === '' ? page.url : action, page.url)
    const data = new URLSearchParams(filled.map(([name, value]) => [name, value])).toString()
    const method = (button?.attributes.get('formmethod') ?? form.attributes.get('method') ?? 'get').toLowerCase()
    const options = { ...rest, from: page }
    if (method === 'post') {
      return send({ method: 'POST', url, body: data, headers: { 'content-type': FORM_TYPE } }, options)
    }
    url.search = data
    return send({ method: 'GET', url, body: null, headers: {} }, options)
  }

  const submit: WebClient['submit'] = async (page, options = {}) => submitForm(page, chosen(page, options), options)

  const click: WebClient['click'] = (page, selector, options = {}) => {
    const element = page.one(selector)
    const href = element.attributes.get('href')
    if (element.name === 'a' && href !== undefined) {
      return get(new URL(href, page.url).href, { ...options, from: page })
    }
    return submit(page, { ...options, button: selector })
  }

  const handOver = async (page: WebPage): Promise<WebPage> => {
    const field = page.find('input[name=SAMLResponse], input[name=SAMLRequest], input[name=SAMLart]')
    const form = field === null ? null : formOf(page, field)
    if (form === null) return page
    return handOver(await submitForm(page, { form, button: null }, {}))
  }

  return { cookies, get, post, click, submit, handOver }
}

const chosen = (page: WebPage, options: SubmitOptions): { form: HtmlElement; button: HtmlElement | null } => {
  const button = typeof options.button === 'string' ? page.one(options.button) : null
  const form =
    button !== null && options.form === undefined
      ? formOf(page, button)
      : options.form === undefined
        ? (formWithFields(page, Object.keys(options.fields ?? {})) ?? page.one('form'))
        : page.one(options.form)
  if (form === null) throw new Error(`${options.button} is in no form on ${page.url}`)
  return { form, button: options.button === undefined ? defaultButtonOf(page, form) : button }
}

const filledIn = (
  fields: readonly (readonly [string, string])[],
  typed: NonNullable<SubmitOptions['fields']>,
): readonly (readonly [string, string])[] => [
  ...fields.filter(([name]) => !(name in typed)),
  ...Object.entries(typed).flatMap(([name, value]) =>
    (value === null ? [] : typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
  ),
]

/** fetch §HTTP-redirect fetch: 303 always, 301 and 302 after a POST, become a GET without a body. */
const redirected = (sent: Sent, status: number, location: string): Sent => {
  const url = new URL(location, sent.url)
  if (status === 307 || status === 308) return { ...sent, url }
  return { method: 'GET', url, body: null, headers: {} }
}

/** Origin, Referer and Sec-Fetch-* as Chromium sends them on a navigation from `page`. */
const browserHeaders = (sent: Sent, page: WebPage | undefined): Readonly<Record<string, string>> => {
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  if (page === undefined) return { ...navigation, 'sec-fetch-site': 'none' }
  const from = new URL(page.url)
  const sameOrigin = from.origin === sent.url.origin
  const site = sameOrigin ? 'same-origin' : siteOf(from) === siteOf(sent.url) ? 'same-site' : 'cross-site'
  const policy = String(page.headers['referrer-policy'] ?? 'strict-origin-when-cross-origin')
  const hidden = policy === 'no-referrer' || (policy === 'same-origin' && !sameOrigin)
  return {
    ...navigation,
    'sec-fetch-site': site,
    ...(hidden ? {} : { referer: sameOrigin ? page.url : `${from.origin}/` }),
    ...(sent.method === 'POST' ? { origin: hidden ? 'null' : from.origin } : {}),
  }
}

/** dns.lookup, but `localhost` and everything below it is 127.0.0.1 (RFC 6761 §6.3), as in browsers. */
export const loopbackLookup = (
  hostname: string,
  options: LookupOptions,
  done: (
    error: NodeJS.ErrnoException | null,
    address: string | { address: string; family: number }[],
    family?: number,
  ) => void,
): void => {
  if (hostname !== 'localhost' && !hostname.endsWith('.localhost')) return void lookup(hostname, options, done)
  if (options.all === true) return done(null, [{ address: '127.0.0.1', family: 4 }])
  done(null, '127.0.0.1', 4)
}

const exchange = (
  sent: Sent & { readonly trusted: string | undefined },
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve, reject) => {
    const request = sent.url.protocol === 'https:' ? httpsRequest : httpRequest
    const outgoing = request(sent.url, {
      method: sent.method,
      headers: sent.body === null ? sent.headers : { ...sent.headers, 'content-length': Buffer.byteLength(sent.body) },
      lookup: loopbackLookup,
      ca: sent.trusted,
      agent: false,
      timeout: 60_000,
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${sent.url.href} within 60 s`)))
    outgoing.on('error', reject)
    outgoing.on('response', (incoming: IncomingMessage) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    outgoing.end(sent.body ?? undefined)
  })
