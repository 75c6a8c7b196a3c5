import type { Request, RequestHandler, Response } from 'express'
import Negotiator from 'negotiator'
import type { IncomingMessage } from 'node:http'
import { LANGUAGES, type Language } from '../domain/language.js'
import { languageCookie, portalLanguageCookie, type Cookies } from './cookies.js'

const isLanguage = (text: unknown): text is Language => (LANGUAGES as readonly unknown[]).includes(text)

/**
 * The language that `?lang=` asks for, or null. The query is parsed only if it names `lang`: Express parses it at each
 * access, and a request of the redirect binding has a long one.
 */
export function askedLanguage(request: Request): Language | null {
  const asked = request.originalUrl.includes('lang=') ? request.query['lang'] : null
  return isLanguage(asked) ? asked : null
}

/** The language of a page whose request no route has seen. */
export function languageOfRaw({ url = '', headers }: IncomingMessage, cookies: Cookies): Language {
  const asked = url.includes('lang=') ? new URLSearchParams(url.split('?', 2)[1]).get('lang') : null
  return isLanguage(asked) ? asked : keptLanguage({ headers }, cookies)
}

/** The language of a page: that of `?lang=`, else the remembered one, else what the browser asks for. */
export const languageOf = (request: Request, cookies: Cookies): Language =>
  askedLanguage(request) ?? keptLanguage(request, cookies)

/** True if the citizen has chosen a language here, now or before. */
const hasChosenLanguage = (request: Request, cookies: Cookies): boolean =>
  askedLanguage(request) !== null || isLanguage(cookies.read(request, languageCookie))

/**
 * Follows the language that a portal shows itself in (null: it says none) for whoever has chosen none here; it is no choice
 * of theirs, so the next portal may say another one. True if the pages are in another language from the next request on.
 */
export function followPortalLanguage(
  request: Request,
  response: Response,
  cookies: Cookies,
  named: Language | null,
): boolean {
  if (hasChosenLanguage(request, cookies)) return false
  if (cookies.read(request, portalLanguageCookie) === named) return false
  if (named === null) cookies.clear(response, portalLanguageCookie)
  else cookies.write(response, portalLanguageCookie, named)
  return true
}

function keptLanguage(request: Pick<IncomingMessage, 'headers'>, cookies: Cookies): Language {
  const kept = cookies.read(request, languageCookie) ?? cookies.read(request, portalLanguageCookie)
  return isLanguage(kept) ? kept : acceptedLanguage(request)
}

/**
 * English for whoever does not read German by the word of the browser, and reads English; German for all others. What
 * comes first does not matter: an English device in a German household names both. No answer says `Vary`, because no
 * page is kept anywhere (`no-store`).
 */
function acceptedLanguage({ headers }: Pick<IncomingMessage, 'headers'>): Language {
  if (headers['accept-language'] === undefined) return 'de'
  const read = new Set(new Negotiator({ headers }).languages().map((tag) => tag.toLowerCase().split('-')[0]))
  return !read.has('de') && read.has('en') ? 'en' : 'de'
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
