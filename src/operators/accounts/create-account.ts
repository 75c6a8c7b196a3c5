import { readAttribute, type AttributeFault } from '../../domain/attribute-input.js'
import { newAccount, soleMethod } from '../../domain/account.js'
import {
  ATTRIBUTE_NAMES,
  ruleOf,
  type AttributeName,
  type AttributeValue,
  type Identity,
} from '../../domain/identity.js'
import { accountId, methodId, type AccountId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { PASSWORD_LENGTH, passwordFault, type PasswordFault } from '../../domain/password-policy.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Random } from '../../domain/ports/random.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { normalizeUsername, usernameFault, usernameKey, type UsernameFault } from '../../domain/username.js'

export interface NewAccount {
  readonly username: string
  readonly password: string
  /** As typed, by normalized name; what is absent is not collected. */
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>
}

export interface CreateAccountDeps {
  readonly accounts: AccountStore
  /** The PHC string of a password; async, on the thread pool. */
  readonly hashPassword: (password: string) => Promise<string>
  /** Lower-case entries. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
  readonly clock: Clock
  readonly random: Random
  /** Who acts: `cli:<os user>`. */
  readonly actor: string
  /** Level of an identity that its owner stated (RULES: Trust level of a login 2). */
  readonly selfDeclaredLevel: TrustLevel
  /** Level of the password method: it is bound in the session that creates the account, so at its own (4). */
  readonly passwordLevel: TrustLevel
}

/**
 * A citizen account, self-declared, with a password; an e-mail address is taken as confirmed. Throws
 * `OperatorError` for the first rule that is broken, and says nothing of the values but what they may be.
 */
export async function createAccount(input: NewAccount, deps: CreateAccountDeps): Promise<AccountId> {
  const now = deps.clock.now()
  const username = checkedUsername(input.username)
  const identity = readIdentity(input.attributes, now)
  const password = passwordFault(input.password, await deps.commonPasswords())
  if (password) throw new OperatorError(password, PASSWORD_RULES[password])
  // Before the costly hash; the store decides again when it writes.
  if (await deps.accounts.findByUsername(usernameKey(username))) throw taken()
  const id = accountId(deps.random.id())
  const account = newAccount({
    id,
    username,
    pseudonymSeed: deps.random.secret(),
    proofing: { level: deps.selfDeclaredLevel, origin: 'self-declared', at: now },
    identity,
    methods: [soleMethod(methodId('password'), deps.passwordLevel, now)],
    createdAt: now,
  })
  const after = { proofing: deps.selfDeclaredLevel, attributes: Object.keys(identity), methods: ['password'] }
  await deps.accounts.create(
    account,
    { hash: await deps.hashPassword(input.password) },
    { at: now, actor: deps.actor, action: 'account.created', subject: id, before: null, after },
  )
  return id
}

const USERNAME_RULES: Readonly<Record<UsernameFault, string>> = {
  'username-length': 'The user name must have 3 to 64 characters',
  'username-characters': 'The user name must not hold blanks or control characters',
}

const PASSWORD_RULES: Readonly<Record<PasswordFault, string>> = {
  'password-length': `The password must have ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters`,
  'password-common': 'The password is on the list of common ones; choose another',
}

const taken = (): OperatorError => new OperatorError('username-taken', 'The user name is taken; choose another')

function checkedUsername(typed: string): string {
  const fault = usernameFault(typed)
  if (fault) throw new OperatorError(fault, USERNAME_RULES[fault])
  return normalizeUsername(typed)
}

/** Self-declared values are `basis` as attributes, in every login (RULES: Trust level of a login 5). */
function readIdentity(typed: NewAccount['attributes'], now: Instant): Identity {
  const values = ATTRIBUTE_NAMES.flatMap((name): [AttributeName, AttributeValue][] => {
    const text = typed[name]
    if (text === undefined) return []
    const read = readAttribute(name, text, now)
    if ('fault' in read) throw new OperatorError(`${name}-${read.fault.kind}`, faultInWords(name, read.fault))
    return [[name, { value: read.value, origin: 'self-declared', level: 'basis', at: now }]]
  })
  return Object.fromEntries(values)
}

function faultInWords(name: AttributeName, fault: AttributeFault): string {
  switch (fault.kind) {
    case 'missing':
      return `${name} is empty; leave it out or give a value`
    case 'too-long':
      return `${name} is too long; it may have up to 256 characters`
    case 'date':
      return `${name} must be a date of the calendar as YYYY-MM-DD (or YYYY-MM, YYYY), from 1870 until today`
    case 'format':
      return `${name} must be ${ruleOf(name).format?.words ?? 'in its format'}`
    case 'characters':
      return `${name} holds ${named(fault.character)}, which DIN 91379 does not have${ruleOf(name).kind === 'name' ? ' in names' : ''}`
  }
}

/** A character as it is written and as Unicode numbers it, so that an invisible one can be found. */
function named(character: string): string {
  const points = [...character].map(
    (each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
  return /^[\p{C}\p{Z}\p{M}]/u.test(character) ? points.join(' ') : `"${character}" (${points.join(' ')})`
}
