import type { Config } from '../config/config.js'
import { entityId } from '../domain/ids.js'
import type { Clock } from '../domain/ports/clock.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { ServiceRegistry } from '../domain/ports/service-registry.js'
import type { SignedMetadata } from '../http/routes/metadata.js'
import type { FetchCounts } from '../operators/keys/count-fetches.js'
import { artifactLocationOf, entityIdOf, sloLocationOf, sloSoapLocationOf, ssoLocationOf } from './own-addresses.js'
import { createMetadataSource, type MetadataFace } from '../saml/metadata/metadata-source.js'

/** The source of the broker's own signed metadata in this deployment. */
export const metadataOf = (config: Config, keys: SigningKeys, clock: Clock): (() => Promise<string>) => {
  const { validForDays } = config.settings.metadata
  return createMetadataSource(metadataFace(config), { keys, clock, validForDays })
}

interface CountedDeps {
  readonly keys: Pick<SigningKeys, 'announced'>
  readonly registry: Pick<ServiceRegistry, 'find'>
  readonly fetches: Pick<FetchCounts, 'count'>
}

/** The same, each fetch counted with the keys that stand in what is handed out. */
export const countedMetadata =
  (signed: () => Promise<string>, { keys, registry, fetches }: CountedDeps): SignedMetadata =>
  async (fetch) => {
    // In the turn in which the document is made of them.
    const announced = keys.announced().map(({ id }) => id)
    const text = await signed()
    if (fetch === null) return text
    // check: no-fetch-is-counted-for-whom-nobody-knows
    const service = fetch.named === null ? undefined : registry.find(entityId(fetch.named))
    fetches.count(announced, service?.entityId ?? null)
    return text
  }

function metadataFace(config: Config): MetadataFace {
  const { displayName, organization, contacts } = config.settings.metadata
  return {
    entityId: entityIdOf(config),
    ssoLocation: ssoLocationOf(config),
    sloLocation: sloLocationOf(config),
    sloSoapLocation: sloSoapLocationOf(config),
    artifactLocation: artifactLocationOf(config),
    displayNames: displayName,
    informationUrls: { de: `${config.publicUrl}/`, en: `${config.publicUrl}/?lang=en` },
    organization,
    contacts: (['technical', 'support', 'security'] as const).flatMap((type) => {
      const email = contacts[type]
      return email === null ? [] : [{ type, email }]
    }),
  }
}
