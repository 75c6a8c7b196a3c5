import type { EntityManager } from 'typeorm'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { BrokerError } from '../../../domain/error-catalogue.js'
import { entryHolds, entryText } from '../../../domain/audit-chain.js'
import type { AuditMac, AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { Appended, AuditLog, Basis } from '../../../domain/ports/audit-log.js'
import { type Database, kindOf, type Row, runOn, type Statement } from '../database.js'
import { AuditEntity, type AuditRow } from '../entities/audit-entity.js'
import { causeOf } from '../faults.js'
import { placesOf, writeRows } from '../many-rows.js'
import { createTogether } from '../together.js'
import { byText, inChunks, inPieces } from './rows.js'

/** An entry as it will be written, with its MAC; whose it is, is asked when it is written. */
export interface ReadyEntry {
  readonly row: AuditRow
  readonly owner: EntryOwner
}

/**
 * Entries of one change, made before its transaction begins: those of a whole federation take a while. Throws
 * `BrokerError('unavailable')`.
 */
export async function readyEntries(events: readonly AuditEvent[], stamp: AuditStamp): Promise<readonly ReadyEntry[]> {
  const entries: ReadyEntry[] = []
  if (events.length > 0) await stamp.ready?.()
  try {
    const batch = stamp.newId()
    await inPieces(events, (piece) => {
      for (const event of piece) {
        const id = `${batch}.${String(entries.length).padStart(6, '0')}`
        entries.push({ row: auditRow(event, id, stamp.mac), owner: ownerOf(event) })
      }
      return Promise.resolve()
    })
  } catch (error) {
    throw cannotBeWritten(error)
  }
  return entries
}

/**
 * Writes entries with the change that they tell of: inside its transaction. Throws `BrokerError('unavailable')`
 * for any fault, which takes the change back: what cannot be logged does not happen (RULES: Operators 1).
 */
export async function writeReadyEntries(rows: EntityManager, entries: readonly ReadyEntry[]): Promise<void> {
  try {
    const tenantOf = await tenantsOf(rows, entries)
    await inPieces(entries, (piece) => {
      const owned = piece.map(({ row, owner }) => ({ ...row, tenant: tenantOf(owner) }))
      return writeRows(rows, AuditEntity, owned, { overwrite: false })
    })
  } catch (error) {
    throw cannotBeWritten(error)
  }
}

/** The same for a few entries, which are made within the transaction. */
export const writeAudit = async (
  rows: EntityManager,
  events: readonly AuditEvent[],
  stamp: AuditStamp,
): Promise<void> => writeReadyEntries(rows, await readyEntries(events, stamp))

/** The entry as a row, with the MAC over all of it. */
function auditRow(event: AuditEvent, id: string, mac: AuditMac): AuditRow {
  const { at, actor, action, subject } = event
  const said = { id: wellFormed(id), actor: wellFormed(actor), action, subject: wellFormed(subject) }
  const entry = { ...said, at, before: jsonOf(event.before), after: jsonOf(event.after) }
  return { ...entry, mac: mac.make(entryText(asStored(entry))), seq: null, seal: null, tenant: null }
}

/** Whether the row is as its writer wrote it; null for one from before entries had a MAC. */
export const auditRowHolds = (row: AuditRow, macs: AuditMac): boolean | null => entryHolds(asStored(row), macs)

const asStored = <Entry extends Pick<AuditRow, 'at'>>(entry: Entry) => ({
  ...entry,
  at: new Date(entry.at).toISOString(),
})

/** No database keeps half of a surrogate pair: the MAC is made of what will stand there. JSON escapes it by itself. */
const wellFormed = <Text extends string | null>(text: Text): Text =>
  // check: the-mac-is-of-what-will-be-stored
  typeof text === 'string' ? (text.replace(/\p{Surrogate}/gu, '\ufffd') as Text) : text

const cannotBeWritten = (error: unknown): BrokerError =>
  new BrokerError('unavailable', 'the audit log cannot be written', { cause: causeOf(error) })

const jsonOf = (value: unknown): string | null => (value == null ? null : JSON.stringify(value))

/** An entry, and what it rests on. */
interface Entry {
  readonly row: AuditRow
  readonly owner: EntryOwner
  readonly basis: Basis
}

/** What the entries are written with: a database, or one of its transactions. */
type Writer = Pick<Database, 'kind' | 'add' | 'ask'>

const NOTHING: Basis = { accounts: new Map(), services: new Map() }

/** Entries of one statement: more would make the first of them wait. */
const AT_ONCE = 64

/**
 * The append-only log in SQL, for what happens without a change to another table. Entries that come while a statement is
 * under way share the next one, and its commit.
 */
export function createAuditLog(database: Database, stamp: AuditStamp): AuditLog {
  const append = createTogether<Entry, Appended>({
    write: (entries) => appendAll(entries, database),
    // check: an-entry-that-cannot-be-written-fails-alone
    mayBeOfOne: (fault) => fault instanceof BrokerError && fault.code === 'internal',
    most: AT_ONCE,
  })
  return {
    append: (event, id, basis = NOTHING) =>
      append({ row: auditRow(event, id, stamp.mac), owner: ownerOf(event), basis }).catch(notWritten),
    has: async (id) => (await database.ask(readingOf([id], database.kind))).length > 0,
  }
}

/** As `AuditLog.append`, inside a transaction. */
export async function writeAuditOnce(
  rows: EntityManager,
  event: AuditEvent,
  { id, basis = NOTHING }: { readonly id: string; readonly basis?: Basis },
  stamp: AuditStamp,
): Promise<Appended> {
  const run = (statement: Statement): Promise<readonly Row[]> => runOn(rows, statement)
  const entry = { row: auditRow(event, id, stamp.mac), owner: ownerOf(event), basis }
  const appendedOf = await appendAll([entry], { kind: kindOf(rows), add: run, ask: run }).catch(notWritten)
  return appendedOf(entry)
}

function notWritten(fault: unknown): never {
  throw cannotBeWritten(fault)
}

/**
 * What became of each entry. The statement may run twice where a connection breaks, so what it does not give back is
 * looked for: it may have been written before.
 */
async function appendAll(entries: readonly Entry[], { kind, add, ask }: Writer): Promise<(entry: Entry) => Appended> {
  const macs = macsOf(await add(insertionOf(entries, kind)))
  const others = entries.map(({ row }) => row.id).filter((id) => !macs.has(id))
  const before = others.length > 0 ? macsOf(await ask(readingOf(others, kind))) : macs
  return ({ row }) => {
    const mac = macs.get(row.id) ?? before.get(row.id)
    if (mac === undefined) return 'stale'
    // The MAC covers every field, so equal MACs are equal entries.
    // check: an-entry-of-another-under-this-id-is-none-of-ours
    return mac === row.mac ? 'there' : 'another'
  }
}

const macsOf = (rows: readonly Row[]): ReadonlyMap<unknown, unknown> => new Map(rows.map(({ id, mac }) => [id, mac]))

/** What each engine calls the elements of a JSON array, and a value that is one. */
const JSON_OF = {
  postgres: { each: 'jsonb_array_elements', array: '$1::jsonb' },
  sqlite: { each: 'json_each', array: '$1' },
} as const

/**
 * Gives back the entries that were written by this statement. What each rests on is looked at in the same statement, so
 * that what was read of it may be kept in memory. However many entries, it is the same text.
 */
function insertionOf(entries: readonly Entry[], kind: Database['kind']): Statement {
  // By their ids, so that two instances that write the same ones wait for each other one way round.
  const sorted = entries.toSorted((one, other) => byText(one.row.id, other.row.id))
  const told = sorted.map(({ row, owner, basis: { accounts, services } }) => ({
    ...row,
    ...owner,
    at: new Date(row.at).toISOString(),
    accounts: [...accounts],
    services: [...services],
  }))
  return { text: INSERTION[kind], values: [JSON.stringify(told)] }
}

const COLUMNS = ['id', 'at', 'actor', 'action', 'subject', 'before', 'after', 'mac']

// The registry says whose the service is in the statement that writes the entry.
const OWNER = `COALESCE(entry.value ->> 'tenant',
    (SELECT tenant FROM service_provider WHERE entity_id = (entry.value ->> 'service')))`

const AS_READ = 'CAST(basis.value ->> 1 AS integer)'

const insertionIn = ({ each, array }: (typeof JSON_OF)[Database['kind']]): string => `
  INSERT INTO audit_entries (${COLUMNS.map((name) => `"${name}"`).join(', ')}, tenant)
  SELECT ${COLUMNS.map((name) => `entry.value ->> '${name}'`).join(', ')}, ${OWNER} FROM ${each}(${array}) AS entry
  WHERE NOT EXISTS (${accountOtherThanRead(each)}) AND NOT EXISTS (${serviceOtherThanRead(each)})
  ON CONFLICT (id) DO NOTHING RETURNING id, mac`

// Each row is looked at by its key, whatever the planner knows of the table.
const accountOtherThanRead = (each: string): string =>
  // check: an-entry-rests-on-accounts-as-they-are
  `SELECT 1 FROM ${each}(entry.value -> 'accounts') AS basis
   WHERE (SELECT version FROM account WHERE id = (basis.value ->> 0)) IS DISTINCT FROM ${AS_READ}`

const serviceOtherThanRead = (each: string): string =>
  // check: an-entry-rests-on-services-as-they-are
  `SELECT 1 FROM ${each}(entry.value -> 'services') AS basis
   WHERE (SELECT revision FROM service_provider WHERE entity_id = (basis.value ->> 0)) IS DISTINCT FROM ${AS_READ}`

const INSERTION = { postgres: insertionIn(JSON_OF.postgres), sqlite: insertionIn(JSON_OF.sqlite) }

const readingIn = ({ each, array }: (typeof JSON_OF)[Database['kind']]): string =>
  `SELECT id, mac FROM audit_entries WHERE id IN (SELECT wanted.value ->> 'id' FROM ${each}(${array}) AS wanted)`

const READING = { postgres: readingIn(JSON_OF.postgres), sqlite: readingIn(JSON_OF.sqlite) }

const readingOf = (ids: readonly string[], kind: Database['kind']): Statement => ({
  text: READING[kind],
  values: [JSON.stringify(ids.map((id) => ({ id })))],
})

/**
 * Whose an entry is, for good: the tenant that owns the service at the moment when it is written. The entry says so
 * itself, or names the service, and the registry says; null: it is of no service, and of no tenant.
 */
type EntryOwner = { readonly tenant: string | null } | { readonly service: string } | null

function ownerOf({
  action,
  subject,
  before,
  after,
}: Pick<AuditEvent, 'action' | 'subject' | 'before' | 'after'>): EntryOwner {
  const [was, is] = [sideOf(before), sideOf(after)]
  // What somebody has looked up names a service too, and is of whoever looked.
  // check: a-look-up-is-of-no-service
  if (action.startsWith('audit.')) return null
  if (!action.startsWith('service.')) return typeof is['service'] === 'string' ? { service: is['service'] } : null
  // What moves to another tenant was the first one's until then, and what goes was its owner's.
  // check: an-entry-stays-with-who-owned-the-service
  if ('tenant' in was) return { tenant: tenantIn(was) }
  const made = action === 'service.restored' ? sideOf(is['changed']) : is
  return before === null && 'tenant' in made ? { tenant: tenantIn(made) } : { service: subject }
}

type Sides = Readonly<Record<string, unknown>>

const sideOf = (side: unknown): Sides =>
  typeof side === 'object' && side !== null ? Object.fromEntries(Object.entries(side)) : {}

const tenantIn = ({ tenant }: Sides): string | null => (typeof tenant === 'string' ? tenant : null)

/** The tenants of many entries, as their transaction sees the registry. */
async function tenantsOf(
  rows: EntityManager,
  entries: readonly ReadyEntry[],
): Promise<(owner: EntryOwner) => string | null> {
  const named = entries.flatMap(({ owner }) => (owner && 'service' in owner ? [owner.service] : []))
  const services = [...new Set(named)]
  const known = new Map<unknown, unknown>()
  for (const chunk of inChunks(services)) {
    const text = `SELECT entity_id, tenant FROM service_provider WHERE entity_id IN ${placesOf(chunk.length)}`
    for (const row of await runOn(rows, { text, values: chunk })) known.set(row['entity_id'], row['tenant'])
  }
  return (owner) => {
    const tenant = owner === null ? null : 'tenant' in owner ? owner.tenant : known.get(owner.service)
    return typeof tenant === 'string' ? tenant : null
  }
}
