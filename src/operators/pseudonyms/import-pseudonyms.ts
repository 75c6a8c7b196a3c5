import { createHash } from 'node:crypto'
import type { AuditEvent } from '../../domain/audit-event.js'
import type { Approval, Draft, DraftedPseudonyms } from '../../domain/draft.js'
import { draftId } from '../../domain/ids.js'
import type { PseudonymRow, PseudonymsKnown } from '../../domain/ports/pseudonym-imports.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { derivedAmong, wrongAmong } from './judge-rows.js'
import type { PseudonymDeps } from './pseudonym-deps.js'
import { readPseudonymRows } from './read-rows.js'
import { refuseRows } from './wrong-rows.js'

/**
 * Keeps the pseudonyms of a file for a second person, whatever the settings say of other changes (RULES: Identity 3):
 * always throws, `ChangeDrafted` where they could be imported, else `Refused` with nothing kept. `sector`: of a service
 * that is registered. An account is named by its id alone.
 */
export async function importPseudonyms(
  sector: string,
  file: Uint8Array,
  actor: string,
  deps: PseudonymDeps,
): Promise<never> {
  await demandSector(sector, deps)
  const rows = readPseudonymRows(file)
  refuseRows(wrongAmong(rows, await deps.imports.known(sector, rows)))
  refuseRows(await derivedAmong(rows, sector, deps))
  const [id, at] = [draftId(deps.random.id()), deps.clock.now()]
  const content: DraftedPseudonyms = {
    act: 'import-pseudonyms',
    sector,
    rows: rows.length,
    file: createHash('sha256').update(file).digest('hex'),
  }
  const draft: Draft = {
    ...{ id, at, author: actor, expiresAt: at + deps.waits, tenant: null, act: content.act, subject: sector, more: 0 },
    ...{ state: 'open', decidedBy: null, decidedAt: null, content: { kind: 'pseudonyms', ...content } },
  }
  const after = { act: content.act, of: [sector] }
  // check: an-import-of-pseudonyms-always-waits
  await deps.imports.propose(draft, rows, { at, actor, action: 'draft.proposed', subject: id, before: null, after })
  throw new ChangeDrafted(id)
}

/**
 * A sector that no service is in is a slip of the pen: nothing would ever use what was imported there. Throws
 * `Refused('sector-unknown')`.
 */
async function demandSector(sector: string, { services }: PseudonymDeps): Promise<void> {
  const isThere = (await services.all()).some(({ settings }) => settings.sector === sector)
  // check: pseudonyms-are-imported-into-a-sector-that-there-is
  if (!isThere) throw new Refused(refusal('sector-unknown', { sector }))
}

/**
 * Makes the rows of a draft count, by what is stored now, each with its entry in the name of whoever wanted it; `agreed`
 * is the entry of whoever approves. Throws `Refused`, with nothing changed.
 */
export async function approvePseudonyms(
  { id, author, subject }: Draft,
  { sector, rows: wanted }: DraftedPseudonyms,
  { approval, agreed }: { readonly approval: Approval; readonly agreed: AuditEvent },
  deps: PseudonymDeps,
): Promise<void> {
  await demandSector(sector, deps)
  const waiting = await deps.imports.proposed(id)
  refuseRows(await derivedAmong(waiting, sector, deps))
  const imported = ({ account }: PseudonymRow): AuditEvent => ({
    ...{ at: approval.at, actor: author, action: 'account.pseudonym-imported', subject: account },
    ...{ before: null, after: { sector, draft: id } },
  })
  await deps.imports.approve(sector, approval, (rows, known: PseudonymsKnown) => {
    // check: a-draft-of-pseudonyms-is-whole
    if (rows.length !== wanted) throw new Refused(refusal('draft-moved', { draft: id, subject }))
    refuseRows(wrongAmong(rows, known))
    return [...rows.map(imported), agreed]
  })
}
