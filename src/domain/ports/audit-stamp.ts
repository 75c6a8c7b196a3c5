/** What each entry of the audit log is stamped with by its writer (RULES: Operators 1). */
export interface AuditStamp {
  /** A fresh random id. */
  newId(): string
  /** Makes the key for it ready, where that is done late: whoever stamps outside of a transaction waits for it first. */
  readonly ready?: () => Promise<unknown>
  readonly mac: AuditMac
}

/** Shows that an entry is as its writer wrote it: made, and checked, with the stored key of the audit. */
export interface AuditMac {
  /** `1.` and HMAC-SHA-256 of the text in base64url; the number is the generation of the key. */
  make(text: string): string
  /** Whether `mac` was made of this text with that key. */
  holds(text: string, mac: string): boolean
}
