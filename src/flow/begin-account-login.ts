import { entityId, loginId, type EntityId } from '../domain/ids.js'
import { LOGIN_LIFETIME, type ReceivedLogin } from '../domain/login.js'
import type { TrustLevel } from '../domain/trust-level.js'
import { browserKeyOf } from './browser.js'
import type { FlowPorts } from './flow-ports.js'

/** Stands for the citizen's own account where a service would be named; no metadata can, as it is no URI. */
export const OWN_ACCOUNT: EntityId = entityId('/konto')

/**
 * Begins a login that no service asked for: the citizen opened a page of their own account, `returnTo`, a path of our
 * own. Nothing is released; the session that it opens is what it is for. With `forceAuthn` a fresh proof is asked for.
 */
export async function beginAccountLogin(
  returnTo: string,
  needed: TrustLevel,
  ports: FlowPorts,
  { forceAuthn = false }: { readonly forceAuthn?: boolean } = {},
): Promise<{ readonly login: ReceivedLogin; readonly secret: string }> {
  const secret = ports.random.secret()
  const now = ports.clock.now()
  const login: ReceivedLogin = {
    state: 'received',
    id: loginId(ports.random.id()),
    version: 1,
    browserKey: browserKeyOf(ports.digest, secret),
    reply: { kind: 'account', returnTo },
    requirements: {
      service: OWN_ACCOUNT,
      registeredLevel: needed,
      requestedLevels: null,
      forceAuthn,
      isPassive: false,
      attributes: { required: [], optional: [] },
      serviceNames: {},
      nameId: 'persistent',
      subjectNameId: null,
      singleSignOn: true,
      allowedMethods: null,
      pseudonymous: false,
    },
    startedAt: now,
    expiresAt: now + LOGIN_LIFETIME,
  }
  await ports.logins.create(login)
  return { login, secret }
}
