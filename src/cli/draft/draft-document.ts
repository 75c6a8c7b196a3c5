import type { DraftHead } from '../../domain/draft.js'
import type { DraftStanding, DraftView, DraftedView } from '../../operators/drafts/draft-view.js'
import { timeOf } from '../days.js'
import { changeLine } from '../upstream/upstream-document.js'
import { changeLines } from '../sp/change-lines.js'

/** CONTRACT: draft list --json, of one draft. */
export const headDocument = ({ id, at, author, expiresAt, tenant, act, subject, more }: DraftHead) => ({
  id,
  at: timeOf(at),
  author,
  expiresAt: timeOf(expiresAt),
  tenant,
  act,
  subject,
  more,
})

/** What it is about, in one line. */
export function headLine({ id, author, expiresAt, act, subject, more }: DraftHead): string {
  const others = more === 0 ? [] : [`and ${more} more`]
  return [id, author, `${act} ${subject}`, ...others, `until ${timeOf(expiresAt)}`].join('  ')
}

/** CONTRACT: draft show --json. */
export const viewDocument = ({ draft, services, upstream, standing }: DraftView) => ({
  ...headDocument(draft),
  standing,
  decidedBy: draft.decidedBy,
  decidedAt: timeOf(draft.decidedAt),
  services: services.map(({ act, restored, service, changes, accounts }) => ({
    entityId: service.entityId,
    ...(accounts === undefined ? {} : { newPseudonyms: accounts }),
    act,
    restored,
    changes,
  })),
  key: draft.content.kind === 'key' ? draft.content.key : null,
  pseudonyms: pseudonymsOf(draft),
  operator: draft.content.kind === 'operator' ? draft.content.username : null,
  rights: rightsOf(draft),
  upstream: draft.content.kind === 'upstream' ? { name: draft.content.upstream.name, changes: upstream } : null,
})

/** What an operator who is to be made may do. */
function rightsOf({ content }: DraftView['draft']) {
  if (content.kind !== 'operator' || content.act !== 'create-operator') return null
  const { role, tenant, hotline } = content
  return { role, tenant, hotline }
}

/** What would be imported: never whose. */
function pseudonymsOf({ content }: DraftView['draft']) {
  if (content.kind !== 'pseudonyms') return null
  const { sector, rows, file } = content
  return { sector, rows, sha256: file }
}

const STANDS: Readonly<Record<DraftStanding, readonly string[]>> = {
  ready: [],
  moved: ['something has changed since: it cannot be approved any more'],
  'author-gone': ['whoever proposed it may not do so any more: it cannot be approved, only rejected'],
  ended: ['its time is over: it cannot be approved any more'],
  decided: [],
}

/** A draft in lines of text. */
export const viewLines = ({ draft, services, upstream, standing }: DraftView): readonly string[] => [
  headLine(draft),
  ...STANDS[standing],
  ...(draft.decidedBy === null ? [] : [`${draft.state} by ${draft.decidedBy} at ${timeOf(draft.decidedAt)}`]),
  ...pseudonymLines(draft),
  ...operatorLines(draft),
  ...(upstream ?? []).map((change) => `  ${changeLine(change)}`),
  ...services.flatMap(serviceLines),
]

function pseudonymLines(draft: DraftView['draft']): readonly string[] {
  const pseudonyms = pseudonymsOf(draft)
  if (!pseudonyms) return []
  const { sector, rows, sha256 } = pseudonyms
  const whose = rows === 1 ? '1 account gets' : `${rows} accounts get`
  return [`${whose} an imported pseudonym in the sector ${sector}`, `  file: sha256 ${sha256}`]
}

function operatorLines({ content }: DraftView['draft']): readonly string[] {
  if (content.kind !== 'operator') return []
  const { username } = content
  if (content.act === 'reset-second-factor') {
    return [`${username} loses code app and passkeys, and sets one up at the next sign-in; all sessions end`]
  }
  if (content.act === 'reset-password') {
    return [`${username} gets a one-time password, which whoever proposed it knows; all sessions end`]
  }
  const { role, tenant, hotline } = content
  const rights = [role, ...(tenant === null ? [] : [`of ${tenant}`]), ...(hotline ? ['with hotline'] : [])].join(' ')
  return [`${username} is made: ${rights}, with a one-time password, which whoever proposed it knows`]
}

const serviceLines = ({ act, restored, service, changes, accounts }: DraftedView): readonly string[] => [
  `${restored === null ? act : `${act} version ${restored}`} ${service.entityId}`,
  ...(accounts === undefined ? [] : [`  ${accounts ?? 'all'} accounts there get new pseudonyms`]),
  ...changeLines(changes ?? [], { isNew: act === 'imported' }).map((line) => `  ${line}`),
]
