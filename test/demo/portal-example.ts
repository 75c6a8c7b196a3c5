import type { PortalOptions } from '../../src/demo/portal/portal-options.js'
import type { LoginName } from '../../src/demo/portal/single-logout.js'

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

/** Its second entry, for whoever has no account. */
export const VISITORS: PortalOptions = {
  ...PORTAL,
  name: 'Besuch & mehr',
  service: 'Parkschein <Besuch>',
  baseUrl: `${PORTAL.baseUrl}/besuch`,
  required: [],
  optional: [],
}

export const WITH_VISITORS: PortalOptions = {
  ...PORTAL,
  withoutAccount: { path: '/besuch', name: VISITORS.name, service: VISITORS.service, trustLevel: 'normal' },
}

/** What the broker calls a login there. */
export const LOGIN: LoginName = {
  nameID: 'AbC123',
  nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  nameQualifier: undefined,
  spNameQualifier: undefined,
  sessionIndex: '_1',
}
