/** Why a second factor did not hold, for log and metrics. */
export const FACTOR_FAILURES = ['code-wrong', 'code-used', 'recovery-code', 'passkey'] as const

export type FactorFailure = (typeof FACTOR_FAILURES)[number]
