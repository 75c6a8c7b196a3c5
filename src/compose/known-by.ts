import type { IncomingMessage } from 'node:http'
import { sameText } from '../crypto/same-text.js'
import { loginId, type LoginId } from '../domain/ids.js'
import { type Cookies, loginCookie, sessionCookie } from '../http/cookies.js'
import { begunAccountLogin } from '../login/kit/begin-account-login.js'
import { requestOfSecret } from '../login/kit/kept-request.js'
import type { LoginPorts } from '../login/kit/login-ports.js'
import { sessionSecretOf } from '../sessions/session-names.js'

/** Cookies of logins that are looked at: whoever brings many costs no more than that. */
const MOST_LOOKED_AT = 3

/**
 * The cookie by which a browser is known to have begun a login or a session here: one that holds what nobody but the
 * broker can make. No store is asked, so it may be of a login or session that has ended; null if there is none.
 */
export const knownBy =
  (cookies: Cookies, ports: LoginPorts) =>
  (request: IncomingMessage, path: string): string | null => {
    const session = cookies.read(request, sessionCookie)
    if (session !== null && isSessionSecret(session, ports)) return session
    const asked = loginId(/^\/login\/([\w-]+)/.exec(path)?.[1] ?? '')
    const own = cookies.read(request, loginCookie(asked))
    const candidates = own === null ? cookies.logins(request).slice(0, MOST_LOOKED_AT) : [{ id: asked, secret: own }]
    // check: a-forged-login-cookie-has-no-share
    return candidates.find(({ id, secret }) => isLoginSecret(id, secret, ports))?.secret ?? null
  }

const isSessionSecret = (secret: string, { digest }: LoginPorts): boolean =>
  // check: a-forged-session-cookie-has-no-share
  sameText(secret, sessionSecretOf(secret.split('.')[0] ?? '', digest))

const isLoginSecret = (id: LoginId, secret: string, ports: LoginPorts): boolean =>
  requestOfSecret(id, secret, ports) !== null || begunAccountLogin(id, secret, ports) !== null
