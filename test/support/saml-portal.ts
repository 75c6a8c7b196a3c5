import { SAML, ValidateInResponseTo, type Profile, type SamlConfig } from '@node-saml/node-saml'
import { testKey } from './saml-keys.js'
import { BROKER, SSO } from './saml-requests.js'
import { ACS, SERVICE } from './saml-service.js'

/** A portal of node-saml at its defaults, except for what a service has to be told: names, addresses and keys. */
export function nodeSamlPortal(config: Partial<SamlConfig> = {}): SAML {
  return new SAML({
    callbackUrl: ACS,
    entryPoint: SSO,
    issuer: SERVICE,
    audience: SERVICE,
    idpIssuer: BROKER,
    idpCert: testKey('broker').certificate,
    validateInResponseTo: ValidateInResponseTo.never,
    ...config,
  })
}

/** What a portal makes of an answer; fails if it refuses it or finds nobody logged in. */
export async function portalProfile(portal: SAML, fields: Readonly<Record<string, string>>): Promise<Profile> {
  const { profile } = await portal.validatePostResponseAsync({ ...fields })
  if (!profile) throw new Error('the portal found no profile')
  return profile
}

/** The raw query that the portal sends the browser away with. */
export async function nodeSamlQuery(portal: SAML, relayState: string): Promise<string> {
  return new URL(await portal.getAuthorizeUrlAsync(relayState, undefined, {})).search.slice(1)
}

/** The fields of the form that the portal lets the browser submit. */
export async function nodeSamlForm(portal: SAML, relayState: string): Promise<Record<string, string>> {
  const html = await portal.getAuthorizeFormAsync(relayState)
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
}
