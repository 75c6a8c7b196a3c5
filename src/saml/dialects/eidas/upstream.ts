import type { AttributeName } from '../../../domain/identity.js'
import { NS } from '../../namespaces.js'
import { element, join, text, type CanonicalXml } from '../../xml/canonical-writer.js'
import { childrenNamed, wholeText, type XmlElement } from '../../xml/node.js'
import { parseXml } from '../../xml/parse.js'
import { createLevelClasses } from '../level-classes.js'
import { EIDAS } from '../level-vocabularies.js'
import { countryCode, saml2intUpstream } from '../saml2int/upstream.js'
import { onlyText, textReader, type NamedQuestion, type UpstreamFace, type WireReader } from '../upstream-face.js'

const NAME_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri'
const NATURAL = `${NS.eidasNatural}/`
const PERSON_IDENTIFIER = `${NATURAL}PersonIdentifier`
const LEGAL_PERSON_IDENTIFIER = 'http://eidas.europa.eu/attributes/legalperson/LegalPersonIdentifier'

/** The attributes of a natural person that are one text each. */
const NAMES: Readonly<Partial<Record<AttributeName, string>>> = {
  givenName: `${NATURAL}CurrentGivenName`,
  familyName: `${NATURAL}CurrentFamilyName`,
  birthDate: `${NATURAL}DateOfBirth`,
  birthName: `${NATURAL}BirthName`,
  placeOfBirth: `${NATURAL}PlaceOfBirth`,
  gender: `${NATURAL}Gender`,
}

const ADDRESS = `${NATURAL}CurrentAddress`

const ADDRESS_NAMES: ReadonlySet<AttributeName> = new Set(['street', 'postalCode', 'locality', 'country'])

/** Without these an eIDAS node names nobody, so each of them is always asked for, and required. */
const MANDATORY = [
  PERSON_IDENTIFIER,
  `${NATURAL}CurrentGivenName`,
  `${NATURAL}CurrentFamilyName`,
  `${NATURAL}DateOfBirth`,
]

/** ISO 5218. */
const GENDERS: ReadonlyMap<string, string> = new Map([
  ['Male', '1'],
  ['Female', '2'],
  ['Unspecified', '0'],
])

/** A name in another script comes with its transliteration: that one is read (TR-03130-1 §5.5). */
const isLatin = ({ attributes }: XmlElement): boolean =>
  attributes.every(
    ({ namespace, name, value }) =>
      namespace !== NS.eidasNatural || name !== 'LatinScript' || !/^(false|0)$/.test(value.trim()),
  )

const latin = (reader: WireReader): WireReader => ({ ...reader, read: (values) => reader.read(values.filter(isLatin)) })

/**
 * CurrentAddress: base64 of XML without a root and without declarations (TR-03130-1 §5.5), whose elements are those of
 * natural persons under either of the usual prefixes. Null for anything else.
 */
function readAddress(values: readonly XmlElement[]): ReturnType<WireReader['read']> {
  const encoded = onlyText(values)
  const address = encoded === null ? null : parsedAddress(encoded)
  if (!address) return null
  const partOf = (name: string): string => {
    const [found, ...more] = childrenNamed(address, NS.eidasNatural, name)
    return found && more.length === 0 ? (wholeText(found) ?? '').trim() : ''
  }
  const parts: readonly (readonly [AttributeName, string])[] = [
    ['street', `${partOf('Thoroughfare')} ${partOf('LocatorDesignator')}`.trim()],
    ['postalCode', partOf('PostCode')],
    ['locality', partOf('PostName')],
    ['country', countryCode(partOf('AdminUnitFirstline'))],
  ]
  return Object.fromEntries(parts.filter(([, value]) => value !== ''))
}

const LONGEST_ADDRESS = 8_192

function parsedAddress(encoded: string): XmlElement | null {
  const compact = encoded.replace(/\s+/g, '')
  const bytes = Buffer.from(compact, 'base64')
  // check: an-address-is-strict-base64-of-strict-xml
  if (compact.length > LONGEST_ADDRESS || bytes.toString('base64') !== compact) return null
  const declared = ['eidas', 'eidas-natural'].map((prefix) => ` xmlns:${prefix}="${NS.eidasNatural}"`).join('')
  try {
    return parseXml(`<address${declared}>${new TextDecoder('utf-8', { fatal: true }).decode(bytes)}</address>`)
  } catch {
    return null
  }
}

const attributes: ReadonlyMap<string, WireReader> = new Map([
  ...Object.entries(NAMES).map(([name, wire]): [string, WireReader] => {
    const convert = name === 'gender' ? (written: string) => GENDERS.get(written) ?? null : undefined
    return [wire, latin(textReader(name as AttributeName, convert))]
  }),
  [ADDRESS, { of: [...ADDRESS_NAMES], read: readAddress }],
])

const levels = createLevelClasses([EIDAS], EIDAS)

/** SPType and RequestedAttributes, which an eIDAS node answers by. */
function extension({ attributes: asked }: NamedQuestion): CanonicalXml {
  const optional = [...asked.required, ...asked.optional].flatMap((name) =>
    ADDRESS_NAMES.has(name) ? [ADDRESS] : (NAMES[name] ?? []),
  )
  const requested = (Name: string, isRequired: boolean): CanonicalXml =>
    element('eidas:RequestedAttribute', { Name, NameFormat: NAME_FORMAT, isRequired: String(isRequired) })
  const further = [...new Set(optional)].filter((name) => !MANDATORY.includes(name))
  return join(
    element('eidas:SPType', { 'xmlns:eidas': NS.eidas }, text('public')),
    element(
      'eidas:RequestedAttributes',
      { 'xmlns:eidas': NS.eidas },
      ...MANDATORY.map((name) => requested(name, true)),
      ...further.map((name) => requested(name, false)),
    ),
  )
}

/**
 * An eIDAS node, for natural persons: the mandatory set, the person's identifier, the levels of notified means. Answers are
 * encrypted, proofs are fresh. Legal persons and those who act for others are refused as organisations, as no service
 * takes them yet. Means that were not notified have classes of their own, which count only by the operator's `levels`.
 */
export const eidasUpstream: UpstreamFace = {
  ...saml2intUpstream,
  id: 'eidas',
  levelOf: (classRef) => levels.levelOf(classRef),
  statedLevel: (ofClass) => ofClass,
  attributes,
  stated: [PERSON_IDENTIFIER, LEGAL_PERSON_IDENTIFIER],
  mandatory: MANDATORY,
  identifiers: [{ name: PERSON_IDENTIFIER }],
  isOrganisation: (valueOf) => valueOf(LEGAL_PERSON_IDENTIFIER) !== null,
  extension,
  demands: { freshProof: true, signedAssertion: false, encrypted: true, plainMetadata: false },
}
