import type { AuditEvent } from '../../domain/audit-event.js'
import type { DraftedUpstream } from '../../domain/draft.js'
import type { UpstreamStore } from '../../domain/ports/upstream-store.js'
import { keepDraft, type DraftingDeps } from './drafting.js'

/**
 * The upstreams for operators whose changes need a second person: each is kept as a draft instead, and `ChangeDrafted` is
 * thrown. To switch one off is no change of it, and waits for nobody.
 */
export const draftingUpstreams = (store: UpstreamStore, deps: DraftingDeps): UpstreamStore => ({
  ...store,
  // check: an-upstream-waits-for-a-second-person
  create: (upstream, audit) => keep({ act: 'import-upstream', base: 0, upstream }, audit, deps),
  replace: (next, audit) => {
    const act = audit.action === 'upstream.set' ? 'set-upstream' : 'import-upstream'
    // check: a-change-of-an-upstream-waits-for-a-second-person
    return keep({ act, base: next.version, upstream: next }, audit, deps)
  },
  async remove({ name, version }, audit) {
    const found = await store.find(name)
    if (found?.upstream.version !== version) return false
    // check: a-removal-of-an-upstream-waits-for-a-second-person
    return keep({ act: 'remove-upstream', base: version, upstream: found.upstream }, audit, deps)
  },
})

const keep = (drafted: DraftedUpstream, told: AuditEvent, deps: DraftingDeps): Promise<never> => {
  const { act, upstream } = drafted
  const content = { kind: 'upstream', ...drafted } as const
  return keepDraft({ act, subject: upstream.name, more: 0, tenant: null, content }, told, deps)
}
