import { BrokerError } from '../domain/error-catalogue.js'
import { SoapError, type SoapRule } from './soap-error.js'

/** Runs a check of the XML layer; what it refuses is a fault of the SOAP message by this rule. */
export function soapRule<Result>(rule: SoapRule, check: () => Result): Result {
  try {
    return check()
  } catch (cause) {
    if (!(cause instanceof BrokerError)) throw cause
    throw new SoapError(rule, cause.detail ?? 'not as expected', { cause })
  }
}
