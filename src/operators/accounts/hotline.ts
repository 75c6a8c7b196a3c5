import type { Account, BoundMethod } from '../../domain/account.js'
import type { AuditEvent } from '../../domain/audit-event.js'
import { passDeviceId, type AccountId } from '../../domain/ids.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import type { SecondFactors } from '../../domain/ports/second-factors.js'
import type { DeleteAccount, EndSessions } from '../../domain/use-cases.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { bindingId, bindingKind } from './account-view.js'

export interface HotlineDeps {
  readonly accounts: Pick<AccountStore, 'find' | 'change'>
  readonly devices: Pick<PassDevices, 'remove' | 'block'>
  readonly factors: Pick<SecondFactors, 'unbind'>
  readonly endSessions: EndSessions
  readonly deleteAccount: DeleteAccount
  readonly clock: Clock
}

/** Who acts, and why, for the audit log; `reason` as `reasonOf` gives it. */
export interface Acting {
  readonly actor: string
  readonly reason: string
}

/** Whether anything is another than before. */
export type Changed = 'done' | 'unchanged'

/**
 * Nobody gets into the account from now on: its sessions end, on every instance, and so do logins that are under way in
 * it. Each function here throws `Refused('account-unknown')` for an account that is gone.
 */
export const blockAccount = (id: AccountId, acting: Acting, deps: HotlineDeps): Promise<Changed> =>
  change(id, acting, deps, 'account.blocked', (account, now) =>
    account.blockedAt === null ? { ...account, blockedAt: now, sessionsEndedAt: now } : null,
  )

/** The account may be used again, by whatever was bound to it and is not blocked by itself. */
export const unblockAccount = (id: AccountId, acting: Acting, deps: HotlineDeps): Promise<Changed> =>
  change(id, acting, deps, 'account.unblocked', (account) =>
    account.blockedAt === null ? null : { ...account, blockedAt: null },
  )

/** Ends every session of the account. */
export const endAccountSessions = (id: AccountId, acting: Acting, deps: HotlineDeps): Promise<Changed> =>
  change(id, acting, deps, 'account.sessions-ended', ended)

/** The sessions are over wherever they are stored: a command may not reach that store (`Account.sessionsEndedAt`). */
const ended = (account: Account, now: number): Account => ({ ...account, sessionsEndedAt: now })

async function change(
  id: AccountId,
  { actor, reason }: Acting,
  { accounts, endSessions, clock }: HotlineDeps,
  action: 'account.blocked' | 'account.unblocked' | 'account.sessions-ended',
  to: (account: Account, now: number) => Account | null,
): Promise<Changed> {
  if (!(await accounts.find(id))) throw new Refused(refusal('account-unknown', {}))
  const now = clock.now()
  const entry = { at: now, actor, action, subject: id, before: null, after: { reason } } as const
  const changed = await accounts.change(id, (account) => to(account, now), entry)
  // What is left in the store of sessions counts no more, but holds what a proof told.
  if (changed?.sessionsEndedAt === now) await endSessions(id)
  return changed ? 'done' : 'unchanged'
}

/** Deletes the account with everything that belongs to it; its sessions and open logins end. */
export async function deleteByHotline(
  id: AccountId,
  { actor, reason }: Acting,
  { deleteAccount }: HotlineDeps,
): Promise<void> {
  if (!(await deleteAccount(id, actor, reason))) throw new Refused(refusal('account-unknown', {}))
}

/**
 * Takes a second factor, a phone or a card off. Sessions end, as what was proved by it serves no other. Throws
 * `Refused`: `binding-unknown`; `binding-password`, which is replaced, not removed; `binding-last` for the last way in,
 * unless `last` says that this is meant.
 */
export async function removeBinding(
  id: AccountId,
  wanted: string,
  { actor, reason, last = false }: Acting & { readonly last?: boolean },
  deps: HotlineDeps,
): Promise<void> {
  const { binding, kind } = await bindingOf(id, wanted, deps)
  const { method, instance } = binding
  if (kind === 'password') throw new Refused(refusal('binding-password', {}))
  const now = deps.clock.now()
  const isThis = sameAs(binding)
  const entry: AuditEvent = {
    at: now,
    actor,
    action: 'account.method-removed',
    subject: id,
    before: { method, instance },
    after: { reason },
  }
  const unbind = (account: Account): Account | null => {
    if (!account.methods.some(isThis)) return null
    const methods = account.methods.filter((each) => !isThis(each))
    // check: the-hotline-takes-the-last-way-in-knowingly
    if (!last && !methods.some(isWayIn)) throw new Refused(refusal('binding-last', { binding: wanted }))
    return { ...ended(account, now), methods }
  }
  if (kind === 'phone') await deps.devices.remove(passDeviceId(instance), id, unbind, entry)
  else if (kind === 'factor') await deps.factors.unbind(id, unbind, instance, entry)
  else await deps.accounts.change(id, unbind, entry)
  await deps.endSessions(id)
}

/** Blocks one way in, such as a stolen phone. Sessions end. Throws `Refused('binding-unknown')`. */
export async function blockBinding(
  id: AccountId,
  wanted: string,
  { actor, reason }: Acting,
  deps: HotlineDeps,
): Promise<Changed> {
  const { binding, kind } = await bindingOf(id, wanted, deps)
  const { method, instance } = binding
  const now = deps.clock.now()
  const after = { method, instance, reason }
  const entry = { at: now, actor, action: 'account.method-blocked', subject: id, before: null, after } as const
  const block = (account: Account): Account | null =>
    binding.blocked ? null : { ...ended(account, now), methods: marked(account, binding, true) }
  const changed =
    kind === 'phone'
      ? await deps.devices.block(passDeviceId(instance), now, block, entry)
      : (await deps.accounts.change(id, block, entry)) !== null
  if (changed) await deps.endSessions(id)
  return changed ? 'done' : 'unchanged'
}

/**
 * Lets one way in be used again. Throws `Refused`: `binding-unknown`; `binding-phone`, as a blocked phone is paired
 * anew.
 */
export async function unblockBinding(
  id: AccountId,
  wanted: string,
  { actor, reason }: Acting,
  deps: HotlineDeps,
): Promise<Changed> {
  const { binding, kind } = await bindingOf(id, wanted, deps)
  if (kind === 'phone') throw new Refused(refusal('binding-phone', {}))
  const { method, instance } = binding
  const after = { method, instance, reason }
  const at = deps.clock.now()
  const entry = { at, actor, action: 'account.method-unblocked', subject: id, before: null, after } as const
  const unblock = (account: Account): Account | null =>
    binding.blocked ? { ...account, methods: marked(account, binding, false) } : null
  return (await deps.accounts.change(id, unblock, entry)) ? 'done' : 'unchanged'
}

type Which = Pick<BoundMethod, 'method' | 'instance'>

const sameAs = (one: Which) => (other: Which) => one.method === other.method && one.instance === other.instance

const marked = ({ methods }: Account, binding: Which, blocked: boolean): readonly BoundMethod[] =>
  methods.map((each) => (sameAs(binding)(each) ? { ...each, blocked } : each))

/** A second factor alone opens nothing. */
const isWayIn = (each: BoundMethod): boolean => !each.blocked && bindingKind(each) !== 'factor'

/** The binding of this id; a method's name will do where the account has one of it. */
async function bindingOf(id: AccountId, wanted: string, { accounts }: HotlineDeps) {
  const account = await accounts.find(id)
  if (!account) throw new Refused(refusal('account-unknown', {}))
  const ofMethod = account.methods.filter(({ method }) => method === wanted)
  const binding =
    account.methods.find((each) => bindingId(each) === wanted) ?? (ofMethod.length === 1 ? ofMethod[0] : undefined)
  if (!binding) throw new Refused(refusal('binding-unknown', { wanted, known: account.methods.map(bindingId) }))
  return { binding, kind: bindingKind(binding) }
}
