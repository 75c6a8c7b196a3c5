import type { Config } from '../config/config.js'

/** The entityID of the broker: where its metadata is. */
export const entityIdOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/metadata`

/** Where services send what is about logouts: through the browser, and over the back channel. */
export const sloLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/slo`
export const sloSoapLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/slo/soap`

/** Where services resolve the artifacts that they were sent. */
export const artifactLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/artifact`

/** Where services send their requests. */
export const ssoLocationOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/saml/sso`
