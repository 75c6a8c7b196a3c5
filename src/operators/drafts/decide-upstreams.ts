import type { Draft, DraftedUpstream } from '../../domain/draft.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ApprovedDraft } from '../../domain/ports/operator-store.js'
import { auditedChange, auditedWhole, changesOf } from '../upstreams/upstream-changes.js'
import { overtaken, type DraftDeps } from './draft-view.js'

/**
 * Does to an upstream what a draft says, in one transaction with the decision; the entry of the change names whoever wanted
 * it. Throws `Refused('draft-moved')` where it is another one by now.
 */
export async function changeUpstream(
  draft: Draft,
  { act, base, upstream }: DraftedUpstream,
  approved: ApprovedDraft,
  { upstreams }: DraftDeps,
): Promise<void> {
  const by = { at: approved.approval.at, actor: draft.author }
  const found = await upstreams.find(upstream.name)
  // The store would refuse another version, too; a name that somebody has taken since is told here.
  if ((found?.upstream.version ?? 0) !== base) throw overtaken(draft)
  if (found === null) {
    await upstreams.create(upstream, auditedWhole('upstream.imported', upstream, by), approved).catch(wasFaster(draft))
    return
  }
  const action = act === 'set-upstream' ? 'upstream.set' : 'upstream.updated'
  const isDone =
    act === 'remove-upstream'
      ? await upstreams.remove(found.upstream, auditedWhole('upstream.removed', found.upstream, by), approved)
      : await upstreams.replace(
          upstream,
          auditedChange(action, upstream, changesOf(found.upstream, upstream), by),
          approved,
        )
  if (!isDone) throw overtaken(draft)
}

const wasFaster =
  (draft: Draft) =>
  (error: unknown): never => {
    throw error instanceof OperatorError && error.rule === 'upstream-name' ? overtaken(draft) : error
  }
