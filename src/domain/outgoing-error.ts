/**
 * Why a call brought no answer. `url`: the address may not be called by its spelling; `address`: by where it leads;
 * `name`: DNS does not know the host; `redirect`: it was led on too often, or into another class of network; `failed`:
 * the connection.
 */
export type OutgoingRule = 'url' | 'address' | 'name' | 'redirect' | 'size' | 'time' | 'failed'

/** A call that the outgoing port refused or that failed. The message is one line for operators, without what was sent. */
export class OutgoingError extends Error {
  readonly rule: OutgoingRule
  /** `ECONNREFUSED` and the like; null: the system said none. */
  readonly code: string | null

  constructor(rule: OutgoingRule, message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.name = 'OutgoingError'
    this.rule = rule
    this.code = codeOf(options.cause)
  }
}

const codeOf = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
