import { NS } from '../../src/saml/namespaces.js'

export interface SpRecipe {
  readonly entityId?: string
  /** Attributes of EntityDescriptor, as written. */
  readonly attributes?: string
  readonly roleAttributes?: string
  readonly extensions?: string
  readonly roleExtensions?: string
  readonly keys?: string
  readonly logout?: string
  readonly formats?: string
  readonly consumers?: string
  readonly attributeServices?: string
  readonly after?: string
}

const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:'

export const acs = (index: number, location: string, more = '', binding = 'HTTP-POST') =>
  `<md:AssertionConsumerService Binding="${BINDING}${binding}" Location="${location}" index="${index}"${more}/>`

export const slo = (binding: string, location: string, more = '') =>
  `<md:SingleLogoutService Binding="${BINDING}${binding}" Location="${location}"${more}/>`

export const keyDescriptor = (certificate: string, use: 'signing' | 'encryption' | null = 'signing', methods = '') =>
  `<md:KeyDescriptor${use ? ` use="${use}"` : ''}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${methods}</md:KeyDescriptor>`

export const NAMESPACES = [
  `xmlns:md="${NS.metadata}"`,
  `xmlns:ds="${NS.signature}"`,
  `xmlns:saml="${NS.assertion}"`,
  `xmlns:mdui="${NS.ui}"`,
  `xmlns:alg="${NS.algorithms}"`,
  `xmlns:mdattr="${NS.entityAttributes}"`,
  `xmlns:xenc11="${NS.encryption11}"`,
].join(' ')

/** Metadata of a service provider; every part can be replaced by a test. */
export function spMetadata(recipe: SpRecipe = {}): string {
  const { entityId = 'https://sp.example/metadata', extensions = '', roleExtensions = '' } = recipe
  const wrap = (inside: string) => (inside ? `<md:Extensions>${inside}</md:Extensions>` : '')
  return (
    `<md:EntityDescriptor ${NAMESPACES} entityID="${entityId}"${recipe.attributes ?? ''}>${wrap(extensions)}\n` +
    `<md:SPSSODescriptor protocolSupportEnumeration="${NS.protocol}"${recipe.roleAttributes ?? ''}>${wrap(roleExtensions)}` +
    `${recipe.keys ?? ''}${recipe.logout ?? ''}${recipe.formats ?? ''}\n` +
    `${recipe.consumers ?? acs(1, 'https://sp.example/acs')}${recipe.attributeServices ?? ''}\n` +
    `</md:SPSSODescriptor>${recipe.after ?? ''}</md:EntityDescriptor>`
  )
}

/** An aggregate around entities. */
export const aggregate = (inside: string, attributes = '') =>
  `<md:EntitiesDescriptor ${NAMESPACES}${attributes}>${inside}</md:EntitiesDescriptor>`
