import { BrokerError } from '../../domain/errors.js'
import { OperatorError } from '../../domain/operator-error.js'
import { visible } from '../../domain/quoted.js'

/**
 * What refuses one entity, in the operator's words: an OperatorError as it is, and what the readers of the XML layer
 * refuse (an element that stands twice, an element in a text) by the rule of the schema. Throws anything else again.
 */
export function asOperatorError(error: unknown, entityId: string): OperatorError {
  if (error instanceof OperatorError) return error
  if (!(error instanceof BrokerError) || error.code !== 'saml-schema') throw error
  const detail = visible(error.detail ?? '')
  return new OperatorError('metadata-schema', `${entityId}: ${detail}; have the metadata corrected`, { cause: error })
}
