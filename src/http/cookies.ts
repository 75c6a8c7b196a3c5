import type { Response } from 'express'
import type { IncomingMessage } from 'node:http'
import { loginId, type LoginId } from '../domain/ids.js'
import { LOGIN_REMEMBERED } from '../domain/login.js'

/** A cookie of the broker: its bare name and how long the browser keeps it (null: as long as it is open). */
export interface CookieKind {
  readonly name: string
  readonly maxAge: number | null
  /** No other site's link or form brings it along. */
  readonly strict?: true
}

const YEAR = 365 * 24 * 3600

export const sessionCookie: CookieKind = { name: 'session', maxAge: null }
export const languageCookie: CookieKind = { name: 'lang', maxAge: YEAR }
/** The language of the portal that the browser has come from, for whoever has chosen none. */
export const portalLanguageCookie: CookieKind = { name: 'portal-lang', maxAge: null }
/** The name of the method used last on this device, and nothing else. */
export const methodCookie: CookieKind = { name: 'method', maxAge: YEAR }
export const loginCookie = (login: LoginId): CookieKind => ({
  name: LOGIN_PREFIX + login,
  maxAge: LOGIN_REMEMBERED / 1000,
})

/** The token of a form outside a login is bound to this cookie. */
export const formCookie: CookieKind = { name: 'form', maxAge: null }

/** Whose the next logins of this browser are; with `stage: test` alone. */
export const testCitizenCookie: CookieKind = { name: 'test-citizen', maxAge: null }

/** An operator's session; read below /operator alone. */
export const operatorCookie: CookieKind = { name: 'operator', maxAge: null, strict: true }
/** The token of the sign-in's forms is bound to this cookie. */
export const operatorFormCookie: CookieKind = { name: 'operator-form', maxAge: null, strict: true }

const LOGIN_PREFIX = 'login-'

/** More open logins than any person has tabs for; a browser that begins more forgets the oldest. */
const MOST_LOGIN_COOKIES = 20

/**
 * What their names and values may have together. A web server before the broker takes a header of 8 KiB as shipped; the
 * next login's cookie comes on top before anything is forgotten.
 */
const MOST_LOGIN_CHARACTERS = 5_000

type Headed = Pick<IncomingMessage, 'headers'>

/** Reads and writes cookies: HttpOnly, SameSite=Lax, Path=/, and on https Secure with `__Host-` names. */
export interface Cookies {
  read(request: Headed, kind: CookieKind): string | null
  write(response: Response, kind: CookieKind, value: string): void
  clear(response: Response, kind: CookieKind): void
  /** The logins that this browser has begun, the newest first, each with the secret of its cookie. */
  logins(request: Headed): readonly { readonly id: LoginId; readonly secret: string }[]
  /** The cookies whose names begin with this, the newest first: what follows in the name, and the value. */
  named(request: Headed, begin: string): readonly { readonly id: string; readonly secret: string }[]
  /** Keeps the header small: forgets the oldest login cookies beyond the number that anybody needs. */
  prune(request: Headed, response: Response): void
}

export function createCookies(secure: boolean): Cookies {
  // check: cookies-belong-to-this-host-alone
  const prefix = secure ? '__Host-' : ''
  const line = (name: string, value: string, maxAge: number | null, strict = false): string =>
    [
      `${prefix}${name}=${value}`,
      'Path=/',
      // check: cookies-are-http-only
      'HttpOnly',
      // check: cookies-are-same-site
      `SameSite=${strict ? 'Strict' : 'Lax'}`,
      // check: cookies-are-secure-on-https
      ...(secure ? ['Secure'] : []),
      ...(maxAge === null ? [] : [`Max-Age=${maxAge}`]),
    ].join('; ')
  const named: Cookies['named'] = (request, begin) =>
    // Browsers send cookies of one path oldest first (RFC 6265 §5.4).
    [...valuesOf(request)]
      .filter(([name]) => name.startsWith(prefix + begin))
      .map(([name, secret]) => ({ id: name.slice((prefix + begin).length), secret }))
      .toReversed()
  return {
    read: (request, { name }) => valuesOf(request).get(prefix + name) ?? null,
    write: (response, { name, maxAge, strict }, value) =>
      response.append('Set-Cookie', line(name, value, maxAge, strict)),
    clear: (response, { name, strict }) => response.append('Set-Cookie', line(name, '', 0, strict)),
    logins: (request) => named(request, LOGIN_PREFIX).map(({ id, secret }) => ({ id: loginId(id), secret })),
    named,
    prune(request, response) {
      let room = MOST_LOGIN_CHARACTERS
      const logins = [...valuesOf(request)].filter(([name]) => name.startsWith(prefix + LOGIN_PREFIX))
      // Browsers send cookies of one path oldest first (RFC 6265 §5.4).
      logins.toReversed().forEach(([name, value], index) => {
        room -= name.length + value.length
        // The newest is the one that is at work.
        // check: the-cookie-header-stays-small
        if (index > 0 && (index >= MOST_LOGIN_COOKIES || room < 0)) {
          response.append('Set-Cookie', line(name.slice(prefix.length), '', 0))
        }
      })
    },
  }
}

/** Of cookies with the same name the first one counts; all of ours have the path `/`. */
function valuesOf(request: Headed): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !values.has(name)) values.set(name, pair.slice(at + 1).trim())
  }
  return values
}
