import type { Request, Response } from 'express'
import { sameText } from '../crypto/same-text.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Random } from '../domain/ports/random.js'
import { FORM_FIELDS, type Form } from '../ui/form-fields.js'
import type { CookieKind, Cookies } from './cookies.js'
import { readFields, single, type Fields } from './parse.js'

export interface AnonymousFormDeps {
  readonly cookies: Cookies
  readonly digest: KeyedDigest
  readonly random: Random
}

/** Whose forms these are: the cookie that their token is bound to, and what the token is made for. */
export interface AnonymousFormKind {
  readonly cookie: CookieKind
  readonly purpose: string
}

/** A form for whoever is not signed in: its token is bound to a cookie of its own, made with the first one. */
export function anonymousForm(
  kind: AnonymousFormKind,
  deps: AnonymousFormDeps,
  { request, response, action }: { readonly request: Request; readonly response: Response; readonly action: string },
): Form {
  const known = deps.cookies.read(request, kind.cookie)
  const secret = known ?? deps.random.secret()
  if (known === null) deps.cookies.write(response, kind.cookie, secret)
  return { action, token: deps.digest.digest(kind.purpose, secret) }
}

/**
 * The fields of such a form, and the secret that this browser alone has. Throws `form-token` for one that was not made
 * for this browser.
 */
export function anonymousFields(
  { cookie, purpose }: AnonymousFormKind,
  { cookies, digest }: Omit<AnonymousFormDeps, 'random'>,
  request: Request,
): { readonly fields: Fields; readonly browser: string } {
  const browser = cookies.read(request, cookie)
  const fields = readFields(request.body)
  const typed = single(fields, FORM_FIELDS.token) ?? ''
  // check: a-form-without-a-login-needs-its-token
  if (browser === null || !sameText(typed, digest.digest(purpose, browser))) throw new BrokerError('form-token')
  return { fields, browser }
}
