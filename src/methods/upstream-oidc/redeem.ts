import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  fetchUserInfo,
  ResponseBodyError,
  type Configuration,
  type TokenEndpointResponse,
} from 'openid-client'
import { OutgoingError } from '../../domain/outgoing-error.js'
import type { OidcUpstream } from '../../domain/upstream.js'
import type { MethodContext } from '../../login/kit/authenticator.js'
import { claimsFor } from './claims.js'
import { failureOf, NotProved, type OidcFailure } from './failures.js'
import { judgedToken, type IdToken } from './id-token.js'
import { callbackUrl, type OidcDeps } from './oidc-deps.js'
import { boundTo, type AskedOfIssuer } from './oidc-state.js'
import type { Issuer } from './issuer.js'

/** What an issuer proved. */
export interface ProvedByIssuer {
  readonly token: IdToken
  /** What it told of the person: at the userinfo endpoint, and in the ID token, which it signed and which counts first. */
  readonly told: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Turns what the browser brought back into a proof: the answer belongs to the question (`state`, `iss`: RFC 9207), the
 * code is the broker's (PKCE), and the ID token is signed, for us, and for this question (`nonce`). Throws `NotProved`.
 */
export async function redeem(
  fields: Readonly<Record<string, string>>,
  question: AskedOfIssuer,
  context: MethodContext,
  upstream: OidcUpstream,
  issuer: Issuer,
  deps: OidcDeps,
): Promise<ProvedByIssuer> {
  const config = await issuer.configuration()
  const tokens = await exchanged(fields, question, upstream, config, deps)
  // check: an-id-token-is-signed-by-its-issuer
  const payload = await issuer.verified(tokens.id_token ?? '')
  if (payload === null) throw new NotProved('token-refused', 'No key of the issuer signed the ID token')
  const token = judgedToken(payload, {
    clientId: upstream.peer.clientId,
    accessToken: tokens.access_token,
    question,
    now: context.now,
  })
  const isWanted = claimsFor(context.wanted.attributes).length > 0
  const atEndpoint = isWanted ? await userInfo(config, tokens.access_token, token.sub) : {}
  return { token, told: [atEndpoint, token] }
}

async function exchanged(
  fields: Readonly<Record<string, string>>,
  { state }: AskedOfIssuer,
  { id, name }: OidcUpstream,
  config: Configuration,
  deps: OidcDeps,
): Promise<TokenEndpointResponse> {
  const { nonce, verifier } = boundTo(state, id, deps.digest)
  const url = new URL(callbackUrl(deps, name))
  for (const [field, value] of Object.entries(fields)) url.searchParams.set(field, value)
  try {
    return await authorizationCodeGrant(config, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      throw new NotProved(failureOf(error.error), 'The issuer led back with an error', { cause: error })
    }
    throw asNotProved(error, 'token-refused')
  }
}

async function userInfo(config: Configuration, accessToken: string, subject: string): Promise<Record<string, unknown>> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {}
  try {
    // check: what-an-issuer-tells-is-of-the-person-it-proved
    return await fetchUserInfo(config, accessToken, subject)
  } catch (error) {
    throw asNotProved(error, 'userinfo-refused')
  }
}

/** Errors of openid-client quote what came; only their codes are told on. */
function asNotProved(error: unknown, failure: OidcFailure): NotProved {
  if (error instanceof ResponseBodyError) {
    return new NotProved('code-refused', `The issuer says ${visibleCode(error.error)}`, { cause: error })
  }
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof OutgoingError) return new NotProved('unreachable', cause.message, { cause })
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
  return new NotProved(failure, `What the issuer answered does not hold: ${visibleCode(code)}`, { cause: error })
}

/** An error code (RFC 6749 §5.2), or what looks like one. */
const visibleCode = (code: string): string => code.replace(/[^A-Za-z0-9_.-]/g, '').slice(0, 60)
