import { methodId, type MethodId } from '../../domain/ids.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { UpstreamMessages } from '../../domain/ports/upstream-messages.js'
import type { UpstreamRegistry } from '../../domain/ports/upstream-registry.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'
import type { KeptUpstreamAnswer } from '../../domain/upstream-answer.js'
import { isSamlUpstream, type Upstream } from '../../domain/upstream.js'
import type { Language } from '../../domain/language.js'
import { textsOf } from '../../ui/texts/texts.js'
import type { MethodText } from '../../ui/texts/messages.js'
import type { HouseServices } from '../kit/house-services.js'
import type { OpenedMethod } from '../kit/method-module.js'
import { createUpstreamAuthenticator } from './authenticator.js'
import type { UpstreamSamlDeps } from './upstream-deps.js'
import { upstreamRoutes } from './web/upstream-routes.js'

/** What the method needs beside what every method gets. */
export interface UpstreamServices extends HouseServices {
  readonly upstreams: UpstreamRegistry
  readonly replay: ReplayCache
  readonly upstreamAnswers: VersionedStore<KeptUpstreamAnswer>
  readonly upstreamMessages: UpstreamMessages
  readonly upstreamIsUp: (name: MethodId) => boolean
  readonly upstreamIsVouchedFor: (upstream: Upstream) => boolean
}

/** Every upstream that speaks SAML, as they are registered at the moment. */
export function openUpstreams(services: UpstreamServices): OpenedMethod {
  const deps: UpstreamSamlDeps = {
    ...services,
    isUp: services.upstreamIsUp,
    isVouchedFor: services.upstreamIsVouchedFor,
  }
  const { upstreams } = services
  return {
    methods: () =>
      upstreams
        .all()
        .filter(isSamlUpstream)
        .map((upstream) => createUpstreamAuthenticator(upstream, deps)),
    follow: (changed) => upstreams.follow(changed),
    names: (id, language) => namesOf(upstreams.find(methodId(id)), language),
    routes: (context) => upstreamRoutes(context, upstreams, deps),
  }
}

/** What citizens read: the name that the operator gave, else that of the metadata. */
function namesOf(upstream: Upstream | undefined, language: Language): MethodText | null {
  if (!upstream) return null
  const { settings, peer, name } = upstream
  const shown =
    settings.methodName ?? peer.names[language === 'en' ? 'en' : 'de'] ?? Object.values(peer.names)[0] ?? name
  return textsOf(language).otherMethod(shown)
}
