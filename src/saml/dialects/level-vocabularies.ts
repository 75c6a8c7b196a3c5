import type { TrustLevel } from '../../domain/trust-level.js'

/** How one family of authentication context classes names the levels; a level may have several classes or none. */
export interface LevelVocabulary {
  /** What operators choose it by (`levelVocabulary` of `sp set`). */
  readonly name: string
  /** The classes of each level; the first of them is used in an answer if the request names none of them. */
  readonly classes: Readonly<Partial<Record<TrustLevel, readonly [string, ...string[]]>>>
}

const EIDAS_LOA = 'http://eidas.europa.eu/LoA/'
const BSI_LOA = 'http://bsi.bund.de/eID/LoA/'
const SAML_AC = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'

/** eIDAS levels of assurance (Implementing Regulation (EU) 2015/1502); they have no word for `basis`. */
export const EIDAS = {
  name: 'eidas',
  classes: {
    normal: [`${EIDAS_LOA}low`],
    substantiell: [`${EIDAS_LOA}substantial`],
    hoch: [`${EIDAS_LOA}high`],
  },
} as const satisfies LevelVocabulary

/** STORK quality authentication assurance levels as German accounts use them: plain strings, no URIs. */
export const STORK = {
  name: 'stork',
  classes: {
    basis: ['STORK-QAA-Level-1'],
    normal: ['STORK-QAA-Level-2'],
    substantiell: ['STORK-QAA-Level-3'],
    hoch: ['STORK-QAA-Level-4'],
  },
} as const satisfies LevelVocabulary

/** BSI TR-03130 national levels. */
const BSI: LevelVocabulary = {
  name: 'bsi',
  classes: { normal: [`${BSI_LOA}normal`], substantiell: [`${BSI_LOA}substantiell`], hoch: [`${BSI_LOA}hoch`] },
}

/** The classes of saml-authn-context §3.4 that say enough to have a level. */
const SAML: LevelVocabulary = {
  name: 'saml',
  classes: {
    normal: [`${SAML_AC}PasswordProtectedTransport`, `${SAML_AC}Password`, `${SAML_AC}unspecified`],
    hoch: [`${SAML_AC}SmartcardPKI`],
  },
}

/** The vocabularies that are understood as shipped (CONTRACT: Level classes understood as shipped). */
export const LEVEL_VOCABULARIES: readonly LevelVocabulary[] = [EIDAS, STORK, BSI, SAML]
