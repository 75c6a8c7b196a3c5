import type { Config } from '../config/config.js'

/** The entityID of the broker: where its metadata is. */
export const entityIdOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/metadata`

/** Where services send their requests. */
export const ssoLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/sso`
