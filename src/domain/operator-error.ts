/**
 * What the operator did wrong, told in one line: what was refused, where, by which rule, and what to do.
 * Thrown by whatever serves the command line; nothing has changed when it is thrown.
 */
export class OperatorError extends Error {
  /** Stable name of the rule, for `--json` and tests: `metadata-key-too-short`. */
  readonly rule: string

  constructor(rule: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OperatorError'
    this.rule = rule
  }
}
