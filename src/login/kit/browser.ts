import type { LoginId, SessionId } from '../../domain/ids.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'

/** What a browser shows of itself at one login: the secrets in its cookies, null for a cookie that it lacks. */
export interface Browser {
  readonly loginSecret: string | null
  readonly sessionSecret: string | null
}

/** Stores keep digests of cookie secrets, so that somebody who reads the store cannot take over a browser. */
export const browserKeyOf = (digest: KeyedDigest, secret: string): string => digest.digest('login-cookie', secret)

/** The hidden token of every form: bound to the login, its browser, and the session at the time the page was made. */
export const formTokenOf = (
  digest: KeyedDigest,
  login: LoginId,
  browserKey: string,
  session: SessionId | null,
  // check: the-form-token-is-of-the-session
  // check: the-form-token-is-of-the-login
): string => digest.digest('form-token', `${login} ${browserKey} ${session ?? '-'}`)
