import {
  allowInsecureRequests,
  clockTolerance,
  Configuration,
  customFetch,
  discovery,
  None,
  type ServerMetadata,
} from 'openid-client'
import { z } from 'zod'
import { verifyJws, type PublicKeys } from '../../crypto/jws.js'
import { hours, minutes, seconds, type Instant } from '../../domain/instant.js'
import { isLoopbackHost } from '../../domain/loopback-host.js'
import type { OidcUpstream } from '../../domain/upstream.js'
import { clientProof } from './client-proof.js'
import { NotProved } from './failures.js'
import { fetchBy } from './fetch-by.js'
import type { OidcDeps } from './oidc-deps.js'

/** What an issuer says of itself, kept for a while. */
export interface Issuer {
  /** With its metadata and the broker's proof of itself. Throws `NotProved` for what cannot be used. */
  configuration(): Promise<Configuration>
  /**
   * The payload of a token that one of its keys signed; null: none did. A key that is not among the kept ones is looked
   * for in newer ones. Throws `NotProved` if its keys cannot be had.
   */
  verified(token: string): Promise<string | null>
}

const DISCOVERED_FOR = hours(1)
/** After a failure the last good metadata serve for this long before they are asked for again. */
const ASKED_AGAIN_AFTER = minutes(1)
/** Nobody waits again for who has just not answered. */
const REFUSED_FOR = seconds(5)
const KEYS_FOR = minutes(5)

/** The clocks of two houses are a little apart: seconds. */
const CLOCKS_APART = 60

const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

interface Kept<Value> {
  readonly value: Value
  readonly until: Instant
}

/** The issuer of this upstream; nothing is asked of it before it is needed. */
export function createIssuer(upstream: OidcUpstream, deps: OidcDeps): Issuer {
  let known: Kept<Configuration> | null = null
  let refused: Kept<unknown> | null = null
  let asking: Promise<Configuration> | null = null
  let keys: Kept<PublicKeys> | null = null
  const configuration = async (): Promise<Configuration> => {
    if (known && deps.clock.now() < known.until) return known.value
    if (refused && deps.clock.now() < refused.until) throw refused.value
    asking ??= discovered(upstream, deps).finally(() => (asking = null))
    try {
      const value = await asking
      known = { value, until: deps.clock.now() + DISCOVERED_FOR }
    } catch (error) {
      if (!known) {
        refused = { value: error, until: deps.clock.now() + REFUSED_FOR }
        throw error
      }
      known = { ...known, until: deps.clock.now() + ASKED_AGAIN_AFTER }
    }
    return known.value
  }
  const newerKeys = async (): Promise<PublicKeys> => {
    const value = await publishedKeys(await configuration(), deps)
    keys = { value, until: deps.clock.now() + KEYS_FOR }
    return value
  }
  return {
    configuration,
    async verified(token) {
      const kept = keys && deps.clock.now() < keys.until ? keys.value : null
      const first = await verifyJws(token, kept ?? (await newerKeys()))
      // Only the issuer's own token endpoint brings such tokens, so nobody else makes us ask.
      const verified = first.kind === 'unknown-key' && kept ? await verifyJws(token, await newerKeys()) : first
      return verified.kind === 'verified' ? verified.payload : null
    },
  }
}

/** OpenID Connect Discovery 1.0 §4. */
async function discovered(upstream: OidcUpstream, deps: OidcDeps): Promise<Configuration> {
  const { entityId, clientId } = upstream.peer
  const metadata = await saidOfItself(entityId, clientId, deps)
  // check: an-issuer-is-the-issuer-that-is-registered
  if (metadata.issuer !== entityId)
    throw new NotProved('discovery-refused', 'It names another issuer than is registered')
  // check: an-issuer-leads-browsers-to-https
  refuseUnsafe(metadata.authorization_endpoint, deps)
  const proof = await clientProof(upstream, deps.secretOf(upstream), metadata)
  const config = new Configuration(metadata, clientId, { [clockTolerance]: CLOCKS_APART }, proof)
  config[customFetch] = fetchBy(deps.callOut)
  // Whom the broker may call by http is decided by the port that every call goes out by.
  allowInsecureRequests(config)
  return config
}

async function saidOfItself(entityId: string, clientId: string, { callOut }: OidcDeps): Promise<ServerMetadata> {
  try {
    const options = { [customFetch]: fetchBy(callOut), execute: [allowInsecureRequests] }
    return (await discovery(new URL(entityId), clientId, undefined, None(), options)).serverMetadata()
  } catch (cause) {
    throw new NotProved('unreachable', 'Its metadata could not be had', { cause })
  }
}

/** https; http for hosts of this machine, and only while the broker is on http itself. */
function refuseUnsafe(endpoint: string | undefined, { publicUrl }: OidcDeps): void {
  const url = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url?.protocol === 'https:') return
  if (url?.protocol === 'http:' && publicUrl.startsWith('http:') && isLoopbackHost(url.hostname)) return
  throw new NotProved('discovery-refused', 'Its authorization endpoint is not on https')
}

async function publishedKeys(config: Configuration, { callOut }: OidcDeps): Promise<PublicKeys> {
  const { jwks_uri: url } = config.serverMetadata()
  if (url === undefined) throw new NotProved('discovery-refused', 'It names no keys')
  try {
    const headers = { accept: 'application/json, application/jwk-set+json' }
    const response = await fetchBy(callOut)(url, { method: 'GET', headers, body: undefined, redirect: 'manual' })
    if (response.status !== 200) throw new TypeError(`HTTP ${response.status}`)
    return jwks.parse(await response.json())
  } catch (cause) {
    throw new NotProved('unreachable', 'Its keys could not be had', { cause })
  }
}
