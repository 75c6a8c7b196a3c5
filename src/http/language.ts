import type { Request, Response } from 'express'
import { LANGUAGES, type Language } from '../ui/view-models.js'
import { languageCookie, type Cookies } from './cookies.js'

const isLanguage = (text: unknown): text is Language => (LANGUAGES as readonly unknown[]).includes(text)

/** The language of a page: `?lang=` changes it and is remembered; German by default. */
export function languageOf(request: Request, response: Response, cookies: Cookies): Language {
  const asked = request.query['lang']
  if (isLanguage(asked)) {
    cookies.write(response, languageCookie, asked)
    return asked
  }
  const kept = cookies.read(request, languageCookie)
  return isLanguage(kept) ? kept : 'de'
}

/** The path and query of this page without `lang`: where the language links lead. */
export function hereWithoutLanguage(request: Request): string {
  // `//` is a path that clients send and no URL.
  const base = 'http://here.invalid'
  const url = new URL(URL.canParse(request.originalUrl, base) ? request.originalUrl : '/', base)
  url.searchParams.delete('lang')
  return url.pathname + url.search
}
