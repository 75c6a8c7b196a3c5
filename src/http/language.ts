import type { Request, RequestHandler } from 'express'
import type { IncomingMessage } from 'node:http'
import { LANGUAGES, type Language } from '../domain/language.js'
import { languageCookie, type Cookies } from './cookies.js'

const isLanguage = (text: unknown): text is Language => (LANGUAGES as readonly unknown[]).includes(text)

/**
 * The language that `?lang=` asks for, or null. The query is parsed only if it names `lang`: Express parses it at each
 * access, and a request of the redirect binding has a long one.
 */
export function askedLanguage(request: Request): Language | null {
  const asked = request.originalUrl.includes('lang=') ? request.query['lang'] : null
  return isLanguage(asked) ? asked : null
}

/** The same of a request that no route has seen. */
export function languageOfRaw({ url = '', headers }: IncomingMessage, cookies: Cookies): Language {
  const asked = url.includes('lang=') ? new URLSearchParams(url.split('?', 2)[1]).get('lang') : null
  const kept = cookies.read({ headers }, languageCookie)
  return isLanguage(asked) ? asked : isLanguage(kept) ? kept : 'de'
}

/** The language of a page: that of `?lang=`, else the remembered one, else German. */
export function languageOf(request: Request, cookies: Cookies): Language {
  const asked = askedLanguage(request)
  if (asked !== null) return asked
  const kept = cookies.read(request, languageCookie)
  return isLanguage(kept) ? kept : 'de'
}

/** Remembers the language that `?lang=` asks for, whether the answer is a page, a redirect or an error. */
export const rememberLanguage =
  (cookies: Cookies): RequestHandler =>
  (request, response, next) => {
    const asked = askedLanguage(request)
    if (asked !== null) cookies.write(response, languageCookie, asked)
    next()
  }

/** The path and query of this page without `lang`, to which the language links lead. */
export function hereWithoutLanguage(request: Request): string {
  const [path = '/', query = ''] = request.originalUrl.split('?', 2)
  const kept = query.split('&').filter((piece) => piece !== '' && !piece.startsWith('lang='))
  // A path that begins with two slashes would lead to another host.
  return path.replace(/^\/+/, '/') + (kept.length > 0 ? `?${kept.join('&')}` : '')
}
