/**
 * How much a finding matters: `info` is good to know; at `warning` something does not work as the service may expect,
 * or not for long; at `error` its logins are refused until it is cured.
 */
export const FINDING_SEVERITIES = ['info', 'warning', 'error'] as const
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number]

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
