import { operatorId, type TenantId } from '../../domain/ids.js'
import type { Operator, OperatorRole } from '../../domain/operator.js'
import { passwordFault } from '../../domain/password-policy.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { OperatorChange, OperatorStore } from '../../domain/ports/operator-store.js'
import type { Random } from '../../domain/ports/random.js'
import { normalizeUsername, usernameFault, usernameKey } from '../../domain/username.js'
import { refusal } from '../findings.js'
import { entryOf, factorsReset, ONE_TIME, operatorCreated } from '../operator-changes.js'
import { Refused } from '../refused.js'

export interface NewOperator {
  readonly username: string
  readonly password: string
  readonly role: OperatorRole
  readonly tenant: TenantId | null
  readonly hotline: boolean
  /** Nobody else knows the password. Else it is for one sign-in within a day, at which it is replaced. */
  readonly isOwnPassword: boolean
}

export interface OperatorDeps {
  readonly operators: OperatorStore
  readonly clock: Clock
}

export interface CreateOperatorDeps extends OperatorDeps {
  readonly random: Random
  /** Makes the PHC string of a password, on the thread pool. */
  readonly hashPassword: (password: string) => Promise<string>
  /** The entries are in lower case. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
}

/**
 * Makes an operator, who sets up a second factor at the first sign-in. `actor`: who acts, for the audit log. Throws `Refused`
 * for the first rule that is broken; `ChangeDrafted` where a second person has to agree.
 */
export async function createOperator(input: NewOperator, actor: string, deps: CreateOperatorDeps): Promise<Operator> {
  const { operators, clock, random } = deps
  const { role, tenant, hotline } = input
  const fault = usernameFault(input.username)
  if (fault) throw new Refused(refusal(fault, {}))
  // check: a-role-has-the-tenant-that-it-needs
  if (!fits(input)) throw new Refused(refusal('operator-role', { role, tenant, hotline }))
  // check: an-operator-is-of-a-tenant-that-there-is
  if (tenant !== null && !(await operators.hasTenant(tenant))) throw new Refused(refusal('tenant-unknown', { tenant }))
  const password = passwordFault(input.password, await deps.commonPasswords())
  if (password) throw new Refused(refusal(password, {}))
  const username = normalizeUsername(input.username)
  const now = clock.now()
  const made: Operator = {
    id: operatorId(random.id()),
    username,
    role,
    tenant,
    hotline,
    disabled: false,
    passwordHash: await deps.hashPassword(input.password),
    // check: a-password-of-a-new-operator-is-for-one-sign-in
    oneTimeUntil: input.isOwnPassword ? null : now + ONE_TIME,
    totp: null,
    passkeys: [],
    createdAt: now,
    version: 1,
  }
  if (!(await operators.create(made, operatorCreated(made, { at: now, actor }))))
    throw new Refused(refusal('username-taken', {}))
  return made
}

/** An `admin` sees the whole federation; an `operator` has one tenant, and alone may be of the hotline. */
const fits = ({ role, tenant, hotline }: Pick<NewOperator, 'role' | 'tenant' | 'hotline'>): boolean =>
  (role !== 'admin' || tenant === null) && (role !== 'operator' || tenant !== null) && (!hotline || role === 'operator')

/** Every operator, by name. */
export const listOperators = ({ operators }: Pick<OperatorDeps, 'operators'>): Promise<readonly Operator[]> =>
  operators.all()

/** The operator cannot sign in any more, and is signed out everywhere. Throws `Refused('operator-unknown')`. */
export const disableOperator = (username: string, actor: string, deps: OperatorDeps): Promise<Operator> =>
  change(username, deps, (operator) => {
    const audit = entryOf(operator, 'operator.disabled', { at: deps.clock.now(), actor })
    // check: what-an-operator-loses-ends-the-sessions
    return { next: { ...operator, disabled: true }, audit, endSessions: true }
  })

/**
 * Code app and passkeys are gone, and one is set up anew at the next sign-in; open sessions end. Throws `Refused('operator-unknown')`,
 * `ChangeDrafted` where a second person has to agree.
 */
export const resetSecondFactor = (username: string, actor: string, deps: OperatorDeps): Promise<Operator> =>
  change(username, deps, (operator) => factorsReset(operator, { at: deps.clock.now(), actor }))

async function change(
  typed: string,
  { operators }: OperatorDeps,
  to: (operator: Operator) => Exclude<ReturnType<OperatorChange>, null>,
): Promise<Operator> {
  const found = await operators.findByUsername(usernameKey(typed))
  const changed = found && (await operators.change(found.id, to))
  if (!changed) throw new Refused(refusal('operator-unknown', {}))
  return changed
}
