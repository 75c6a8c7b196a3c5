import { PROOF_HOLDS } from './sign-in-proof.js'
import type { Operator, OperatorPasskey } from '../../domain/operator.js'
import { passkeyInstance } from '../../domain/second-factor.js'
import type { Instant } from '../../domain/instant.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { Random } from '../../domain/ports/random.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { NewPasskey, Passkeys, PasskeyUser } from '../../factors/passkeys.js'

export interface PasskeyDeps {
  /** Null where this broker's address can have none (WebAuthn §5.1.2: numbers have no effective domain). */
  readonly passkeys: Passkeys | null
  readonly replay: ReplayCache
  readonly digest: KeyedDigest
  readonly random: Random
}

/** What the browser is to do with a passkey. */
export interface PasskeyAsked {
  readonly action: 'create' | 'use'
  /** JSON. */
  readonly options: string
}

/** For whom an authenticator makes one: under an id of operators, so that it replaces no passkey of a citizen's account. */
const userOf = ({ id, username }: Pick<Operator, 'id' | 'username'>, digest: KeyedDigest): PasskeyUser => ({
  id: digest.digest('operator-passkey-user', id),
  name: username,
})

/** Asks the browser for a new one; null where there can be none. */
export function askToCreate(
  operator: Pick<Operator, 'id' | 'username' | 'passkeys'>,
  challenge: string,
  { passkeys, digest }: PasskeyDeps,
): PasskeyAsked | null {
  const options = passkeys?.creation(userOf(operator, digest), operator.passkeys, challenge)
  return options === undefined ? null : { action: 'create', options: JSON.stringify(options) }
}

/** Asks the browser for a use of one of these; null where there are none, or can be none. */
export function askToUse(
  of: readonly Pick<NewPasskey, 'credential' | 'transports'>[],
  challenge: string,
  { passkeys }: PasskeyDeps,
): PasskeyAsked | null {
  const options = of.length === 0 ? undefined : passkeys?.request(of, challenge)
  return options === undefined ? null : { action: 'use', options: JSON.stringify(options) }
}

/** What was made; null if anything is wrong with the answer, or its challenge was answered before. */
export async function takeCreated(answer: string, challenge: string, deps: PasskeyDeps): Promise<NewPasskey | null> {
  return (await isFresh(challenge, deps)) && deps.passkeys ? deps.passkeys.created(answer, challenge) : null
}

/** Which of these was used, with its count from then on; null if none was, or the challenge was answered before. */
export async function takeUsed<Key extends NewPasskey>(
  answer: string,
  challenge: string,
  of: readonly Key[],
  deps: PasskeyDeps,
): Promise<Key | null> {
  if (!(await isFresh(challenge, deps)) || !deps.passkeys) return null
  const used = await deps.passkeys.asserted(answer, challenge, of)
  return used && { ...used.passkey, counter: used.counter }
}

/** A challenge is spent with its first answer, right or wrong. */
const isFresh = async (challenge: string, { replay }: PasskeyDeps): Promise<boolean> =>
  // check: an-operators-challenge-is-answered-once
  (await replay.claim(`operator passkey ${challenge}`, 'answered', PROOF_HOLDS)) === null

/** A new passkey as it is kept. */
export const keptPasskey = (made: NewPasskey, name: string, createdAt: Instant, random: Random): OperatorPasskey => ({
  ...made,
  instance: passkeyInstance(random.id()),
  name,
  createdAt,
})

/** The operator with this passkey as it is after its use. */
export const withPasskey = (operator: Operator, used: OperatorPasskey): Operator => ({
  ...operator,
  passkeys: operator.passkeys.map((each) => (each.instance === used.instance ? used : each)),
})
