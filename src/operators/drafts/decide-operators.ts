import type { Draft, DraftedOperator } from '../../domain/draft.js'
import type { Operator } from '../../domain/operator.js'
import type { ApprovedDraft, OperatorStore } from '../../domain/ports/operator-store.js'
import { usernameKey } from '../../domain/username.js'
import { factorsReset, ONE_TIME, operatorCreated, passwordGiven } from '../operator-changes.js'
import { overtaken, type DraftDeps } from './draft-view.js'

/**
 * Does to an operator what a draft says, in one transaction with the decision. A password is for one sign-in from the moment on
 * that the second person agrees. Throws `Refused('draft-moved')` where the operator is another one by now.
 */
export async function changeOperator(
  draft: Draft,
  drafted: DraftedOperator,
  approved: ApprovedDraft,
  { operators }: DraftDeps,
): Promise<void> {
  const by = { at: approved.approval.at, actor: draft.author }
  if (drafted.act === 'create-operator') {
    const made = newOperator(drafted, approved)
    const isMade = made !== null && (await operators.create(made, operatorCreated(made, by), approved))
    if (!isMade) throw overtaken(draft)
    return
  }
  const changed = await changeOf(drafted, by, approved, operators)
  if (!changed) throw overtaken(draft)
}

function newOperator(
  drafted: DraftedOperator & { readonly act: 'create-operator' },
  { approval: { at } }: ApprovedDraft,
): Operator | null {
  const { id, username, role, tenant, hotline, passwordHash } = drafted
  if (passwordHash === null) return null
  const made = { id, username, role, tenant, hotline, disabled: false, passwordHash, totp: null, passkeys: [] }
  return { ...made, oneTimeUntil: at + ONE_TIME, createdAt: at, version: 1 }
}

async function changeOf(
  drafted: Exclude<DraftedOperator, { readonly act: 'create-operator' }>,
  by: { readonly at: number; readonly actor: string },
  approved: ApprovedDraft,
  operators: Pick<OperatorStore, 'findByUsername' | 'change'>,
): Promise<Operator | null> {
  const found = await operators.findByUsername(usernameKey(drafted.username))
  if (!found) return null
  return operators.change(found.id, (operator) => {
    // check: a-draft-of-an-operator-is-of-what-it-was-thought-out-on
    if (operator.version !== drafted.base) return null
    if (drafted.act === 'reset-second-factor') return { ...factorsReset(operator, by), approved }
    const { passwordHash } = drafted
    return passwordHash === null ? null : { ...passwordGiven(operator, passwordHash, by), approved }
  })
}
