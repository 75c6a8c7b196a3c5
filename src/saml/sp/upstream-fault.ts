import { BrokerError, type ErrorCode } from '../../domain/error-catalogue.js'

/** What the XML layer refuses, by what it means of an upstream's answer. */
const FAULTS: Partial<Record<ErrorCode, ErrorCode>> = {
  'saml-encoding': 'upstream-malformed',
  'saml-not-xml': 'upstream-malformed',
  'saml-schema': 'upstream-malformed',
  'saml-signature': 'upstream-signature',
  'saml-signature-missing': 'upstream-signature',
  'saml-signature-algorithm': 'upstream-signature',
  'saml-encryption': 'upstream-encryption',
}

/** The same error as one of an upstream's answer; any other stays as it is. */
export function upstreamFault(error: unknown): unknown {
  const code = error instanceof BrokerError ? FAULTS[error.code] : undefined
  if (!(error instanceof BrokerError) || code === undefined) return error
  return new BrokerError(code, error.detail, { cause: error })
}
