import { createSecretKey } from 'node:crypto'
import { createKeyedDigest } from '../../src/crypto/keyed-digest.js'
import { createRandom } from '../../src/crypto/random.js'
import { entityId, loginId, methodId } from '../../src/domain/ids.js'
import type { MethodState } from '../../src/domain/login.js'
import { SHIPPED_SESSION_LIMITS } from '../../src/domain/session-limits.js'
import { UPSTREAM_DEFAULTS, type OidcUpstream, type UpstreamSettings } from '../../src/domain/upstream.js'
import type { MethodContext, Outcome } from '../../src/login/kit/authenticator.js'
import { createOidcAuthenticator } from '../../src/methods/upstream-oidc/authenticator.js'
import { createIssuer } from '../../src/methods/upstream-oidc/issuer.js'
import type { OidcDeps } from '../../src/methods/upstream-oidc/oidc-deps.js'
import { createCallOut } from '../../src/outgoing/call-out.js'
import { keptLog } from './kept-log.js'
import { methodContext } from './method-context.js'

export const PUBLIC_URL = 'http://localhost:3000'
export const CLIENT_ID = 'servicekonto'
export const CLIENT_SECRET = 'ein-geheimnis-von-genug-zeichen-0123456789'
export const CALLBACK = `${PUBLIC_URL}/oidc/upstream/nord/callback`

/** What a test says of the upstream, and of what is around it. */
export interface OidcOptions {
  readonly issuer: string
  readonly settings?: Partial<UpstreamSettings>
  readonly proof?: OidcUpstream['peer']['proof']
  readonly secret?: string | null
  readonly id?: string
  readonly deps?: Partial<OidcDeps>
}

/** The method of one OpenID provider as `nord`, by the real outgoing port and the time of this machine. */
export function oidcMethod({ issuer, settings = {}, proof = 'client_secret_basic', ...options }: OidcOptions) {
  const { log, lines } = keptLog()
  const { secret = CLIENT_SECRET, id = 'upstream-1' } = options
  const upstream: OidcUpstream = {
    id,
    name: methodId('nord'),
    dialect: 'oidc',
    peer: { kind: 'oidc', entityId: entityId(issuer), clientId: CLIENT_ID, proof, sealedSecret: '', names: {} },
    settings: { ...UPSTREAM_DEFAULTS, maxLevel: 'hoch', ...settings },
    metadata: null,
    source: { from: issuer, signer: null, importedAt: 0, lastRefresh: null, trouble: null },
    version: 1,
  }
  const deps: OidcDeps = {
    publicUrl: PUBLIC_URL,
    clock: { now: () => Date.now() },
    random: createRandom(),
    digest: createKeyedDigest(createSecretKey(Buffer.alloc(32, 7))),
    log,
    callOut: createCallOut({ loopback: true, allow: [] }),
    sessionLimits: SHIPPED_SESSION_LIMITS,
    secretOf: () => secret,
    isUp: () => true,
    ...options.deps,
  }
  const method = createOidcAuthenticator(upstream, createIssuer(upstream, deps), deps)
  return { method, upstream, deps, lines }
}

/** One login that asks this method, as the login flow does: it keeps the state that an outcome has. */
export function oidcLogin(
  { method }: Pick<ReturnType<typeof oidcMethod>, 'method'>,
  change: Partial<MethodContext> = {},
) {
  let state: MethodState | null = null
  const context = (): MethodContext =>
    methodContext({ login: loginId('login-of-nobody-yet'), now: Date.now(), ...change, state })
  const keep = (outcome: Outcome): Outcome => {
    if (outcome.kind === 'leave') state = outcome.state
    return outcome
  }
  return {
    /** Where the browser is led; throws what else came of it. */
    async leave(): Promise<URL> {
      const outcome = keep(await method.start(context()))
      if (outcome.kind !== 'leave' || outcome.to.kind !== 'redirect') throw new Error(JSON.stringify(outcome))
      return new URL(outcome.to.url)
    },
    start: () => method.start(context()),
    comeBack: async (fields: Readonly<Record<string, string>>) =>
      keep(await method.resume(context(), { fields, returned: true, address: '' })),
  }
}

/** What a login has come to, in a few words. */
export const cameTo = (outcome: Outcome): string => {
  if (outcome.kind === 'gave-up') return `${outcome.problem} ${outcome.failure}`
  return outcome.kind === 'proved' ? `proved ${outcome.evidence.level}` : outcome.kind
}
