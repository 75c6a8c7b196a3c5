import { createValueSeal } from '../../crypto/value-seal.js'
import type { MethodId } from '../../domain/ids.js'
import type { UpstreamRegistry } from '../../domain/ports/upstream-registry.js'
import { isOidcUpstream, type OidcUpstream } from '../../domain/upstream.js'
import { upstreamSecretPlace } from '../../domain/upstream-secret.js'
import type { Authenticator } from '../../login/kit/authenticator.js'
import type { HouseServices } from '../kit/house-services.js'
import type { OpenedMethod } from '../kit/method-module.js'
import { createOidcAuthenticator } from './authenticator.js'
import type { OidcDeps } from './oidc-deps.js'
import { createIssuer } from './issuer.js'
import { callbackRoutes } from './web/callback-routes.js'

/** What the method needs beside what every method gets. */
export interface OidcServices extends HouseServices {
  readonly upstreams: UpstreamRegistry
  readonly upstreamIsUp: (name: MethodId) => boolean
}

/** Every OpenID provider, as they are registered at the moment. */
export function openOidc(services: OidcServices): OpenedMethod {
  const { upstreams, keySet, upstreamIsUp } = services
  const seal = createValueSeal(keySet.key('stored-values'))
  const deps: OidcDeps = {
    ...services,
    isUp: upstreamIsUp,
    secretOf: ({ id, peer }) => seal.open(upstreamSecretPlace(id), peer.sealedSecret),
  }
  return {
    methods: methodsOf(upstreams, (upstream) => createOidcAuthenticator(upstream, createIssuer(upstream, deps), deps)),
    routes: (context) => callbackRoutes(context, upstreams),
  }
}

/**
 * The methods of the registered issuers; the same list for as long as nothing about them changes, and the same method,
 * with what it knows of its issuer, for as long as that one does not.
 */
function methodsOf(upstreams: UpstreamRegistry, make: (upstream: OidcUpstream) => Authenticator) {
  let revision: number | null = null
  let methods: readonly Authenticator[] = []
  let made = new Map<string, Authenticator>()
  return (): readonly Authenticator[] => {
    if (revision === upstreams.revision()) return methods
    revision = upstreams.revision()
    const issuers = upstreams.all().filter(isOidcUpstream)
    made = new Map(
      issuers.map((each) => {
        const key = `${each.id} ${each.version}`
        return [key, made.get(key) ?? make(each)]
      }),
    )
    methods = [...made.values()]
    return methods
  }
}
