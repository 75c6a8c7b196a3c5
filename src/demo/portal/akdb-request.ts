import type { SamlConfig } from '@node-saml/node-saml'
import { wireNameOf } from './attribute-names.js'
import type { PortalOptions } from './portal-options.js'

const CLASS_OF = {
  normal: 'STORK-QAA-Level-2',
  substantiell: 'STORK-QAA-Level-3',
  hoch: 'STORK-QAA-Level-4',
} as const

/** What BundID says of a login beside the citizen's data (its interface description §6.2). */
const OF_LOGIN = ['bPK2', 'trustLevel', 'method', 'mfa'] as const

const requested = (required: boolean) => (name: Parameters<typeof wireNameOf>[0]) => ({
  '@Name': wireNameOf(name),
  '@RequiredAttribute': String(required),
})

/** How a portal asks that was built for BundID: node-saml's own settings, and its extension of requests (§9). */
export const requestOfBundId = (
  options: Pick<PortalOptions, 'service' | 'trustLevel' | 'baseUrl' | 'required' | 'optional'>,
): Partial<SamlConfig> => ({
  identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  authnContext: [CLASS_OF[options.trustLevel]],
  samlAuthnRequestExtensions: {
    'akdb:AuthenticationRequest': {
      '@xmlns:akdb': 'https://www.akdb.de/request/2018/09',
      '@EnableStatusDetail': 'true',
      '@Version': '2',
      'akdb:AuthnMethods': {
        'akdb:Benutzername': { 'akdb:Enabled': true },
        'akdb:eID': { 'akdb:Enabled': true },
      },
      'akdb:RequestedAttributes': {
        'akdb:RequestedAttribute': [
          ...options.required.map(requested(true)),
          ...options.optional.map(requested(false)),
          ...OF_LOGIN.map(requested(false)),
        ],
      },
      'akdb:DisplayInformation': {
        'classic-ui:Version': {
          '@xmlns:classic-ui': 'https://www.akdb.de/request/2018/09/classic-ui/v1',
          'classic-ui:OrganizationDisplayName': options.service,
          'classic-ui:Lang': 'de',
          'classic-ui:BackURL': `${options.baseUrl}/`,
          'classic-ui:OnlineServiceId': 'BMI-X0000',
        },
      },
    },
  },
})
