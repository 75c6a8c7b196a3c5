import { generateServiceProviderMetadata } from '@node-saml/node-saml'
import { type AttributeName, labelOf, wireNameOf } from './attribute-names.js'
import type { PortalOptions } from './portal-options.js'
import type { PortalKeys, PortalUrls } from './saml-client.js'

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)

/** saml-metadata-ui: what the broker shows its citizens about this portal. */
const uiInfo = (options: PortalOptions): string => `
    <Extensions>
      <mdui:UIInfo xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui">
        <mdui:DisplayName xml:lang="de">${escapeXml(options.name)}</mdui:DisplayName>
        <mdui:Description xml:lang="de">${escapeXml(options.service)}</mdui:Description>
      </mdui:UIInfo>
    </Extensions>`

const requestedAttribute = (name: AttributeName, required: boolean): string => `
      <RequestedAttribute Name="${wireNameOf(name)}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
        FriendlyName="${escapeXml(labelOf(name))}" isRequired="${required}"/>`

const attributeConsumingService = (options: PortalOptions): string => `
    <AttributeConsumingService index="1" isDefault="true">
      <ServiceName xml:lang="de">${escapeXml(options.service)}</ServiceName>${[
        ...options.required.map((name) => requestedAttribute(name, true)),
        ...options.optional.map((name) => requestedAttribute(name, false)),
      ].join('')}
    </AttributeConsumingService>`

/** The portal's SAML metadata: node-saml's own, plus its name and the attributes it asks for. */
export const portalMetadata = (options: PortalOptions, urls: PortalUrls, keys: PortalKeys): string => {
  const plain = generateServiceProviderMetadata({
    issuer: urls.entityId,
    callbackUrl: urls.acs,
    logoutCallbackUrl: urls.slo,
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    wantAssertionsSigned: true,
    privateKey: keys.signing.privateKey,
    publicCerts: keys.signing.certificate,
    signatureAlgorithm: 'sha256',
    ...(keys.encryption === null
      ? {}
      : { decryptionPvk: keys.encryption.privateKey, decryptionCert: keys.encryption.certificate }),
  })
  const asksForNothing = options.required.length + options.optional.length === 0
  // node-saml announces POST alone; by redirect the session cookies come along.
  const redirect = `<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${escapeXml(urls.slo)}"/>`
  // A function as replacement: text may hold `$`, which String.replace would read.
  return plain
    .replace(/<SPSSODescriptor[^>]*>/, (start) => start + uiInfo(options))
    .replace('<SingleLogoutService', (post) => `${redirect}\n    ${post}`)
    .replace(/\s*<\/SPSSODescriptor>/, (end) => (asksForNothing ? '' : attributeConsumingService(options)) + end)
}
