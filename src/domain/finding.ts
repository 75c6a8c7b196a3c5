/**
 * How much a finding matters: `info` is good to know; at `warning` something does not work as the service may expect,
 * or not for long; at `error` its logins are refused until it is cured.
 */
export type FindingSeverity = 'info' | 'warning' | 'error'

/** What an operator should know of a service that is registered all the same (CONTRACT: sp import). */
export interface Finding {
  /** Stable name: `metadata-endpoint`. */
  readonly rule: string
  readonly severity: FindingSeverity
  /** One line: what is so, and where. */
  readonly message: string
  /** One line: what to do about it. */
  readonly cure: string
}
