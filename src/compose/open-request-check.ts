import { entityId } from '../domain/ids.js'
import { days } from '../domain/instant.js'
import type { Service } from '../domain/service.js'
import { initialDraft } from '../operators/services/service-draft.js'
import type { ReadService } from '../operators/services/service-deps.js'
import type { PastedMetadata, RequestCheckDeps } from '../request-check/request-check-routes.js'
import { inspectRequest } from '../saml/idp/inspect-request.js'
import type { Offer } from './offer.js'
import { entityIdOf, ssoLocationOf } from './own-addresses.js'
import type { Services } from './services.js'
import { metadataReader } from './tools.js'

/** What the request decoder works with: nothing of what is registered here. */
export function requestCheckDepsOf(broker: Services, { config }: Offer): RequestCheckDeps {
  const { ephemeral, digest, random, clock, dialects } = broker
  const read = metadataReader(config, clock)
  const metadataGrace = days(config.settings.metadata.grace)
  const { version2Only: demandsExtension } = config.settings.dialects.akdb
  const own = {
    clock,
    dialects,
    metadataGrace,
    demandsExtension,
    entityId: entityIdOf(config),
    ssoLocation: ssoLocationOf(config),
  }
  return {
    digest,
    random,
    attempts: ephemeral.attempts,
    // check: the-decoder-knows-no-registry
    inspect: (message, services) => inspectRequest(message, { ...own, find: services && findIn(services) }),
    readMetadata: async (document): Promise<PastedMetadata> => {
      const { entities, refused } = await read(document, null)
      return { services: entities.map(asRegistered), refused: refused.map(({ rule, message }) => ({ rule, message })) }
    },
  }
}

const findIn =
  (services: readonly Service[]) =>
  (id: string): Service | undefined =>
    services.find((service) => service.entityId === id)

/** The service as its first import would register it. */
const asRegistered = (read: ReadService): Service => ({
  ...initialDraft(entityId(read.entityId), read.metadata),
  active: true,
  source: { from: 'text', signer: null, importedAt: 0 },
  revision: 0,
})
