import { readAttribute } from '../../domain/attribute-input.js'
import { newAccount, soleMethod } from '../../domain/account.js'
import { ATTRIBUTE_NAMES, type AttributeName, type AttributeValue, type Identity } from '../../domain/identity.js'
import { accountId, methodId, type AccountId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { passwordFault } from '../../domain/password-policy.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Random } from '../../domain/ports/random.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { normalizeUsername, usernameFault, usernameKey } from '../../domain/username.js'
import { attributeRefusal, refusal } from '../findings.js'
import { Refused } from '../refused.js'

export interface NewAccount {
  readonly username: string
  readonly password: string
  /** The texts as typed, by normalized name; an attribute that is absent is not collected. */
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>
}

export interface CreateAccountDeps {
  readonly accounts: AccountStore
  /** Makes the PHC string of a password, on the thread pool. */
  readonly hashPassword: (password: string) => Promise<string>
  /** The entries are in lower case. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
  readonly clock: Clock
  readonly random: Random
  /** The level of an identity that its owner stated (RULES: Trust level of a login 2). */
  readonly selfDeclaredLevel: TrustLevel
  /**
   * The level of the password method. The password is bound in the session that creates the account, so it counts at
   * its own level (RULES: Trust level of a login 4).
   */
  readonly passwordLevel: TrustLevel
}

/**
 * Creates a citizen's account with self-declared attributes and a password; an e-mail address is taken as confirmed.
 * `actor`: who acts, for the audit log. Throws `Refused` for the first rule that is broken; the refusal holds none of
 * the values but the character that no attribute may have.
 */
export async function createAccount(input: NewAccount, actor: string, deps: CreateAccountDeps): Promise<AccountId> {
  const now = deps.clock.now()
  const username = checkedUsername(input.username)
  const identity = readIdentity(input.attributes, now)
  const password = passwordFault(input.password, await deps.commonPasswords())
  if (password) throw new Refused(refusal(password, {}))
  // Checked before the costly hash; the store decides again when it writes.
  if (await deps.accounts.findByUsername(usernameKey(username))) throw new Refused(refusal('username-taken', {}))
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
    { at: now, actor, action: 'account.created', subject: id, before: null, after },
  )
  return id
}

function checkedUsername(typed: string): string {
  const fault = usernameFault(typed)
  if (fault) throw new Refused(refusal(fault, {}))
  return normalizeUsername(typed)
}

/**
 * Reads the attributes. A self-declared value is `basis` as an attribute, in every login (RULES: Trust level of a login
 * 5).
 */
function readIdentity(typed: NewAccount['attributes'], now: Instant): Identity {
  const values = ATTRIBUTE_NAMES.flatMap((name): [AttributeName, AttributeValue][] => {
    const text = typed[name]
    if (text === undefined) return []
    const read = readAttribute(name, text, now)
    if ('fault' in read) throw new Refused(attributeRefusal({ attribute: name, fault: read.fault }))
    return [[name, { value: read.value, origin: 'self-declared', level: 'basis', at: now }]]
  })
  return Object.fromEntries(values)
}
