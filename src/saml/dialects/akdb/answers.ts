import type { CatalogueEntry } from '../../../domain/catalogue-entry.js'
import { ERRORS, type ErrorCode } from '../../../domain/error-catalogue.js'
import type { TrustLevel } from '../../../domain/trust-level.js'
import { NS } from '../../namespaces.js'
import { element, text, type CanonicalAttributes } from '../../xml/canonical-writer.js'
import type { AddedAttribute, AnswerFacts, AnswerWords } from '../dialect.js'
import { AKDB_ADDED, AKDB_FRIENDLY_NAMES } from './attributes.js'
import { provedBy } from './methods.js'

/** The version of BundID's interface that answers follow (§6.2), by its calendar. */
const INTERFACE_VERSION = '2020.2.1'

/** `akdb:TrustLevel`, by the words of the sample assertion (§10.2); the table in §6.2.9 has others. */
const TRUST_LEVEL: Readonly<Record<TrustLevel, string>> = {
  basis: 'UNTERGEORDNET',
  normal: 'NORMAL',
  substantiell: 'SUBSTANTIELL',
  hoch: 'HOCH',
}

const levelMark = (level: TrustLevel): CanonicalAttributes => ({
  'xmlns:akdb': NS.akdb,
  'akdb:TrustLevel': TRUST_LEVEL[level],
})

/** What is said of the login: what the request lists, or without a list all of it. */
function added(
  { method, twoFactors, pseudonym }: AnswerFacts,
  names: readonly string[] | null,
): readonly AddedAttribute[] {
  const values: Readonly<Record<keyof typeof AKDB_ADDED, string>> = {
    bPK2: pseudonym,
    Version: INTERFACE_VERSION,
    AssertionProvedBy: provedBy(method),
    mfa: String(twoFactors),
  }
  return (Object.keys(AKDB_ADDED) as (keyof typeof AKDB_ADDED)[]).flatMap((friendlyName) => {
    const name = AKDB_ADDED[friendlyName]
    // check: what-is-not-listed-is-not-said
    return names === null || names.includes(name) ? [{ name, friendlyName, value: values[friendlyName] }] : []
  })
}

/** The detail of a fault as JSON text (§9.7). */
function statusDetail(code: ErrorCode, isWanted: boolean): ReturnType<AnswerWords['statusDetail']> {
  const { idp, operator }: CatalogueEntry = ERRORS[code]
  // check: details-are-for-whoever-asks
  if (idp === undefined || !isWanted) return null
  const json = JSON.stringify({ version: '1.0', errors: [{ code: idp, message: operator }] })
  return element('samlp:StatusDetail', {}, element('akdb:StatusDetail', { 'xmlns:akdb': NS.akdb }, text(json)))
}

/** What answers of the dialect say beyond SAML's own words. */
export const AKDB_ANSWERS: AnswerWords = { friendlyNames: AKDB_FRIENDLY_NAMES, levelMark, added, statusDetail }
