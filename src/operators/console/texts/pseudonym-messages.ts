/** What accounts are called in a sector: taken over from an earlier IdP, or made anew with another sector. */
export interface PseudonymMessages {
  /** Accounts that would get a new one; null: nobody counted. */
  readonly replaced: (accounts: number | null) => string
  readonly replaceTitle: string
  readonly replaceWhat: (wanted: string) => string
  readonly replaceLabel: string
  readonly replaceHint: string
  readonly replace: string
  readonly what: (rows: number, sector: string) => string
  readonly hidden: string
  readonly file: string
}
