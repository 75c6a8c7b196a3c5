import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { UpstreamStore } from '../../../domain/ports/upstream-store.js'
import {
  UPSTREAM_NEVER_FETCHED,
  UPSTREAM_UNPROBED,
  type StoredUpstream,
  type Upstream,
  type UpstreamFetches,
  type UpstreamHealth,
} from '../../../domain/upstream.js'
import type { Database } from '../database.js'
import { MethodSwitchEntity } from '../entities/method-switch-entity.js'
import { UpstreamEntity, type UpstreamRow } from '../entities/upstream-entity.js'
import { closeDraft } from './draft-store.js'
import { raiseRevision, readRevision } from './revisions.js'
import { byText, checkedRow, isStorable, methodIdShape } from './rows.js'
import { storedUpstreamShape } from './upstream-shape.js'
import { writeAudit } from './write-audit.js'

type Changes = Pick<UpstreamStore, 'create' | 'replace' | 'remove'>
type Notes = Pick<UpstreamStore, 'noteFetches' | 'noteHealth'>
type Reads = Omit<UpstreamStore, keyof Changes | keyof Notes>

/** The registered upstreams in SQL. */
export const createUpstreamStore = (database: Database, stamp: AuditStamp): UpstreamStore => ({
  ...readsOf(database),
  ...changesOf(database, stamp),
  ...notesOf(database),
})

// Every instance asks every other second, so it is one plain statement.
const REVISION = { text: "SELECT value FROM revision WHERE name = 'upstream'", values: [] }
const NAMES = { text: 'SELECT name FROM upstream ORDER BY name', values: [] }
const nameShape = z.object({ name: methodIdShape })
const revisionShape = z.object({ value: z.number() })

const readsOf = (database: Database): Reads => ({
  async readSince(known) {
    const [row] = await database.ask(REVISION)
    if (checkedRow(revisionShape, row, 'revision upstream').value === known) return null
    return database.read(async (rows) => ({
      revision: await readRevision(rows, 'upstream'),
      stored: (await rows.find(UpstreamEntity)).map(storedOf).sort(byName),
    }))
  },
  names: async () => (await database.ask(NAMES)).map((row) => checkedRow(nameShape, row, 'upstream').name),
  find: (name) =>
    database.read(async (rows) => {
      const row = isStorable(name) ? await rows.findOneBy(UpstreamEntity, { name }) : null
      return row && storedOf(row)
    }),
})

const changesOf = (database: Database, stamp: AuditStamp): Changes => ({
  create: (upstream, audit, approved) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'upstream')
      const { name } = upstream
      // check: a-name-of-an-upstream-is-taken-once
      if (await rows.existsBy(UpstreamEntity, { name })) {
        throw new OperatorError('upstream-name', `Another command has imported ${name} meanwhile; try again`)
      }
      const nothing = { fetches: UPSTREAM_NEVER_FETCHED, health: UPSTREAM_UNPROBED }
      await rows.insert(UpstreamEntity, { ...rowOf({ ...upstream, version: 1 }), ...nothing })
      // What one of this name has proved before it was removed counts no more: `disabledAt` stays.
      await rows.update(MethodSwitchEntity, { method: name }, { enabled: true })
      await closeDraft(rows, approved?.approval)
      await writeAudit(rows, [audit, ...(approved ? [approved.audit] : [])], stamp)
    }),
  replace: (next, audit, approved) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'upstream')
      const { id, name, version } = next
      // check: upstreams-are-changed-as-they-were-read
      const before = await rows.findOneBy(UpstreamEntity, { id, name, version })
      if (!before) return false
      const changed = { ...rowOf({ ...next, version: version + 1 }), ...keptOf(storedOf(before), next) }
      await rows.update(UpstreamEntity, { name }, changed)
      await closeDraft(rows, approved?.approval)
      await writeAudit(rows, [audit, ...(approved ? [approved.audit] : [])], stamp)
      return true
    }),
  remove: ({ name, version }, audit, approved) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'upstream')
      const { affected } = await rows.delete(UpstreamEntity, { name, version })
      if (affected !== 1) return false
      // check: what-a-removed-upstream-proved-counts-no-more
      await rows.upsert(MethodSwitchEntity, { method: name, enabled: false, disabledAt: audit.at }, ['method'])
      await closeDraft(rows, approved?.approval)
      await writeAudit(rows, [audit, ...(approved ? [approved.audit] : [])], stamp)
      return true
    }),
})

/** What was noted of another address, or of a document that came another way, is not of this one. */
function keptOf({ upstream: before, fetches, health }: StoredUpstream, next: Upstream) {
  return {
    fetches: isSameSource(before, next) ? fetches : UPSTREAM_NEVER_FETCHED,
    // check: health-is-of-the-address-that-is-probed
    health: before.settings.healthUrl === next.settings.healthUrl ? health : UPSTREAM_UNPROBED,
  }
}

const isSameSource = ({ source: one }: Pick<Upstream, 'source'>, { source: other }: Pick<Upstream, 'source'>) =>
  one.from === other.from && one.signer === other.signer && one.importedAt === other.importedAt

const notesOf = (database: Database): Notes => ({
  noteFetches: (upstream, fetches) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'upstream')
      const found = await storedIn(rows, upstream)
      // check: a-fetch-is-noted-at-the-upstream-that-was-read
      if (found && isSameSource(found.upstream, upstream)) await note(rows, upstream, { fetches })
    }),
  noteHealth: (upstream, health) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'upstream')
      const found = await storedIn(rows, upstream)
      const isSame = found?.upstream.settings.healthUrl === upstream.settings.healthUrl
      // check: a-probe-is-noted-at-the-address-that-was-probed
      if (isSame) await note(rows, upstream, { health })
    }),
})

async function storedIn(rows: EntityManager, { id }: Pick<Upstream, 'id'>): Promise<StoredUpstream | null> {
  const row = await rows.findOneBy(UpstreamEntity, { id })
  return row && storedOf(row)
}

async function note(
  rows: EntityManager,
  { id }: Pick<Upstream, 'id'>,
  noted: { readonly fetches: UpstreamFetches } | { readonly health: UpstreamHealth },
): Promise<void> {
  await rows.update(UpstreamEntity, { id }, noted)
}

const storedOf = (row: UpstreamRow): StoredUpstream => checkedRow(storedUpstreamShape, row, `upstream ${row.name}`)

const byName = ({ upstream: one }: StoredUpstream, { upstream: other }: StoredUpstream): number =>
  byText(one.name, other.name)

const rowOf = (upstream: Upstream): Omit<UpstreamRow, 'fetches' | 'health'> => {
  const { name, id, dialect, peer, settings, metadata, version } = upstream
  const { from, signer, importedAt } = upstream.source
  const source = { from, signer, importedAt }
  return { name, id, dialect, entityId: peer.entityId, peer, settings, metadata, source, version }
}
