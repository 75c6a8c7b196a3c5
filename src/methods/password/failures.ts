import { FACTOR_FAILURES } from '../../factors/failures.js'

/** Why a password or its second factor did not hold, for log and metrics. A field left empty is no failure. */
export const PASSWORD_FAILURES = ['wrong', 'proof-expired', ...FACTOR_FAILURES] as const
