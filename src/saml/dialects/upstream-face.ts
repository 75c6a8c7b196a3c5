import type { AttributeName } from '../../domain/identity.js'
import type { UpstreamQuestion } from '../../domain/ports/upstream-messages.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { UpstreamDialect, UpstreamIdp } from '../../domain/upstream.js'
import type { CanonicalXml } from '../xml/canonical-writer.js'
import { wholeText, type XmlElement } from '../xml/node.js'

/** What one attribute of an assertion says, by its name on the wire. */
export interface WireReader {
  /** The normalized attributes that it can become. */
  readonly of: readonly AttributeName[]
  /**
   * Its values, none of them blank, as normalized attributes; null if they cannot be read, or are several where there can
   * be one.
   */
  read(values: readonly XmlElement[]): Readonly<Partial<Record<AttributeName, string>>> | null
}

/** What is said of the person for good, in place of the NameID. */
export interface WireIdentifier {
  readonly name: string
  /** True: it counts only where the NameID is transient. */
  readonly besideTransient?: true
}

/** The levels that an assertion states beside its class. `valueOf`: the one text value of an attribute; null: none. */
export type ValueOf = (name: string) => string | null

/** A question with the name of whoever asks, which some dialects show to the citizen. */
export interface NamedQuestion extends UpstreamQuestion {
  /** The service, or for the own account the broker. */
  readonly askedBy: string
}

/** How one upstream speaks SAML: its words in our requests, and in its answers. */
export interface UpstreamFace {
  readonly id: Exclude<UpstreamDialect, 'oidc'>
  /** The class that is asked for at each level, with `minimum`; empty: it knows no such question. */
  readonly classes: Readonly<Partial<Record<TrustLevel, string>>>
  /** The level of a class; null for an unknown one. Classes are compared as exact strings. */
  levelOf(classRef: string): TrustLevel | null
  /** What is asserted: the level of the class, or of whatever else the dialect states it by. Null: nobody knows. */
  statedLevel(ofClass: TrustLevel | null, valueOf: ValueOf): TrustLevel | null
  /** The attributes that are read, by their names on the wire, without blanks. */
  readonly attributes: ReadonlyMap<string, WireReader>
  /** Further attributes whose values count, and that must not stand twice. */
  readonly stated: readonly string[]
  /** Those without which nobody is named. */
  readonly mandatory: readonly string[]
  /** By which a person is known for good, the first that is there; without one it is the NameID. */
  readonly identifiers: readonly WireIdentifier[]
  /** The level that one attribute states of itself; null: none, `unknown`: a word that nobody knows. */
  markOf(attribute: XmlElement): TrustLevel | 'unknown' | null
  /** True: the assertion is of an organisation. */
  isOrganisation(valueOf: ValueOf): boolean
  /** What stands in the Extensions of a request; null: nothing. */
  extension(question: NamedQuestion, peer: UpstreamIdp): CanonicalXml | null
  /** What our requests are signed with, by the type of our key. */
  readonly signatureAlgorithm: Readonly<Record<'rsa' | 'ec', string>>
  readonly demands: {
    /** Each proof is a fresh one: ForceAuthn always, IsPassive never. */
    readonly freshProof: boolean
    /** The assertion is signed by itself, whatever the settings say. */
    readonly signedAssertion: boolean
    /** The assertion is encrypted. */
    readonly encrypted: boolean
    /** Our metadata have no ID and no end, so they are not signed. */
    readonly plainMetadata: boolean
  }
}

/** The one value that all of them are; null: they are several, or hold elements. */
export function onlyText(values: readonly XmlElement[]): string | null {
  const texts = new Set(values.map(wholeText))
  const [text = null] = texts
  // check: several-values-are-none
  return texts.size === 1 ? text : null
}

/** An attribute that is one text; `convert` gives null for a text that it cannot read. */
export const textReader = (
  name: AttributeName,
  convert: (text: string) => string | null = (text) => text,
): WireReader => ({
  of: [name],
  read(values) {
    const text = onlyText(values)
    const value = text === null ? null : convert(text.trim())
    return value === null ? null : { [name]: value }
  },
})
