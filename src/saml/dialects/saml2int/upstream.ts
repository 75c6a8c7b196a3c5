import { ECDSA_SHA256, RSA_SHA256 } from '../../../crypto/signature-algorithms.js'
import { ATTRIBUTE_NAMES, type AttributeName } from '../../../domain/identity.js'
import { stateCode } from '../../../domain/icao-states.js'
import { lowerOf, type TrustLevel } from '../../../domain/trust-level.js'
import type { UpstreamIdp } from '../../../domain/upstream.js'
import { NS } from '../../namespaces.js'
import { element, type CanonicalXml } from '../../xml/canonical-writer.js'
import { createLevelClasses } from '../level-classes.js'
import { EIDAS, LEVEL_VOCABULARIES } from '../level-vocabularies.js'
import { textReader, type NamedQuestion, type UpstreamFace, type ValueOf, type WireReader } from '../upstream-face.js'
import { SAML2INT_ATTRIBUTES } from './attributes.js'

const NAME_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri'

/** SAML V2.0 Subject Identifier Attributes Profile 1.0 §3: they name the person where the NameID is for one session. */
const PAIRWISE_ID = 'urn:oasis:names:tc:SAML:attribute:pairwise-id'
const SUBJECT_ID = 'urn:oasis:names:tc:SAML:attribute:subject-id'

const levels = createLevelClasses(LEVEL_VOCABULARIES, EIDAS)
const levelOf = (classRef: string): TrustLevel | null => levels.levelOf(classRef)

/** A country as ISO 3166-1 has it; the letters of the chip of an identity card (ICAO 9303) are turned into those. */
export const countryCode = (text: string): string => stateCode(text) ?? text

const readerOf = (name: AttributeName): WireReader =>
  name === 'country' ? textReader(name, countryCode) : textReader(name)

/** The attributes of the citizen by these names, each as one text; upstreams use them in whatever NameFormat. */
export const readersByName = (names: Readonly<Record<AttributeName, string>>): ReadonlyMap<string, WireReader> =>
  new Map(ATTRIBUTE_NAMES.map((name) => [names[name], readerOf(name)]))

/** The level of the class, and no more than the attribute for the level says, where there is one. */
export function levelByClassAndAttribute(ofClass: TrustLevel | null, valueOf: ValueOf): TrustLevel | null {
  const written = valueOf(SAML2INT_ATTRIBUTES.trustLevel)
  if (written === null || ofClass === null) return ofClass
  const stated = levelOf(written)
  // check: the-lower-of-two-stated-levels-counts
  return stated && lowerOf(stated, ofClass)
}

/**
 * Names the attributes that are asked for, where the endpoint says that its requests may (SAML V2.0 Protocol Extension
 * for Requesting Attributes Per Request §2): others might not answer at all.
 */
function extension({ attributes }: NamedQuestion, { sso }: UpstreamIdp): CanonicalXml | null {
  const asked = [
    ...attributes.required.map((name) => requested(name, true)),
    ...attributes.optional.map((name) => requested(name, false)),
  ]
  if (asked.length === 0 || !sso.every(({ takesAttributes }) => takesAttributes === true)) return null
  return element('req-attr:RequestedAttributes', { 'xmlns:req-attr': NS.requestedAttributes }, ...asked)
}

const requested = (name: AttributeName, isRequired: boolean): CanonicalXml =>
  element('md:RequestedAttribute', {
    'xmlns:md': NS.metadata,
    Name: SAML2INT_ATTRIBUTES[name],
    NameFormat: NAME_FORMAT,
    isRequired: String(isRequired),
  })

/** Any IdP that keeps to SAML2int, and another broker of this kind: the eIDAS levels, the attributes by their OIDs. */
export const saml2intUpstream: UpstreamFace = {
  id: 'saml2int',
  classes: {
    normal: EIDAS.classes.normal[0],
    substantiell: EIDAS.classes.substantiell[0],
    hoch: EIDAS.classes.hoch[0],
  },
  levelOf,
  statedLevel: levelByClassAndAttribute,
  attributes: readersByName(SAML2INT_ATTRIBUTES),
  stated: [SAML2INT_ATTRIBUTES.trustLevel, PAIRWISE_ID, SUBJECT_ID],
  mandatory: [],
  identifiers: [
    { name: PAIRWISE_ID, besideTransient: true },
    { name: SUBJECT_ID, besideTransient: true },
  ],
  markOf: () => null,
  isOrganisation: () => false,
  extension,
  signatureAlgorithm: { rsa: RSA_SHA256, ec: ECDSA_SHA256 },
  demands: { freshProof: false, signedAssertion: false, encrypted: false, plainMetadata: false },
}
