import type { Request } from 'express'
import { sameText } from '../../crypto/same-text.js'
import type { FactorContext } from './factor-context.js'
import { FACTOR_PATHS } from './factor-pages.js'
import type { SignedIn } from '../../account/shell/require-account.js'
import { FACTORS_DONE, type FactorDone } from '../texts/messages.js'

const MARK = 'done'

/** The list after a change of the account, which is given as it is from then on: its address says what was done. */
export const listAfter = (done: FactorDone, found: SignedIn, context: FactorContext): string =>
  `${FACTOR_PATHS.list}?${MARK}=${markOf(done, found, found.account.version, context)}`

/**
 * What was done on the way to the list, or null. Nobody but the broker makes such an address, and it says nothing in
 * another session, or once the account has changed again.
 */
export function doneBefore(request: Request, found: SignedIn, context: FactorContext): FactorDone | null {
  const { [MARK]: given } = request.query
  if (typeof given !== 'string') return null
  // check: an-address-that-somebody-made-says-nothing-was-done
  return FACTORS_DONE.find((done) => sameText(given, markOf(done, found, found.account.version, context))) ?? null
}

const markOf = (done: FactorDone, { session }: SignedIn, version: number, { deps }: FactorContext): string =>
  deps.flow.digest.digest('factor-done', `${session.id} ${version} ${done}`)
