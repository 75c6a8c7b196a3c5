import { buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from 'openid-client'
import type { OidcUpstream } from '../../domain/upstream.js'
import type { MethodContext } from '../../login/kit/authenticator.js'
import { claimsFor, scopesFor } from './claims.js'
import { acrValues } from './levels.js'
import { callbackUrl, type OidcDeps } from './oidc-deps.js'
import { boundTo } from './oidc-state.js'

/**
 * Where the browser goes to be proved by an issuer (OpenID Connect Core 1.0 §3.1.2.1): the code flow with PKCE, the
 * level as `acr_values`, and what the service wants to know.
 */
export async function authorizationUrl(
  context: MethodContext,
  state: string,
  upstream: OidcUpstream,
  config: Configuration,
  deps: OidcDeps,
): Promise<string> {
  const { asked, wanted, language } = context
  const { nonce, verifier } = boundTo(state, upstream.id, deps.digest)
  const acr = acrValues(asked.level, upstream.settings)
  const url = buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(deps, upstream.name),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Whoever was proved longer ago than the level lasts is proved again, and the answer tells when (§2, `auth_time`).
    max_age: String(asked.forceAuthn ? 0 : Math.floor(deps.sessionLimits[asked.level].age / 1000)),
    ui_locales: language === 'de-x-leicht' ? 'de-x-leicht de' : language,
    ...promptOf(asked),
    ...(acr === null ? {} : { acr_values: acr }),
    ...informationOf(wanted, config),
  })
  return url.href
}

/** `none` wins: whoever must be proved anew without any page cannot be, and the issuer says so. */
function promptOf({ forceAuthn, isPassive }: MethodContext['asked']): { readonly prompt?: string } {
  if (isPassive) return { prompt: 'none' }
  return forceAuthn ? { prompt: 'login' } : {}
}

/** Single claims where the issuer takes them (§5.5), so that it tells no more; else the scopes that have them (§5.4). */
function informationOf(
  { attributes, optional }: MethodContext['wanted'],
  config: Configuration,
): Record<string, string> {
  const metadata = config.serverMetadata()
  if (metadata.claims_parameter_supported !== true) return { scope: ['openid', ...scopesFor(attributes)].join(' ') }
  const required = new Set(claimsFor(attributes.filter((name) => !optional.includes(name))))
  const told = claimsFor(attributes).map((claim) => [claim, required.has(claim) ? { essential: true } : null] as const)
  if (told.length === 0) return { scope: 'openid' }
  const where = metadata.userinfo_endpoint === undefined ? 'id_token' : 'userinfo'
  return { scope: 'openid', claims: JSON.stringify({ [where]: Object.fromEntries(told) }) }
}
