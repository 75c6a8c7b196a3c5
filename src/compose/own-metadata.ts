import type { Config } from '../config/config.js'
import type { Clock } from '../domain/ports/clock.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import { entityIdOf, sloLocationOf, sloSoapLocationOf, ssoLocationOf } from './own-addresses.js'
import { createMetadataSource, type MetadataFace } from '../saml/metadata/metadata-source.js'

/** The source of the broker's own signed metadata in this deployment. */
export const metadataOf = (config: Config, keys: SigningKeys, clock: Clock): (() => Promise<string>) => {
  const { validForDays } = config.settings.metadata
  return createMetadataSource(metadataFace(config), { keys, clock, validForDays })
}

function metadataFace(config: Config): MetadataFace {
  const { displayName, organization, contacts } = config.settings.metadata
  return {
    entityId: entityIdOf(config),
    ssoLocation: ssoLocationOf(config),
    sloLocation: sloLocationOf(config),
    sloSoapLocation: sloSoapLocationOf(config),
    displayNames: displayName,
    informationUrls: { de: `${config.publicUrl}/`, en: `${config.publicUrl}/?lang=en` },
    organization,
    contacts: (['technical', 'support', 'security'] as const).flatMap((type) => {
      const email = contacts[type]
      return email === null ? [] : [{ type, email }]
    }),
  }
}
