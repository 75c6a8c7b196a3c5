import type { Account } from '../../domain/account.js'
import { readAttribute, SELF_DECLARABLE, type AttributeFault } from '../../domain/attribute-input.js'
import { BrokerError } from '../../domain/errors.js'
import type { AttributeName, AttributeValue } from '../../domain/identity.js'
import type { MethodId } from '../../domain/ids.js'
import { TOLD_BY_CARDS } from '../../domain/minimum-set.js'
import { meets } from '../../domain/trust-level.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import { methodOffers } from '../offered-methods.js'

/** Required attributes that are missing: those the citizen can add here, and those that cannot be added. */
export interface MissingAttributes {
  readonly addable: readonly AttributeName[]
  readonly impossible: readonly AttributeName[]
}

/**
 * Where `substantiell` or more is needed a self-declared value would not count, so none can be added here. A temporary
 * account keeps nothing, so nothing can be added to it either.
 */
export function missingAttributes({ decision, needed, login }: LoginFacts): MissingAttributes {
  const missing = decision?.missing ?? []
  const isKept = !('temporary' in login && login.temporary)
  const canDeclare = isKept && needed !== 'unreachable' && !meets(needed, 'substantiell')
  const addable = missing.filter((name) => canDeclare && SELF_DECLARABLE.has(name))
  return { addable, impossible: missing.filter((name) => !addable.includes(name)) }
}

/** The methods that read what cannot be added by hand, all of it, and are offered here. */
export function methodsThatTell(facts: LoginFacts, ports: LoginPorts): readonly MethodId[] {
  if (!missingAttributes(facts).impossible.every((name) => TOLD_BY_CARDS.has(name))) return []
  return methodOffers(facts, ports).flatMap(({ method, notOffered }) =>
    method.provesIdentity && notOffered === null ? [method.id] : [],
  )
}

export type ProfileFaults = Partial<Record<AttributeName, AttributeFault>>

/**
 * Adds what the citizen typed to the account, as self-declared values. Returns the faults by attribute, and
 * has changed nothing, unless every missing attribute that can be added was typed rightly.
 */
export async function completeProfile(
  facts: LoginFacts,
  typed: Partial<Record<AttributeName, string>>,
  ports: LoginPorts,
): Promise<ProfileFaults> {
  const { account, now } = facts
  if (!account) throw new BrokerError('login-moved-on')
  const faults: ProfileFaults = {}
  const added: Partial<Record<AttributeName, AttributeValue>> = {}
  for (const name of missingAttributes(facts).addable) {
    const read = readAttribute(name, typed[name] ?? '', now)
    if ('fault' in read) faults[name] = read.fault
    else added[name] = { value: read.value, origin: 'self-declared', level: 'basis', at: now }
  }
  if (Object.keys(faults).length === 0) await save(account, added, now, ports)
  return faults
}

async function save(
  account: Account,
  added: Partial<Record<AttributeName, AttributeValue>>,
  now: number,
  ports: LoginPorts,
): Promise<void> {
  const next: Account = {
    ...account,
    identity: { ...account.identity, ...added },
    version: account.version + 1,
  }
  const saved = await ports.accounts.replace(next, {
    at: now,
    actor: 'citizen',
    action: 'account.completed',
    subject: account.id,
    before: null,
    after: { attributes: Object.keys(added) },
  })
  if (!saved) throw new BrokerError('login-moved-on')
}
