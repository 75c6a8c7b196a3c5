import type { Comparison } from '../../../src/domain/authn-context.js'
import type { TrustLevel } from '../../../src/domain/trust-level.js'

/** Short names of the classes in the table. */
export const CLASSES = {
  S1: 'STORK-QAA-Level-1',
  S2: 'STORK-QAA-Level-2',
  S3: 'STORK-QAA-Level-3',
  S4: 'STORK-QAA-Level-4',
  E2: 'http://eidas.europa.eu/LoA/low',
  E3: 'http://eidas.europa.eu/LoA/substantial',
  E4: 'http://eidas.europa.eu/LoA/high',
  B2: 'http://bsi.bund.de/eID/LoA/normal',
  B3: 'http://bsi.bund.de/eID/LoA/substantiell',
  B4: 'http://bsi.bund.de/eID/LoA/hoch',
  PPT: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  PW: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  UN: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
  SC: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
  XX: 'urn:example:unknown',
} as const

/**
 * Comparison, classes asked for in order (`none`: no RequestedAuthnContext), registered level, and per level reached
 * (basis, normal, substantiell, hoch) the class that is asserted; `-`: no answer but NoAuthnContext.
 */
export type TableRow = readonly [
  comparison: Comparison | 'none',
  asked: string,
  registered: TrustLevel,
  answers: string,
]

/** RULES: What a service may ask 1 and 2, in a vocabulary that has a word for every level. */
const EVERY_LEVEL: readonly TableRow[] = [
  ['exact', 'S1', 'basis', 'S1 S1 S1 S1'],
  ['exact', 'S1', 'normal', '-  S1 S1 S1'],
  ['exact', 'S1', 'substantiell', '-  -  S1 S1'],
  ['exact', 'S1', 'hoch', '-  -  -  S1'],
  ['exact', 'S2', 'basis', '-  S2 S2 S2'],
  ['exact', 'S2', 'normal', '-  S2 S2 S2'],
  ['exact', 'S2', 'substantiell', '-  -  S2 S2'],
  ['exact', 'S2', 'hoch', '-  -  -  S2'],
  ['exact', 'S3', 'basis', '-  -  S3 S3'],
  ['exact', 'S3', 'normal', '-  -  S3 S3'],
  ['exact', 'S3', 'substantiell', '-  -  S3 S3'],
  ['exact', 'S3', 'hoch', '-  -  -  S3'],
  ['exact', 'S4', 'basis', '-  -  -  S4'],
  ['exact', 'S4', 'normal', '-  -  -  S4'],
  ['exact', 'S4', 'substantiell', '-  -  -  S4'],
  ['exact', 'S4', 'hoch', '-  -  -  S4'],
  ['minimum', 'S1', 'basis', 'S1 S2 S3 S4'],
  ['minimum', 'S1', 'normal', '-  S2 S3 S4'],
  ['minimum', 'S1', 'substantiell', '-  -  S3 S4'],
  ['minimum', 'S1', 'hoch', '-  -  -  S4'],
  ['minimum', 'S2', 'basis', '-  S2 S3 S4'],
  ['minimum', 'S2', 'normal', '-  S2 S3 S4'],
  ['minimum', 'S2', 'substantiell', '-  -  S3 S4'],
  ['minimum', 'S2', 'hoch', '-  -  -  S4'],
  ['minimum', 'S3', 'basis', '-  -  S3 S4'],
  ['minimum', 'S3', 'normal', '-  -  S3 S4'],
  ['minimum', 'S3', 'substantiell', '-  -  S3 S4'],
  ['minimum', 'S3', 'hoch', '-  -  -  S4'],
  ['minimum', 'S4', 'basis', '-  -  -  S4'],
  ['minimum', 'S4', 'normal', '-  -  -  S4'],
  ['minimum', 'S4', 'substantiell', '-  -  -  S4'],
  ['minimum', 'S4', 'hoch', '-  -  -  S4'],
  ['better', 'S1', 'basis', '-  S2 S3 S4'],
  ['better', 'S1', 'normal', '-  S2 S3 S4'],
  ['better', 'S1', 'substantiell', '-  -  S3 S4'],
  ['better', 'S1', 'hoch', '-  -  -  S4'],
  ['better', 'S2', 'basis', '-  -  S3 S4'],
  ['better', 'S2', 'normal', '-  -  S3 S4'],
  ['better', 'S2', 'substantiell', '-  -  S3 S4'],
  ['better', 'S2', 'hoch', '-  -  -  S4'],
  ['better', 'S3', 'basis', '-  -  -  S4'],
  ['better', 'S3', 'normal', '-  -  -  S4'],
  ['better', 'S3', 'substantiell', '-  -  -  S4'],
  ['better', 'S3', 'hoch', '-  -  -  S4'],
  ['better', 'S4', 'basis', '-  -  -  -'],
  ['better', 'S4', 'normal', '-  -  -  -'],
  ['better', 'S4', 'substantiell', '-  -  -  -'],
  ['better', 'S4', 'hoch', '-  -  -  -'],
  ['maximum', 'S1', 'basis', 'S1 S1 S1 S1'],
  ['maximum', 'S1', 'normal', '-  S1 S1 S1'],
  ['maximum', 'S1', 'substantiell', '-  -  S1 S1'],
  ['maximum', 'S1', 'hoch', '-  -  -  S1'],
  ['maximum', 'S2', 'basis', 'S1 S2 S2 S2'],
  ['maximum', 'S2', 'normal', '-  S2 S2 S2'],
  ['maximum', 'S2', 'substantiell', '-  -  S2 S2'],
  ['maximum', 'S2', 'hoch', '-  -  -  S2'],
  ['maximum', 'S3', 'basis', 'S1 S2 S3 S3'],
  ['maximum', 'S3', 'normal', '-  S2 S3 S3'],
  ['maximum', 'S3', 'substantiell', '-  -  S3 S3'],
  ['maximum', 'S3', 'hoch', '-  -  -  S3'],
  ['maximum', 'S4', 'basis', 'S1 S2 S3 S4'],
  ['maximum', 'S4', 'normal', '-  S2 S3 S4'],
  ['maximum', 'S4', 'substantiell', '-  -  S3 S4'],
  ['maximum', 'S4', 'hoch', '-  -  -  S4'],
]

/** No request: eIDAS, which has no word for `basis`. */
const NOTHING_ASKED: readonly TableRow[] = [
  ['none', '', 'basis', '- E2 E3 E4'],
  ['none', '', 'normal', '- E2 E3 E4'],
  ['none', '', 'substantiell', '- - E3 E4'],
  ['none', '', 'hoch', '- - - E4'],
]

/** Vocabularies without a word for some level: the highest class below, if it still answers the request. */
const GAPS: readonly TableRow[] = [
  ['exact', 'E2', 'basis', '- E2 E2 E2'],
  ['minimum', 'E2', 'basis', '- E2 E3 E4'],
  ['maximum', 'E2', 'basis', '- E2 E2 E2'],
  ['better', 'E2', 'basis', '- - E3 E4'],
  ['exact', 'B3', 'normal', '- - B3 B3'],
  ['minimum', 'B2', 'normal', '- B2 B3 B4'],
  ['maximum', 'B4', 'basis', '- B2 B3 B4'],
  ['better', 'B3', 'basis', '- - - B4'],
  ['exact', 'PPT', 'normal', '- PPT PPT PPT'],
  ['exact', 'PPT', 'hoch', '- - - PPT'],
  ['exact', 'PW', 'normal', '- PW PW PW'],
  ['exact', 'UN', 'normal', '- UN UN UN'],
  ['exact', 'SC', 'normal', '- - - SC'],
  ['minimum', 'PPT', 'normal', '- PPT PPT SC'],
  ['minimum', 'UN', 'basis', '- UN PPT SC'],
  ['maximum', 'SC', 'normal', '- PPT PPT SC'],
  ['maximum', 'SC PW', 'normal', '- PW PPT SC'],
  // No class of SAML's lies between: what is stronger than a password is said in eIDAS words.
  ['better', 'PPT', 'normal', '- - E3 SC'],
  ['better', 'SC', 'normal', '- - - -'],
]

/** Several classes, known and unknown, of one vocabulary or of more. */
const SEVERAL: readonly TableRow[] = [
  ['exact', 'S2 S4', 'normal', '- S2 S2 S4'],
  ['exact', 'S4 S2', 'normal', '- S2 S2 S4'],
  ['exact', 'S1 S3', 'normal', '- S1 S3 S3'],
  ['minimum', 'S4 S2', 'normal', '- S2 S3 S4'],
  ['maximum', 'S1 S3', 'basis', 'S1 S2 S3 S3'],
  ['better', 'S1 S3', 'basis', '- - - S4'],
  ['exact', 'PPT E3', 'normal', '- PPT E3 E3'],
  ['exact', 'E2 PPT', 'normal', '- E2 E2 E2'],
  ['exact', 'PW PPT', 'normal', '- PW PW PW'],
  ['minimum', 'PPT E2', 'normal', '- PPT E3 SC'],
  ['minimum', 'B2 S2', 'normal', '- B2 B3 B4'],
  ['exact', 'XX S2', 'normal', '- S2 S2 S2'],
  ['minimum', 'XX E3', 'normal', '- - E3 E4'],
]

/** Nothing that is known: refused at once, whatever is reached. */
const UNKNOWN: readonly TableRow[] = [
  ['exact', 'XX', 'basis', '- - - -'],
  ['minimum', 'XX', 'basis', '- - - -'],
  ['maximum', 'XX', 'basis', '- - - -'],
  ['better', 'XX', 'basis', '- - - -'],
]

export const AUTHN_CONTEXT_TABLE: readonly TableRow[] = [
  ...EVERY_LEVEL,
  ...NOTHING_ASKED,
  ...GAPS,
  ...SEVERAL,
  ...UNKNOWN,
]
