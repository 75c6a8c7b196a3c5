import type { AuditEvent } from '../../domain/audit-event.js'
import type { Approval, Draft, DraftContent, DraftedKey, DraftedService } from '../../domain/draft.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { KeyStore } from '../../domain/ports/key-store.js'
import type { Service } from '../../domain/service.js'
import { refusal } from '../findings.js'
import { approvePseudonyms } from '../pseudonyms/import-pseudonyms.js'
import { activateKey, retireKey } from '../keys/manage-keys.js'
import { Refused } from '../refused.js'
import { checkAgain } from '../services/check-again.js'
import { nobodyIn } from '../services/nobodys.js'
import { bySector } from '../services/by-sector.js'
import { audited, auditedRestoration, auditedWhole } from '../services/registered-service.js'
import type { ServiceDeps } from '../services/service-deps.js'
import { moved, overtaken, showDraft, type DraftDeps, type DraftView } from './draft-view.js'
import { changeUpstream } from './decide-upstreams.js'
import { changeOperator } from './decide-operators.js'
import { namesOf } from './drafting.js'

/** Who decides, and the digest of what was shown; null: whoever decides has not been shown it by a page. */
export interface Decision {
  readonly actor: string
  readonly shown: string | null
}

/**
 * Makes the change of a draft, in one transaction with the decision, by the rules as they are now. Throws `Refused`, with
 * nothing changed: for the own draft, for one that is not what was shown, that was decided, ended or overtaken, for one of
 * somebody who may not propose it any more, and for what no rule allows any more.
 */
export async function approveDraft(id: string, { actor, shown }: Decision, deps: DraftDeps): Promise<DraftView> {
  const view = await showDraft(id, deps)
  const { draft, standing, digest } = view
  // check: nobody-approves-their-own-draft
  if (draft.author === actor) throw new Refused(refusal('draft-own', { draft: id }))
  if (standing === 'decided') throw new Refused(refusal('draft-decided', { draft: id }))
  // check: a-draft-ends
  if (standing === 'ended') throw new Refused(refusal('draft-ended', { draft: id }))
  // check: a-draft-goes-with-its-author
  if (standing === 'author-gone') throw new Refused(refusal('draft-author', { draft: id, author: draft.author }))
  if (standing === 'moved') throw overtaken(draft)
  // check: a-draft-is-approved-as-it-was-shown
  if (shown !== null && shown !== digest) throw new Refused(refusal('draft-changed', { draft: id }))
  const approval = { draft: draft.id, by: actor, at: deps.clock.now() }
  const { content } = draft
  await decidedMeanwhile(made(draft, content, approval, deps), id)
  return view
}

function made(draft: Draft, content: DraftContent, approval: Approval, deps: DraftDeps): Promise<unknown> {
  switch (content.kind) {
    case 'key':
      return changeKey(draft, content, approval, deps)
    case 'operator':
      return changeOperator(draft, content, { approval, audit: approved(draft, approval) }, deps)
    case 'upstream':
      return changeUpstream(draft, content, { approval, audit: approved(draft, approval) }, deps)
    case 'pseudonyms':
      return approvePseudonyms(draft, content, { approval, agreed: approved(draft, approval) }, deps.pseudonyms)
    case 'services':
      return changeServices(draft, content.services, approval, deps.services)
  }
}

/** Refuses a draft, or takes the own one back. Throws `Refused` for one that is unknown or decided, or not as shown. */
export async function rejectDraft(id: string, { actor, shown }: Decision, deps: DraftDeps): Promise<DraftView> {
  const view = await showDraft(id, deps)
  const { draft, digest } = view
  if (shown !== null && shown !== digest) throw new Refused(refusal('draft-changed', { draft: id }))
  const decision = { draft: draft.id, by: actor, at: deps.clock.now() }
  const { author } = draft
  const told = {
    at: decision.at,
    actor,
    action: 'draft.rejected',
    subject: id,
    before: { author },
    after: null,
  } as const
  const isMine = draft.state === 'open' && (await deps.drafts.reject(decision, told))
  if (!isMine) throw new Refused(refusal('draft-decided', { draft: id }))
  return view
}

/** The store tells in its own words that somebody else was faster. */
async function decidedMeanwhile(work: Promise<unknown>, id: string): Promise<void> {
  await work.catch((error: unknown) => {
    const isDecided = error instanceof OperatorError && !(error instanceof Refused) && error.rule === 'draft-decided'
    throw isDecided ? new Refused(refusal('draft-decided', { draft: id })) : error
  })
}

const approved = ({ id, author, act, content }: Draft, { by, at }: Approval): AuditEvent => ({
  at,
  actor: by,
  action: 'draft.approved',
  subject: id,
  before: { author },
  after: { act, of: namesOf(content) },
})

function changeServices(
  draft: Draft,
  drafted: readonly DraftedService[],
  approval: Approval,
  deps: ServiceDeps,
): Promise<null> {
  return deps.services.change(async () => {
    const all = await deps.services.all()
    const registry = new Map<string, Service>(all.map((service) => [service.entityId, service]))
    const sectors = bySector(all)
    const [kept, gone] = [
      drafted.filter(({ act }) => act !== 'removed'),
      drafted.filter(({ act }) => act === 'removed'),
    ]
    const late = drafted.find((each) => moved(each, registry))
    // check: a-draft-is-of-what-it-was-thought-out-on
    if (late) throw overtaken({ id: draft.id, subject: late.service.entityId })
    for (const { service, newPseudonyms } of kept) {
      const sharing = sectors.get(service.settings.sector) ?? []
      const before = registry.get(service.entityId) ?? null
      // check: a-sector-in-use-changes-by-what-was-typed-alone
      const typed = newPseudonyms ? before?.settings.sector : undefined
      const judging = typed === undefined ? deps : { ...deps, accountsInSector: nobodyIn(typed, deps) }
      await checkAgain(service, before, sharing, judging)
    }
    const told = drafted.map((each) => eventOf(each, registry.get(each.service.entityId) ?? null, draft.author, deps))
    return {
      save: kept.map(({ service }) => service),
      remove: gone.map(({ service }) => service.entityId),
      audit: [...told, approved(draft, approval)],
      approval,
      result: null,
    }
  })
}

/** The entry of each change names whoever wanted it; that of the draft says who agreed. */
function eventOf(
  { act, restored, service }: DraftedService,
  before: Service | null,
  author: string,
  deps: ServiceDeps,
): AuditEvent {
  const { entityId } = service
  if (act === 'removed') return auditedWhole('service.removed', before, null, entityId, author, deps)
  if (act === 'restored') return auditedRestoration(before, service, restored ?? 0, author, deps)
  if (act === 'imported' || !before) return auditedWhole('service.imported', null, service, entityId, author, deps)
  return audited(`service.${act}`, before, service, author, deps)
}

/** What the first person was asked about a key was answered then, so nothing is asked again; what no key may lack is. */
async function changeKey(draft: Draft, { act, key, base }: DraftedKey, approval: Approval, deps: DraftDeps) {
  const approving = (store: KeyStore): KeyStore => ({
    ...store,
    change: (decide) =>
      store.change(async (keys) => {
        // check: a-draft-of-a-key-is-of-what-it-was-thought-out-on
        if ((await store.revision()) !== base) throw overtaken(draft)
        const change = await decide(keys)
        return { ...change, audit: [...change.audit, approved(draft, approval)], approval }
      }),
  })
  const house = deps.keys(approving)
  if (act === 'activate') await activateKey(key, draft.author, house)
  else await retireKey(key, { force: true }, draft.author, house)
}
