import { randomInt } from 'node:crypto'
import type { AccountId } from '../domain/ids.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'

const CODES = 10

const DIGITS = 16

/**
 * Digits alone, so that the field for codes may ask for a phone's numeric keys; 53 bits, behind the rate limits of codes.
 */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: CODES }, () => Array.from({ length: DIGITS }, () => randomInt(10)).join(''))

export const isRecoveryCode = (typed: string): boolean => new RegExp(`^\\d{${DIGITS}}$`).test(typed)

/** What is kept of a code: worth nothing without SECRET_KEY, and another thing for every account. */
export const recoveryDigest = (digest: KeyedDigest, account: AccountId, code: string): string =>
  // check: recovery-codes-are-of-one-account
  digest.digest('recovery-code', `${account} ${code}`)
