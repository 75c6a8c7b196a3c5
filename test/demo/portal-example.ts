import type { PortalOptions } from '../../src/demo/portal/portal-options.js'

/** A portal of the tests; its texts hold what markup must escape. */
export const PORTAL: PortalOptions = {
  name: 'Portal <Nord> & Süd',
  provider: 'Stadt Beispiel',
  service: 'Antrag "$&" stellen',
  baseUrl: 'http://portal.localhost:4999',
  brokerMetadataUrl: 'http://localhost:3999/saml/metadata',
  trustLevel: 'normal',
  requestBinding: 'redirect',
  encrypted: true,
  required: ['givenName', 'birthDate'],
  optional: ['email'],
  colour: '#0b4f8a',
}
