import { SAML, ValidateInResponseTo, type Profile, type SamlConfig } from '@node-saml/node-saml'
import type { RunningTestBroker } from './running-broker.js'
import { testKey } from './saml-keys.js'
import { createWebClient, type WebClient } from './web-client.js'
import { createWebPage, type WebPage } from './web-page.js'

/** A portal that speaks through node-saml and stands at an address of its own, where nothing needs to listen. */
export interface E2ePortal {
  readonly entityId: string
  readonly acs: string
  readonly ssoLocation: string
  readonly metadata: string
  /** The page that requests come from. */
  readonly page: WebPage
  /** Opens the broker with an AuthnRequest by redirect, coming from the portal's own page. */
  login(client: WebClient, request?: Partial<SamlConfig>, relayState?: string): Promise<WebPage>
  /** The URL of an AuthnRequest by redirect. */
  requestUrl(request?: Partial<SamlConfig>, relayState?: string): Promise<string>
  /** The fields of an AuthnRequest by POST. */
  requestFields(request?: Partial<SamlConfig>, relayState?: string): Promise<Record<string, string>>
  /** node-saml as this portal has set it up, for what else it can do. */
  saml(request?: Partial<SamlConfig>): SAML
  /** What the portal makes of the answer on a hand-over page. Throws node-saml's error for a status. */
  read(page: WebPage): Promise<Profile>
}

export interface PortalDraft {
  readonly name: string
  /** Where a browser finds it; nothing listens on the one as given. */
  readonly port?: number
  /** Its address, where it is to be another one. */
  readonly base?: string
  /** Reads the broker's metadata. */
  readonly browser?: WebClient
  readonly saml?: Partial<SamlConfig>
  /** OIDs of RequestedAttribute; with `?` at the end optional. */
  readonly attributes?: readonly string[]
  readonly extra?: string
  /** It takes artifacts too, at `/artifact`: beside its address for answers by POST, or there alone. */
  readonly artifact?: 'beside' | 'alone'
  /** Where it is told of logouts, by binding. */
  readonly logout?: Partial<Record<'HTTP-Redirect' | 'HTTP-POST' | 'SOAP', string>>
}

export async function e2ePortal(broker: Pick<RunningTestBroker, 'url'>, draft: PortalDraft): Promise<E2ePortal> {
  const base = draft.base ?? `http://${draft.name}.localhost:${draft.port ?? 9}`
  const [entityId, acs] = [`${base}/metadata`, `${base}/acs`]
  const page = pageOf(base)
  const metadata = (await (draft.browser ?? createWebClient()).get(`${broker.url}/saml/metadata`)).body
  const certificate = /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1]
  if (certificate === undefined) throw new Error('the metadata has no certificate')
  const saml = (request: Partial<SamlConfig> = {}): SAML =>
    new SAML({
      callbackUrl: acs,
      entryPoint: `${broker.url}/saml/sso`,
      logoutUrl: `${broker.url}/saml/slo`,
      issuer: entityId,
      audience: entityId,
      idpCert: certificate,
      decryptionPvk: testKey('serviceEncryption').privatePem,
      validateInResponseTo: ValidateInResponseTo.never,
      disableRequestedAuthnContext: true,
      identifierFormat: null,
      ...draft.saml,
      ...request,
    })
  const requestUrl: E2ePortal['requestUrl'] = (request, relayState = '') =>
    saml(request).getAuthorizeUrlAsync(relayState, undefined, {})
  return {
    entityId,
    acs,
    ssoLocation: `${broker.url}/saml/sso`,
    page,
    metadata: metadataOf(entityId, acs, draft),
    requestUrl,
    saml,
    async login(client, request, relayState) {
      return client.get(await requestUrl(request, relayState), { from: page })
    },
    async requestFields(request, relayState = '') {
      const form = await saml(request).getAuthorizeFormAsync(relayState)
      return Object.fromEntries(
        [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescape(value)]),
      )
    },
    async read(page) {
      const fields = Object.fromEntries(
        page.all('input').map((input) => [input.attributes.get('name') ?? '', input.attributes.get('value') ?? '']),
      )
      const { profile } = await saml().validatePostResponseAsync(fields)
      if (!profile) throw new Error('nobody is logged in')
      return profile
    },
  }
}

/** The metadata of several portals in one file, so that one command imports them and running brokers follow once. */
export const aggregateOf = (portals: readonly { readonly metadata: string }[]): string =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${portals.map(({ metadata }) => metadata).join('')}</md:EntitiesDescriptor>`

const unescape = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')

/** A page of the portal's site, as far as cookies are concerned: nothing is fetched from it. */
const pageOf = (base: string): WebPage =>
  createWebPage({ status: 200, url: `${base}/`, headers: { 'content-type': 'text/html' }, body: '', hops: [] })

function metadataOf(
  entityId: string,
  acs: string,
  { name, attributes = [], extra = '', logout = {}, artifact }: PortalDraft,
): string {
  const requested = attributes.map((oid) => {
    const optional = oid.endsWith('?')
    return `<md:RequestedAttribute Name="urn:oid:${oid.replace('?', '')}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" isRequired="${String(!optional)}"/>`
  })
  const logouts = Object.entries(logout).map(
    ([binding, location]) =>
      `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`,
  )
  const consumer = (index: number, binding: string, location: string) =>
    `<md:AssertionConsumerService index="${index}" isDefault="${index === 0}" Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`
  const consumers = [
    ...(artifact === 'alone' ? [] : [consumer(0, 'HTTP-POST', acs)]),
    ...(artifact ? [consumer(1, 'HTTP-Artifact', acs.replace(/acs$/, 'artifact'))] : []),
  ]
  const consuming =
    requested.length === 0
      ? ''
      : `<md:AttributeConsumingService index="0"><md:ServiceName xml:lang="de">Dienst ${name}</md:ServiceName>${requested.join('')}</md:AttributeConsumingService>`
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"${extra}><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${testKey('service').certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:KeyDescriptor use="encryption"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${testKey('serviceEncryption').certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>${logouts.join('')}${consumers.join('')}${consuming}</md:SPSSODescriptor></md:EntityDescriptor>`
}
