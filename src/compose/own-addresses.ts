import type { Config } from '../config/config.js'
import { errorUrlTemplate, PORTAL_ERROR_PATH } from '../domain/error-url.js'

/** The entityID of the broker: where its metadata is. */
export const entityIdOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/metadata`

/** Where services send what is about logouts: through the browser, and over the back channel. */
export const sloLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/slo`
export const sloSoapLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/slo/soap`

/** Where services resolve the artifacts that they were sent. */
export const artifactLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/artifact`

/** Where services send their requests. */
export const ssoLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/sso`

/** What stands behind the @ of subject identifiers: as the settings say, else the host of the broker. */
export function scopeOf({ publicUrl, settings }: Pick<Config, 'publicUrl' | 'settings'>): string {
  // An address of IPv6 has no form of a scope; a broker behind one is on this machine alone.
  return settings.metadata.scope ?? (publicUrl.includes('[') ? 'localhost' : new URL(publicUrl).hostname)
}

/** Where services send citizens whom they cannot let in, with the placeholders of what they tell of it. */
export const errorUrlOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string =>
  errorUrlTemplate(`${publicUrl}${PORTAL_ERROR_PATH}`)
