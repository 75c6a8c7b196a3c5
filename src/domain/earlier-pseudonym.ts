/** What an account is called in one sector since an earlier IdP; in every other sector its name is derived. */
export interface EarlierPseudonym {
  readonly sector: string
  readonly value: string
}

/** A persistent NameID is not longer than this (saml-core §8.3.7). */
export const LONGEST_PSEUDONYM = 256

export const PSEUDONYM_FAULTS = ['value-empty', 'value-long', 'value-characters', 'value-edges', 'value-form'] as const
export type PseudonymFault = (typeof PSEUDONYM_FAULTS)[number]

/**
 * Why this cannot be a pseudonym, or null. It is kept and sent as it is, since portals compare it character by character
 * (saml-core §8.3.7): so nothing is taken that could arrive as something else, or that nobody would see.
 */
export function pseudonymFault(value: string): PseudonymFault | null {
  if (value === '') return 'value-empty'
  if ([...value].length > LONGEST_PSEUDONYM) return 'value-long'
  // Controls, formatting, halves of pairs and what is no character: XML holds no such text, or it cannot be seen. U+FFFD
  // stands where a file was read in another encoding than its own.
  // check: a-pseudonym-holds-what-arrives-as-it-is
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\ufffd]/u.test(value)) return 'value-characters'
  // Portals cut blanks off the ends of a NameID.
  if (value.trim() !== value) return 'value-edges'
  return value === value.normalize('NFC') ? null : 'value-form'
}

/** Whether a pseudonym could be one that this broker has derived for somebody (`Pseudonyms.derived`). */
export const hasDerivedForm = (value: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(value)
