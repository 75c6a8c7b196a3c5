import { entityId, loginId, type EntityId, type LoginId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { LOGIN_LIFETIME, type ReceivedLogin } from '../../domain/login.js'
import { ASKS_NOTHING } from '../../domain/requirements.js'
import { isTrustLevel, type TrustLevel } from '../../domain/trust-level.js'
import { browserKeyOf } from './browser.js'
import type { LoginPorts } from './login-ports.js'

/** Stands for the citizen's own account where a service would be named. It is no URI, so no metadata can claim it. */
export const OWN_ACCOUNT: EntityId = entityId('/konto')

/** How a login to the citizen's own account began. */
interface AccountStart {
  /** A path of our own. */
  readonly returnTo: string
  readonly needed: TrustLevel
  readonly forceAuthn: boolean
  readonly startedAt: Instant
}

/**
 * Begins a login that no service asked for: the citizen opened a page of their own account at `returnTo`, a path of our
 * own. The login releases nothing; it is there for the session that it opens. `forceAuthn` asks for a fresh proof.
 *
 * Anybody can ask for such a page again and again, so nothing is stored yet: the secret for the login's cookie holds,
 * sealed, how the login began, and the login's first change stores it.
 */
export function beginAccountLogin(
  returnTo: string,
  needed: TrustLevel,
  ports: LoginPorts,
  { forceAuthn = false }: { readonly forceAuthn?: boolean } = {},
): { readonly login: ReceivedLogin; readonly secret: string } {
  const id = loginId(ports.random.id())
  const start: AccountStart = { returnTo, needed, forceAuthn, startedAt: ports.clock.now() }
  const secret = ports.starts.seal(placeOf(id), written(start))
  return { login: loginFrom(id, secret, start, ports), secret }
}

/** Reads a login to the own account that is not stored yet from the secret of its cookie; null for any other secret. */
export function begunAccountLogin(id: LoginId, secret: string, ports: LoginPorts): ReceivedLogin | null {
  const text = ports.starts.open(placeOf(id), secret)
  return text === null ? null : loginFrom(id, secret, read(text), ports)
}

// check: a-start-opens-for-its-login-alone
const placeOf = (id: LoginId): string => `start of login ${id}`

/** The path stands last, so it may contain spaces. */
const written = ({ returnTo, needed, forceAuthn, startedAt }: AccountStart): string =>
  [startedAt, needed, forceAuthn ? 'anew' : 'any', returnTo].join(' ')

function read(text: string): AccountStart {
  const [startedAt, needed = '', proof, ...path] = text.split(' ')
  if (!isTrustLevel(needed)) throw new TypeError('What was sealed as the start of a login is none')
  return { startedAt: Number(startedAt), needed, forceAuthn: proof === 'anew', returnTo: path.join(' ') }
}

const loginFrom = (
  id: LoginId,
  secret: string,
  { returnTo, needed, forceAuthn, startedAt }: AccountStart,
  ports: LoginPorts,
): ReceivedLogin => ({
  state: 'received',
  id,
  // Nothing is stored yet; the first stored version is 1.
  version: 0,
  answerId: id,
  browserKey: browserKeyOf(ports.digest, secret),
  reply: { kind: 'account', returnTo },
  requirements: { ...ASKS_NOTHING, service: OWN_ACCOUNT, registeredLevel: needed, forceAuthn },
  startedAt,
  // check: a-start-holds-as-long-as-a-login
  expiresAt: startedAt + LOGIN_LIFETIME,
})
