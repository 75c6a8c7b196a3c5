import { NS } from '../namespaces.js'
import { childrenNamed, elements, textOf, type XmlAttribute, type XmlElement, typedValue } from '../xml/node.js'
import { isHttpsLink } from './endpoint-url.js'
import { holdsKey } from './key-info.js'
import { faultOf } from './service-endpoints.js'

/** Elements that the broker never reads, wherever they stand; a fault in them must not refuse what it does read. */
const UNREAD: ReadonlySet<string> = new Set(
  [
    [NS.signature, 'Signature'],
    [NS.assertion, 'Attribute'],
    ...[
      'RoleDescriptor',
      'AuthnAuthorityDescriptor',
      'AttributeAuthorityDescriptor',
      'PDPDescriptor',
      'AffiliationDescriptor',
      'ContactPerson',
      'AdditionalMetadataLocation',
      'ArtifactResolutionService',
      'ManageNameIDService',
      'NameIDMappingService',
      'AssertionIDRequestService',
      'AttributeProfile',
      'ServiceDescription',
    ].map((name) => [NS.metadata, name]),
  ].map(([namespace = '', name = '']) => nameOf({ namespace, name })),
)

/** Elements of which only the children named here are read. */
const ALONE_READ: ReadonlyMap<string, readonly string[]> = new Map([
  [`${NS.signature} KeyInfo`, [`${NS.signature} KeyValue`, `${NS.signature} X509Data`]],
  [`${NS.signature} X509Data`, [`${NS.signature} X509Certificate`]],
  [`${NS.metadata} EncryptionMethod`, [`${NS.signature} DigestMethod`, `${NS.encryption11} MGF`]],
  [`${NS.metadata} AssertionConsumerService`, []],
  [`${NS.metadata} SingleLogoutService`, []],
  [`${NS.metadata} SingleSignOnService`, []],
  [`${NS.metadata} RequestedAttribute`, []],
  [`${NS.algorithms} SigningMethod`, []],
  [`${NS.algorithms} DigestMethod`, []],
  [`${NS.ui} UIInfo`, ['DisplayName', 'InformationURL', 'PrivacyStatementURL'].map((name) => `${NS.ui} ${name}`)],
])

/**
 * The extensions that are read. The schema is lax below Extensions; only these namespaces are read there (SECURITY 2).
 */
const READ_EXTENSIONS: ReadonlySet<string> = new Set([
  `${NS.algorithms} SigningMethod`,
  `${NS.algorithms} DigestMethod`,
  `${NS.ui} UIInfo`,
])

/**
 * Attributes that the broker never reads, or, as an errorURL, only where it may lead there. Any others stay in, so that a
 * mistyped name is found.
 */
const UNREAD_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['EntityDescriptor', ['cacheDuration']],
  ['SPSSODescriptor', ['cacheDuration', 'errorURL', 'WantAssertionsSigned']],
  ['IDPSSODescriptor', ['cacheDuration', 'errorURL']],
  ['AssertionConsumerService', ['ResponseLocation']],
  ['SingleSignOnService', ['ResponseLocation']],
  ['RequestedAttribute', ['NameFormat', 'FriendlyName']],
  ['SigningMethod', ['MinKeySize', 'MaxKeySize']],
])

const ENDPOINTS: ReadonlySet<string> = new Set([
  'AssertionConsumerService',
  'SingleLogoutService',
  'SingleSignOnService',
])

/**
 * The parts of an EntityDescriptor that the broker reads in this role, of a service or of an identity provider, in a form that the schema can check.
 * Left out are the parts that it never reads, the keys and endpoints that it does not use, and attributes of other
 * namespaces (such as `xsi:type`). So the schema refuses only what is read.
 */
export function partsRead(entity: XmlElement, role: XmlElement, allowHttpLoopback: boolean): XmlElement {
  const isUsed = (element: XmlElement): boolean => {
    if (element.namespace === NS.ui) return !element.name.endsWith('URL') || isHttpsLink(textOf(element))
    if (element.namespace === NS.signature) return element.name !== 'X509Data' || holdsCertificate(element)
    if (element.namespace !== NS.metadata) return true
    if (/^(SP|IDP)SSODescriptor$/.test(element.name)) return element === role
    if (element.name === 'KeyDescriptor') return holdsKey(element)
    return !ENDPOINTS.has(element.name) || faultOf(element, allowHttpLoopback) === null
  }
  return partOf(entity, isUsed)
}

function partOf(element: XmlElement, isUsed: (element: XmlElement) => boolean): XmlElement {
  const alone = isExtensions(element) ? null : ALONE_READ.get(nameOf(element))
  const isRead = (child: XmlElement): boolean => {
    if (isExtensions(element)) return READ_EXTENSIONS.has(nameOf(child))
    if (UNREAD.has(nameOf(child)) || (alone && !alone.includes(nameOf(child)))) return false
    return isExtensions(child) ? elements(child).some((each) => READ_EXTENSIONS.has(nameOf(each))) : isUsed(child)
  }
  const children = element.children.flatMap((child): readonly (XmlElement | string)[] => {
    if (typeof child === 'string') return [child]
    if (!isRead(child)) return []
    return [child.name === 'Organization' ? organization(child) : partOf(child, isUsed)]
  })
  return { ...element, attributes: attributesRead(element), children }
}

/**
 * The schema wants name and address beside the display name. Only the display name is read, so stand-ins take the place
 * of the others.
 */
function organization(element: XmlElement): XmlElement {
  const standIn = (name: string, text: string): XmlElement => ({
    ...element,
    name,
    attributes: [{ namespace: NS.xml, name: 'lang', prefix: 'xml', value: 'en' }],
    children: [text],
  })
  const names = childrenNamed(element, NS.metadata, 'OrganizationDisplayName').map((each) => partOf(each, () => true))
  return {
    ...element,
    attributes: [],
    children: [
      standIn('OrganizationName', '-'),
      ...(names.length > 0 ? names : [standIn('OrganizationDisplayName', '-')]),
      standIn('OrganizationURL', 'https://organization.example'),
    ],
  }
}

function attributesRead(element: XmlElement): readonly XmlAttribute[] {
  const unread = UNREAD_ATTRIBUTES.get(element.name) ?? []
  const read = element.attributes.filter(({ namespace, name }) =>
    // check: a-mistyped-attribute-is-found
    namespace === NS.xml ? name === 'lang' : namespace === '' && !unread.includes(name),
  )
  // The schema processor keeps white space around a time, although the time's type drops it.
  // check: the-schema-sees-values-as-they-are-read
  return read.map((each) => ({ ...each, value: typedValue(each.name, each.value) }))
}

const holdsCertificate = (data: XmlElement): boolean => childrenNamed(data, NS.signature, 'X509Certificate').length > 0

const isExtensions = ({ namespace, name }: XmlElement): boolean => namespace === NS.metadata && name === 'Extensions'

function nameOf({ namespace, name }: Pick<XmlElement, 'namespace' | 'name'>): string {
  return `${namespace} ${name}`
}
