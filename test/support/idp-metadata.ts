import { NS } from '../../src/saml/namespaces.js'
import { testKey } from './xml-keys.js'
import { keyDescriptor, NAMESPACES } from './xml-metadata.js'

export const IDP = 'https://konto.nachbar.example/metadata'
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'

/** Metadata of an identity provider with one key and one address. */
export const idpMetadata = (entityId = IDP, parts: { readonly keys?: string; readonly until?: string } = {}): string =>
  `<md:EntityDescriptor ${NAMESPACES} entityID="${entityId}"${parts.until === undefined ? '' : ` validUntil="${parts.until}"`}>` +
  `<md:IDPSSODescriptor protocolSupportEnumeration="${NS.protocol}">${
    parts.keys ?? keyDescriptor(testKey().certificate)
  }<md:SingleSignOnService Binding="${REDIRECT}" Location="https://konto.nachbar.example/sso"/>` +
  `</md:IDPSSODescriptor></md:EntityDescriptor>`
