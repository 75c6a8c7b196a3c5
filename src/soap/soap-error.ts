/** What is wrong with an exchange of SOAP messages; for the operator's log. */
export type SoapRule =
  | 'soap-address'
  | 'soap-unreachable'
  | 'soap-time'
  | 'soap-status'
  | 'soap-size'
  | 'soap-xml'
  | 'soap-shape'
  | 'soap-signature'
  | 'soap-stale'
  | 'soap-fault'

/** An exchange that gave nothing to read. The message is for the log and holds nothing that the other side said. */
export class SoapError extends Error {
  readonly rule: SoapRule

  constructor(rule: SoapRule, message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.name = 'SoapError'
    this.rule = rule
  }
}

/** The message is not what a known key has signed. */
export function refuseSignature(detail: string): never {
  throw new SoapError('soap-signature', detail)
}
