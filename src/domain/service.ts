import type { AttributeName } from './identity.js'
import type { EntityId, MethodId, TenantId } from './ids.js'
import { days, type Duration, type Instant } from './instant.js'
import type { LogoAddress } from './logo.js'
import type { NameIdKind } from './name-id-formats.js'
import type { TrustLevel } from './trust-level.js'
import type { WeakException } from './weak-algorithms.js'

export type Binding = 'redirect' | 'post' | 'soap' | 'artifact'

/** How an answer travels: in a form, or as a reference that the service resolves itself (saml-bindings §3.5, §3.6). */
export const RESPONSE_BINDINGS = ['post', 'artifact'] as const
export type ResponseBinding = (typeof RESPONSE_BINDINGS)[number]

/** Where an answer may be delivered: exactly as the metadata writes it. */
export interface AssertionConsumerService {
  readonly index: number
  readonly isDefault: boolean
  readonly binding: Binding
  readonly location: string
}

/** Attributes asked for, by normalized name. */
export interface RequestedAttributes {
  readonly required: readonly AttributeName[]
  readonly optional: readonly AttributeName[]
}

/**
 * One RequestedAttribute: its name as written, which the dialect of the service reads. Records from before names were
 * kept as written have the normalized name alone.
 */
export type WrittenAttribute =
  | { readonly name: string; readonly isRequired: boolean }
  | { readonly attribute: AttributeName; readonly isRequired: boolean }

/** One AttributeConsumingService of the metadata. */
export interface AttributeConsumingService {
  readonly index: number
  readonly isDefault: boolean
  /** ServiceName by language, for instance `{ de: 'Bewohnerparkausweis beantragen' }`. */
  readonly names: Readonly<Record<string, string>>
  readonly requested: readonly WrittenAttribute[]
}

/**
 * A public key that the metadata carries. The key is what counts; a certificate is only what it may come in (SAML
 * metadata interoperability profile §2.5.1), and is kept so that its end and its fingerprint can be told.
 */
export interface ServiceKey {
  readonly use: 'signing' | 'encryption' | 'both'
  /** SubjectPublicKeyInfo, base64 DER without white space. */
  readonly publicKey: string
  /** Base64 DER without white space; null where the metadata has the key alone (ds:KeyValue). */
  readonly certificate: string | null
  /** For encryption keys: algorithm URIs of md:EncryptionMethod, in order; empty if none is given. */
  readonly encryptionMethods: readonly EncryptionMethod[]
}

export interface EncryptionMethod {
  readonly algorithm: string
  /** ds:DigestMethod inside it, for key transport. */
  readonly digest: string | null
  /** xenc11:MGF inside it. */
  readonly mgf: string | null
}

/** What SAML metadata says of a service; changes only by import. */
export interface ServiceMetadata {
  readonly assertionConsumerServices: readonly AssertionConsumerService[]
  readonly singleLogoutServices: readonly {
    readonly binding: Binding
    readonly location: string
    readonly responseLocation: string | null
  }[]
  readonly keys: readonly ServiceKey[]
  /**
   * Whether it has a key that is said, or not denied, to be for encryption, even one that `keys` leaves out. Records
   * from before this was kept have no such entry; the next import writes it.
   */
  readonly encryptionAnnounced?: boolean
  /** NameIDFormat URIs, in order. */
  readonly nameIdFormats: readonly string[]
  readonly attributeConsumingServices: readonly AttributeConsumingService[]
  readonly authnRequestsSigned: boolean
  /** alg:SigningMethod URIs, in order; empty if none is given. */
  readonly signingMethods: readonly string[]
  /** alg:DigestMethod URIs, in order. Records from before this was kept have no such entry. */
  readonly digestMethods?: readonly string[]
  readonly displayNames: Readonly<Record<string, string>>
  readonly privacyUrls: Readonly<Record<string, string>>
  readonly informationUrls: Readonly<Record<string, string>>
  /** The picture that stands beside its name; absent: none. */
  readonly logo?: LogoAddress
  /** Values of the entity attributes, as written: the dialect reads the level in them. */
  readonly entityAttributes: readonly string[]
  /** Records from before the values were kept have this instead: the level that they meant, or null. */
  readonly trustLevel?: TrustLevel | null
  readonly validUntil: Instant | null
}

export const SIGN_PARTS = ['both', 'assertion', 'response'] as const
/** A service of `test` is marked on each page of its logins; nothing else differs. */
export const STAGES = ['production', 'test'] as const
/** `auto`: where the metadata has a key; `always`: or there is no answer. */
export const ENCRYPT_MODES = ['auto', 'always', 'never'] as const

/** As operators write it: `birthDate:substantiell`. */
export type AttributeLevel = `${AttributeName}:${TrustLevel}`

/**
 * What the operator sets; the keys of `servicekonto sp set`. Null or absent: as the metadata says, or the shipped
 * default.
 */
export interface ServiceSettings extends WeakException {
  readonly trustLevel: TrustLevel
  readonly displayName: string | null
  readonly dialect: string
  readonly requiredAttributes: readonly AttributeName[] | null
  readonly optionalAttributes: readonly AttributeName[] | null
  /**
   * The level that a login must reach where an attribute is required; those that are not in it need none of their own.
   */
  readonly attributeLevels: readonly AttributeLevel[]
  readonly nameIdFormat: NameIdKind | null
  /** Pseudonyms are made per sector; the entityID at first import, frozen. */
  readonly sector: string
  readonly pseudonymous: boolean
  readonly sso: boolean
  /** Methods that the service allows; null: all. */
  readonly methods: readonly MethodId[] | null
  /** Demand signed requests; null: as the metadata says. */
  readonly signedRequests: boolean | null
  readonly sign: (typeof SIGN_PARTS)[number]
  readonly encrypt: (typeof ENCRYPT_MODES)[number]
  /** Algorithm URIs; null: from metadata, else the shipped default. */
  readonly signatureAlgorithm: string | null
  readonly encryptionAlgorithm: string | null
  /** With its hashes behind it where the operator chose them: `…#rsa-oaep/sha256/mgf1sha1`. */
  readonly keyTransportAlgorithm: string | null
  /** Its logins run inside an app; this address leads back into it (`appReturn`). Null: they run in a browser. */
  readonly appReturn: string | null
  readonly stage: (typeof STAGES)[number]
  /** The vocabulary of classes that states the level to a request that names none; null: as its dialect does. */
  readonly levelVocabulary: string | null
  /** The child services that it may ask for by samlp:RequesterID (`childOf`); empty: a RequesterID counts for nothing. */
  readonly requesters: readonly EntityId[]
  /** How its answers travel where its requests leave that open; null: as the default address of its metadata has it. */
  readonly responseBinding: ResponseBinding | null
  /** What citizens may read of it in place of the privacy notice that the metadata name. */
  readonly privacyUrl: string | null
  /** Whom operators ask about the service: addresses of e-mail, or links. */
  readonly contacts: readonly string[]
  /** Where its metadata are fetched again and again; null: they come with others', or by hand. */
  readonly refreshUrl: string | null
  /** How many days ahead its metadata end at most; metadata that end later, or never, are not taken. Null: any. */
  readonly validUntilRequired: number | null
  readonly legalBasis: string | null
  readonly purpose: string | null
}

/** Where the metadata came from. */
export interface MetadataSource {
  /** File name or URL as given. */
  readonly from: string
  /** SHA-256 of the signer's certificate, if the signature was checked with one. */
  readonly signer: string | null
  readonly importedAt: Instant
  /** True: a refresh brought them, so they end as an aggregate's do, also where no signer was given. */
  readonly refreshed?: boolean
  /** True: it is disabled since it left the document of its source; another refresh that has it enables it again. */
  readonly left?: boolean
}

/** A registered service. */
export interface Service {
  readonly entityId: EntityId
  readonly tenant: TenantId | null
  readonly active: boolean
  readonly metadata: ServiceMetadata
  readonly settings: ServiceSettings
  readonly source: MetadataSource
  /** The registry's revision at which this record was last written; rises over all services. */
  readonly revision: number
}

/**
 * The name citizens see: set by the operator, else from metadata in the language, else German, English, any, else the
 * host.
 */
export function serviceName(service: Service, language: string): string {
  return service.settings.displayName ?? inLanguage(service.metadata.displayNames, language) ?? hostOf(service.entityId)
}

/** The entry of a language map for `language`, else German, else English, else any; null if there is none. */
export function inLanguage(texts: Readonly<Record<string, string>>, language: string): string | null {
  return texts[language] ?? texts['de'] ?? texts['en'] ?? Object.values(texts)[0] ?? null
}

/** The addresses of this binding where there are any, else all. */
export function ofBinding(
  all: readonly AssertionConsumerService[],
  wanted: ResponseBinding | null,
): readonly AssertionConsumerService[] {
  const fitting = all.filter(({ binding }) => binding === wanted)
  return fitting.length > 0 ? fitting : all
}

/** Where answers go to requests that name no address: of the binding that is set, else as the metadata have it. */
export function defaultAcs(
  all: readonly AssertionConsumerService[],
  { responseBinding }: Pick<ServiceSettings, 'responseBinding'>,
): AssertionConsumerService | undefined {
  const among = ofBinding(all, responseBinding)
  return among.find(({ isDefault }) => isDefault) ?? among[0]
}

function hostOf(id: EntityId): string {
  return URL.canParse(id) ? new URL(id).host || id : id
}

/** How long services are still served when the aggregate that vouches for them has ended, as shipped. */
export const SHIPPED_METADATA_GRACE: Duration = days(7)

type Proven = Pick<Service, 'metadata' | 'source'>

/** From when on requests are refused, as nobody vouches for the metadata any more; null: never, as a person did. */
export const refusedFrom = ({ metadata: { validUntil }, source }: Proven, grace: Duration): Instant | null =>
  validUntil !== null && (source.signer !== null || source.refreshed === true) ? validUntil + grace : null

/**
 * Why nobody logs in at a service now (RULES: Operators 3); null: it is served. Whoever imported metadata by hand
 * without a signer vouches for them also after their end.
 */
export function notServed(
  service: Pick<Service, 'active' | 'metadata' | 'source'> | undefined,
  now: Instant,
  grace: Duration,
): 'saml-service-disabled' | 'saml-metadata-ended' | null {
  if (!service?.active) return 'saml-service-disabled'
  const from = refusedFrom(service, grace)
  // check: an-ended-aggregate-is-refused-after-its-grace
  return from !== null && from <= now ? 'saml-metadata-ended' : null
}
