/** Why an operator looks at a citizen's account: it is logged, and the citizen may read it. */
export const LONGEST_REASON = 300

/** The reason as it is kept: NFC, blanks collapsed. Null if nothing is left, it is too long or holds control characters. */
export function reasonOf(typed: string): string | null {
  const reason = typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
  // check: who-looks-at-an-account-says-why
  return reason === '' || [...reason].length > LONGEST_REASON || /\p{C}/u.test(reason) ? null : reason
}
