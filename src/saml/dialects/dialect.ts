import type { ErrorCode } from '../../domain/error-catalogue.js'
import type { AttributeName } from '../../domain/identity.js'
import type { MethodId } from '../../domain/ids.js'
import type { Language } from '../../domain/language.js'
import type { AnswerExtension } from '../../domain/login.js'
import type { NameIdKind } from '../../domain/name-id-formats.js'
import type { RequestedAttributes } from '../../domain/service.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { CanonicalAttributes, CanonicalXml } from '../xml/canonical-writer.js'
import type { XmlElement } from '../xml/node.js'
import type { LevelClasses } from './level-classes.js'

/** The values that count if neither the operator nor the metadata sets others. */
export interface DialectDefaults {
  readonly nameId: NameIdKind
  /** The URI of the signature algorithm, by the type of the broker's key. */
  readonly signatureAlgorithm: Readonly<Record<'rsa' | 'ec', string>>
  /** The URIs of content encryption and key transport. */
  readonly encryptionAlgorithm: string
  readonly keyTransportAlgorithm: string
}

/** What the dialect's own extension of a request asks for. */
export interface ExtensionAsked {
  /** What is wrong with it; the other members then hold nothing. Null: nothing is. */
  readonly fault: ErrorCode | null
  /** The only attributes that are released; null: it lists none, and the registration decides. */
  readonly attributes: RequestedAttributes | null
  /** It requires something that the dialect has no value for. */
  readonly requiresUnknown: boolean
  /** The methods that it allows; null: all. */
  readonly methods: readonly MethodId[] | null
  /** How the service calls itself, as one line of plain text; null: it does not say. */
  readonly displayName: string | null
  /** Where a citizen goes who does not log in, as written: whoever links it looks whose it is. */
  readonly backUrl: string | null
  /** Null for one that the broker does not speak. */
  readonly language: Language | null
  readonly answer: AnswerExtension
}

/** What an attribute of the answer is made from that is not one of the citizen's. */
export interface AnswerFacts {
  readonly level: TrustLevel
  readonly method: MethodId
  readonly twoFactors: boolean
  /** The citizen's pseudonym in the sector of the service. */
  readonly pseudonym: string
}

/** An attribute that the dialect adds to those of the citizen. */
export interface AddedAttribute {
  readonly name: string
  readonly friendlyName: string
  readonly value: string
}

/** What a dialect says in answers beyond SAML's own words. */
export interface AnswerWords {
  readonly friendlyNames: Readonly<Record<AttributeName | 'trustLevel', string>>
  /** XML attributes by which each attribute states its level; their prefix is declared among them. */
  readonly levelMark: (level: TrustLevel) => CanonicalAttributes
  /** What is said beside the citizen's attributes and the level. `names`: those that were listed; null: no list. */
  readonly added: (facts: AnswerFacts, names: readonly string[] | null) => readonly AddedAttribute[]
  /** The StatusDetail of a fault, for a service that wants details or did not get as far as to say so; null: none. */
  readonly statusDetail: (code: ErrorCode, isWanted: boolean) => CanonicalXml | null
}

/** The part of a dialect that is BundID's and nobody else's: an extension of its own, and what answers say to it. */
export interface OwnExtension {
  /**
   * Reads it from a request that is signed, as nothing in another one counts. `demanded`: a request has to have the
   * newest one. Null: there is none. Never throws.
   */
  read(request: XmlElement, demanded: boolean): ExtensionAsked | null
  /**
   * The request without what breaks SAML's schema and is known from portals of this dialect; null: there is nothing of
   * the kind. For the check against the schema alone: what is read and verified is what came in.
   */
  relaxed(request: XmlElement): XmlElement | null
  readonly answers: AnswerWords
}

/** How one peer speaks SAML. A service's registration chooses its dialect; no other code knows a wire name. */
export interface Dialect {
  readonly id: string
  readonly levels: LevelClasses
  /** Wire names of the normalized attributes, of the level and of the method. */
  readonly attributeNames: Readonly<Record<AttributeName | 'trustLevel' | 'method', string>>
  readonly attributeNameFormat: string
  /** Format URIs of the NameIDs that the broker gives, as exact strings. */
  readonly nameIdFormats: Readonly<Record<NameIdKind, string>>
  /** True: a transient NameID too says between whom it holds. Absent: a persistent one alone does. */
  readonly qualifiesTransient?: true
  /** The value of the level attribute. */
  trustLevelValue(level: TrustLevel): string
  /** The attributes that the AuthnRequest's extensions name; null if it has no extension of this dialect. */
  extensionAttributes(request: XmlElement): RequestedAttributes | null
  /** Absent: it has no more than SAML has. Requests of a dialect that has one must be signed. */
  readonly extension?: OwnExtension
  readonly defaults: DialectDefaults
}

/** The dialects of this broker. */
export interface Dialects {
  /** The dialect with this id. Registrations name only known dialects, so an unknown id is a fault: `internal`. */
  get(id: string): Dialect
  ids(): readonly string[]
}
