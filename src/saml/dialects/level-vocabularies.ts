import type { TrustLevel } from '../../domain/trust-level.js'

/** How one family of authentication context classes names the levels; a level may have several classes or none. */
export interface LevelVocabulary {
  readonly name: string
  /** Per level its classes; the first is the one that an answer uses where the request names none of them. */
  readonly classes: Readonly<Partial<Record<TrustLevel, readonly [string, ...string[]]>>>
}

const EIDAS_LOA = 'http://eidas.europa.eu/LoA/'
const BSI_LOA = 'http://bsi.bund.de/eID/LoA/'
const SAML_AC = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'

/** eIDAS levels of assurance (Implementing Regulation (EU) 2015/1502); has no word for `basis`. */
export const EIDAS: LevelVocabulary = {
  name: 'eIDAS',
  classes: {
    normal: [`${EIDAS_LOA}low`],
    substantiell: [`${EIDAS_LOA}substantial`],
    hoch: [`${EIDAS_LOA}high`],
  },
}

/** STORK quality authentication assurance levels, as German accounts use them: plain strings, no URI. */
export const STORK = {
  name: 'STORK',
  classes: {
    basis: ['STORK-QAA-Level-1'],
    normal: ['STORK-QAA-Level-2'],
    substantiell: ['STORK-QAA-Level-3'],
    hoch: ['STORK-QAA-Level-4'],
  },
} as const satisfies LevelVocabulary

/** BSI TR-03130 national levels. */
const BSI: LevelVocabulary = {
  name: 'BSI',
  classes: { normal: [`${BSI_LOA}normal`], substantiell: [`${BSI_LOA}substantiell`], hoch: [`${BSI_LOA}hoch`] },
}

/** Classes of saml-authn-context §3.4 that say enough to have a level. */
const SAML: LevelVocabulary = {
  name: 'SAML',
  classes: {
    normal: [`${SAML_AC}PasswordProtectedTransport`, `${SAML_AC}Password`, `${SAML_AC}unspecified`],
    hoch: [`${SAML_AC}SmartcardPKI`],
  },
}

/** What is understood as shipped (CONTRACT: Level classes understood as shipped). */
export const LEVEL_VOCABULARIES: readonly LevelVocabulary[] = [EIDAS, STORK, BSI, SAML]
