/** Pseudonyms of an earlier IdP that wait for a second person. */
export interface PseudonymMessages {
  readonly what: (rows: number, sector: string) => string
  readonly hidden: string
  readonly file: string
}
