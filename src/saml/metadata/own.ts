import { createHash } from 'node:crypto'
import { ECDSA_SHA256, ECDSA_SHA384, RSA_SHA256, SIGNATURE_ALGORITHMS } from '../../crypto/signature-algorithms.js'
import type { Instant } from '../../domain/instant.js'
import type { KeyInfo, Signer } from '../../domain/ports/signing-keys.js'
import { NAME_ID_FORMAT } from '../dialects/name-id-uris.js'
import { ENDPOINT_INDEX } from '../artifact/artifact-code.js'
import { NS } from '../namespaces.js'
import { READ_ENCRYPTIONS } from '../xml/encryption-algorithms.js'
import { attribute, childNamed, childrenNamed, type XmlAttribute, type XmlElement } from '../xml/node.js'
import { signDocument } from '../xml/sign-document.js'
import { writeElement } from '../xml/write-element.js'
import { DIGESTS } from '../xml/xml-signature.js'
import { SHIPPED_LOGO, type OwnLogo } from './own-logo.js'
import { ownSkeleton, SOAP } from './own-skeleton.js'

export interface OwnMetadata {
  readonly entityId: string
  /** The location of SingleSignOnService, the same for Redirect and POST. */
  readonly ssoLocation: string
  /** The locations of SingleLogoutService: for Redirect and POST, and for SOAP. */
  readonly sloLocation: string
  readonly sloSoapLocation: string
  /** The location of its one ArtifactResolutionService, by SOAP. */
  readonly artifactLocation: string
  /**
   * The keys to announce: active first, then previous, then next, so that services know a key before it signs.
   */
  readonly keys: readonly KeyInfo[]
  readonly signer: Signer
  /** NameIDFormat URIs that the broker gives. */
  readonly nameIdFormats?: readonly string[]
  /** mdui:DisplayName by language. */
  readonly displayNames: Readonly<Record<string, string>>
  /** mdui:InformationURL by language. */
  readonly informationUrls?: Readonly<Record<string, string>>
  /** mdui:PrivacyStatementURL; null: none. */
  readonly privacyUrl?: string | null
  /** mdui:Logo, at an https address or as a data: one; without it, the broker's own. */
  readonly logo?: OwnLogo | null
  readonly organization?: { readonly name: string; readonly url: string } | null
  readonly contacts?: readonly OwnContact[]
  /** The page for whom a service could not let in, with its placeholders (SDP-MD12). */
  readonly errorUrl: string
  /** What stands behind the @ of subject identifiers. */
  readonly scope: string
  readonly validUntil: Instant
}

export interface OwnContact {
  readonly type: 'technical' | 'support' | 'security'
  readonly email: string
}

const REFEDS = 'http://refeds.org/metadata'

/**
 * The broker's signed IdP metadata (saml-metadata §2.4.3). It names only what works now. The
 * same input gives the same ID, so the document changes only when its content does.
 */
export async function ownMetadata(own: OwnMetadata): Promise<string> {
  const skeleton = ownSkeleton({
    entityId: own.entityId,
    ssoLocation: own.ssoLocation,
    sloLocation: own.sloLocation,
    sloSoapLocation: own.sloSoapLocation,
    signingCertificates: certificatesFor('signing', own),
    encryptionCertificates: certificatesFor('encryption', own),
    nameIdFormats: own.nameIdFormats ?? Object.values(NAME_ID_FORMAT),
  })
  const content = entity(own, skeleton)
  const id = `_${createHash('sha256').update(writeElement(content)).digest('hex').slice(0, 40)}`
  const identified = { ...content, attributes: [plain('ID', id), ...content.attributes] }
  return signDocument(writeElement(identified), own.signer, signatureFor(own.signer.info.type))
}

const certificatesFor = (wanted: KeyInfo['use'], { keys }: OwnMetadata): readonly string[] =>
  keys.filter(({ use }) => use === wanted).map(({ certificate }) => certificate)

const signatureFor = (keyType: string): string =>
  keyType === 'EC-P-384' ? ECDSA_SHA384 : keyType.startsWith('EC') ? ECDSA_SHA256 : RSA_SHA256

function entity(own: OwnMetadata, skeleton: XmlElement): XmlElement {
  const role = childNamed(skeleton, NS.metadata, 'IDPSSODescriptor')
  if (!role) throw new Error('the metadata skeleton has no IDPSSODescriptor')
  return {
    ...skeleton,
    attributes: [...skeleton.attributes, plain('validUntil', new Date(own.validUntil).toISOString())],
    children: [
      md('Extensions', ALGORITHM_SUPPORT),
      idpRole(own, role),
      ...(own.organization ? [organization(own.organization)] : []),
      ...(own.contacts ?? []).map(contact),
    ],
  }
}

/** The order is that of the schema, which Shibboleth checks (INTEROP 17). */
function idpRole(own: OwnMetadata, role: XmlElement): XmlElement {
  const named = (...names: readonly string[]) => names.flatMap((name) => childrenNamed(role, NS.metadata, name))
  return {
    ...role,
    attributes: [...role.attributes, plain('errorURL', own.errorUrl)],
    children: [
      md('Extensions', [uiInfo(own), scope(own)]),
      ...named('KeyDescriptor').map(withEncryptionMethods),
      artifactResolution(own),
      ...named('SingleLogoutService', 'NameIDFormat'),
      ...named('SingleSignOnService').map(takingAttributes),
    ],
  }
}

/** The one place that resolves artifacts; they name it by its index (saml-bindings §3.6.4). samlify knows no such element. */
const artifactResolution = ({ artifactLocation }: OwnMetadata): XmlElement =>
  md(
    'ArtifactResolutionService',
    [],
    [
      plain('Binding', SOAP),
      plain('Location', artifactLocation),
      plain('index', String(ENDPOINT_INDEX)),
      plain('isDefault', 'true'),
    ],
  )

/** An encryption key with what we decrypt: services would take what we refuse, as CBC (saml-metadata §2.4.1.1). */
const withEncryptionMethods = (descriptor: XmlElement): XmlElement =>
  attribute(descriptor, 'use') === 'encryption'
    ? { ...descriptor, children: [...descriptor.children, ...ENCRYPTION_METHODS] }
    : descriptor

/** Requests may name the attributes that they ask for (SAML V2.0 Protocol Extension for Requesting Attributes §2). */
const takingAttributes = (endpoint: XmlElement): XmlElement => ({
  ...endpoint,
  attributes: [
    ...endpoint.attributes,
    { namespace: NS.requestedAttributes, prefix: 'req-attr', name: 'supportsRequestedAttributes', value: 'true' },
  ],
})

function uiInfo({ displayNames, informationUrls = {}, privacyUrl, logo }: OwnMetadata): XmlElement {
  const each = (name: string, texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([language, text]) => ui(name, [text], [inLanguage(language)]))
  const { url, width, height } = logo ?? SHIPPED_LOGO
  return ui('UIInfo', [
    ...each('DisplayName', displayNames),
    ...each('InformationURL', informationUrls),
    ...each('PrivacyStatementURL', privacyUrl == null ? {} : { de: privacyUrl }),
    ui('Logo', [url], [plain('height', String(height)), plain('width', String(width))]),
  ])
}

/** The scope as it is, no pattern (SAML V2.0 Subject Identifier Attributes Profile 1.0 §3.6). */
const scope = ({ scope: value }: OwnMetadata): XmlElement => ({
  namespace: NS.scope,
  prefix: 'shibmd',
  name: 'Scope',
  attributes: [plain('regexp', 'false')],
  children: [value],
})

const organization = ({ name, url }: { readonly name: string; readonly url: string }): XmlElement =>
  md('Organization', [
    md('OrganizationName', [name], [inLanguage('de')]),
    md('OrganizationDisplayName', [name], [inLanguage('de')]),
    md('OrganizationURL', [url], [inLanguage('de')]),
  ])

/** SAML has no type for security contacts; this one is REFEDS's (refeds.org/metadata/contactType/security). */
const contact = ({ type, email }: OwnContact): XmlElement =>
  md(
    'ContactPerson',
    [md('EmailAddress', [`mailto:${email}`])],
    type === 'security'
      ? [
          plain('contactType', 'other'),
          { namespace: REFEDS, prefix: 'remd', name: 'contactType', value: `${REFEDS}/contactType/security` },
        ]
      : [plain('contactType', type)],
  )

const md = (name: string, children: XmlElement['children'], attributes: XmlElement['attributes'] = []): XmlElement => ({
  namespace: NS.metadata,
  prefix: '',
  name,
  attributes,
  children,
})

const ui = (name: string, children: XmlElement['children'], attributes: XmlElement['attributes'] = []): XmlElement => ({
  namespace: NS.ui,
  prefix: 'mdui',
  name,
  attributes,
  children,
})

/**
 * The digests and signatures that requests may be signed with (saml-metadata-algsupport §2.3). Without this list
 * Shibboleth SP 3 signs posted requests with rsa-sha1, which is refused; with it, it takes the first of each that it
 * knows.
 */
const ALGORITHM_SUPPORT: readonly XmlElement[] = [
  ...[...DIGESTS.keys()].map((uri) => ['DigestMethod', uri] as const),
  ...SIGNATURE_ALGORITHMS.map(({ uri }) => ['SigningMethod', uri] as const),
].map(([name, uri]) => ({
  namespace: NS.algorithms,
  prefix: 'alg',
  name,
  attributes: [{ namespace: '', prefix: '', name: 'Algorithm', value: uri }],
  children: [],
}))

const ENCRYPTION_METHODS: readonly XmlElement[] = READ_ENCRYPTIONS.map((uri) =>
  md('EncryptionMethod', [], [{ namespace: '', prefix: '', name: 'Algorithm', value: uri }]),
)

const plain = (name: string, value: string): XmlAttribute => ({ namespace: '', prefix: '', name, value })

const inLanguage = (language: string): XmlAttribute => ({
  namespace: NS.xml,
  prefix: 'xml',
  name: 'lang',
  value: language,
})
