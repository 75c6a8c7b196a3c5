import type { AttributeName } from '../../../domain/identity.js'
import { lowerOf, type TrustLevel } from '../../../domain/trust-level.js'
import { ECDSA_SHA256 } from '../../../crypto/signature-algorithms.js'
import { NS } from '../../namespaces.js'
import { childrenNamed, elements, wholeText, type XmlElement } from '../../xml/node.js'
import { saml2intUpstream } from '../saml2int/upstream.js'
import { textReader, type UpstreamFace, type ValueOf, type WireReader } from '../upstream-face.js'

/** RSASSA-PSS with MGF1 (RFC 9231 §2.3.10), the only one that ELSTER's identity provider is known to take. */
const RSA_PSS = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'

const IDENTIFICATION = 'ElsterVertrauensniveauIdentifizierung'
const AUTHENTICATION = 'ElsterVertrauensniveauAuthentifizierung'
const KIND_OF_DATA = 'DatenkranzTyp'
const KIND_OF_PERSON = 'PersType'
const COMPANY = 'Firmenname'
/** Both spellings are seen. */
const IDENTIFIERS = ['DatenuebermittlerPseudonymId', 'DatenuebermittlerPseudonymID']

/** The words that are seen, and no others. */
const LEVELS: ReadonlyMap<string, TrustLevel> = new Map([
  ['substanziell', 'substantiell'],
  ['hoch', 'hoch'],
  ['HOCH', 'hoch'],
])

/** ELSTER states no class: how somebody was identified and how they logged in are attributes, and the lower one counts. */
function statedLevel(_ofClass: TrustLevel | null, valueOf: ValueOf): TrustLevel | null {
  const [identified, proved] = [IDENTIFICATION, AUTHENTICATION].map((name) => LEVELS.get(valueOf(name) ?? '') ?? null)
  // check: both-levels-of-elster-count
  return identified && proved ? lowerOf(identified, proved) : null
}

/** `dd.mm.yyyy`. */
function isoDate(written: string): string | null {
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(written) ?? []
  return day === undefined || month === undefined || year === undefined ? null : `${year}-${month}-${day}`
}

/** One address of ELSTER's own type. A country that is no code of two letters is left out. */
const address: WireReader = {
  of: ['street', 'postalCode', 'locality', 'country'],
  read(values) {
    const [value, ...more] = values
    if (!value || more.length > 0 || elements(value).length === 0) return null
    const [street, number, postalCode, locality, country] = ['Strasse', 'Hausnummer', 'PLZ', 'Ort', 'Land'].map(
      (name) => partOf(value, name),
    )
    const parts: readonly (readonly [AttributeName, string])[] = [
      ['street', `${street ?? ''} ${number ?? ''}`.trim()],
      ['postalCode', postalCode ?? ''],
      ['locality', locality ?? ''],
      ['country', /^[A-Z]{2}$/.test(country ?? '') ? (country ?? '') : ''],
    ]
    return Object.fromEntries(parts.filter(([, part]) => part !== ''))
  },
}

function partOf(value: XmlElement, name: string): string {
  const [found, ...more] = childrenNamed(value, NS.ekona, name)
  return found && more.length === 0 ? (wholeText(found) ?? '').trim() : ''
}

/** Only what is said to be of a natural person is: the data of one, and nothing of a company in it. */
function isOrganisation(valueOf: ValueOf): boolean {
  const isPerson = valueOf(KIND_OF_DATA) === 'IdNr' && valueOf(KIND_OF_PERSON) !== 'NNatPers'
  // check: a-company-is-no-person
  return !isPerson || valueOf(COMPANY) !== null
}

/**
 * ELSTER and Mein Unternehmenskonto, as far as public integrations show: their description is not public. Natural persons
 * alone; an organisation is refused with a code of its own. No class is asked for, as none is known.
 */
export const ekonaUpstream: UpstreamFace = {
  ...saml2intUpstream,
  id: 'ekona',
  classes: {},
  levelOf: () => null,
  statedLevel,
  attributes: new Map([
    ['Vorname', textReader('givenName')],
    ['Name', textReader('familyName')],
    ['Geburtsdatum', textReader('birthDate', isoDate)],
    ['Anschrift', address],
  ]),
  stated: [IDENTIFICATION, AUTHENTICATION, KIND_OF_DATA, KIND_OF_PERSON, COMPANY, ...IDENTIFIERS],
  identifiers: IDENTIFIERS.map((name) => ({ name })),
  isOrganisation,
  extension: () => null,
  signatureAlgorithm: { rsa: RSA_PSS, ec: ECDSA_SHA256 },
}
