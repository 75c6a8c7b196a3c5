import { operatorFactors, type Operator } from '../../domain/operator.js'
import { normalizePassword, passwordFault } from '../../domain/password-policy.js'
import type { Random } from '../../domain/ports/random.js'
import { usernameKey } from '../../domain/username.js'
import { refusal } from '../findings.js'
import { passwordGiven } from '../operator-changes.js'
import { Refused } from '../refused.js'
import { actorOf } from '../actor.js'
import type { CreateOperatorDeps } from './manage-operators.js'

export interface PasswordReset {
  readonly username: string
  readonly password: string
  /** The version of the operator that whoever asks was shown; null: none was shown. */
  readonly version: number | null
  /** Asked at the console, by somebody who could make no operator. */
  readonly isRemote: boolean
}

/**
 * Gives an operator who has forgotten the password another one, for one sign-in within a day, at which it is replaced.
 * The second factors stay, and every session ends. Throws `Refused`: for a password that breaks a rule
 * (`password-length`, `password-common`), `operator-unknown`, `operator-own`, `operator-no-factor`,
 * `operator-changed`; `ChangeDrafted` where a second person has to agree.
 */
export async function resetPassword(
  { username, password, version, isRemote }: PasswordReset,
  actor: string,
  deps: Omit<CreateOperatorDeps, 'random'>,
): Promise<Operator> {
  const { operators, clock } = deps
  const fault = passwordFault(password, await deps.commonPasswords())
  if (fault) throw new Refused(refusal(fault, {}))
  const found = await operators.findByUsername(usernameKey(username))
  if (!found) throw new Refused(refusal('operator-unknown', {}))
  // check: nobody-resets-the-own-password
  if (actorOf(found) === actor) throw new Refused(refusal('operator-own', {}))
  // Whoever gives the password could bind the first factor too, and would be that person from then on; whoever has the
  // machine makes operators anyway.
  // check: nobody-becomes-an-operator-without-a-factor
  if (isRemote && operatorFactors(found).length === 0) throw new Refused(refusal('operator-no-factor', {}))
  const passwordHash = await deps.hashPassword(normalizePassword(password))
  const changed = await operators.change(found.id, (operator) => {
    // check: a-password-is-reset-as-the-page-showed-it
    if (version !== null && operator.version !== version) return null
    return passwordGiven(operator, passwordHash, { at: clock.now(), actor })
  })
  if (!changed) throw new Refused(refusal('operator-changed', {}))
  return changed
}

/** None that looks like another (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** A password that can be told over the phone: 80 bits, in groups of four. */
export function newOneTimePassword(random: Pick<Random, 'secret'>): string {
  const bytes = [...Buffer.from(random.secret(), 'base64url')].slice(0, LENGTH)
  const letters = bytes.map((byte) => LETTERS[byte % LETTERS.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}
