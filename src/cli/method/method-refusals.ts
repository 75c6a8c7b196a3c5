import type { PerCode, RefusalData } from '../../operators/findings.js'

/** Why a method is not switched. */
export const METHOD_REFUSALS = {
  'method-unknown': ({ method, known }) => `There is no method "${method}"; there are ${known.join(', ')}`,
} satisfies Partial<PerCode<RefusalData, string>>
