import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { KeyStore, StoredKey } from '../../../domain/ports/key-store.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { KEY_STATES } from '../../../domain/ports/signing-keys.js'
import type { Database } from '../database.js'
import { KeyEntity } from '../entities/key-entity.js'
import { RevisionEntity } from '../entities/revision-entity.js'
import { byText } from './by-text.js'
import { checkedRow } from './checked-row.js'
import { readRevision } from './revisions.js'
import { instant } from './row-shapes.js'
import { writeAudit } from './write-audit.js'

const keyShape: z.ZodType<StoredKey> = z.object({
  id: z.string(),
  use: z.enum(['signing', 'encryption']),
  state: z.enum(KEY_STATES),
  stateSince: instant.nullable(),
  type: z.string(),
  certificate: z.string(),
  notAfter: instant,
  createdAt: instant,
  activatedAt: instant.nullable(),
  wrappedPrivateKey: z.string(),
})

/** The broker's keys in SQL. */
export const createKeyStore = (database: Database, stamp: AuditStamp): KeyStore => ({
  all: () => database.read(readKeys),
  revision: () => database.read((rows) => readRevision(rows, 'key')),
  save: (keys, audit, basedOn) =>
    database.write(async (rows) => {
      // The row is written first: from here on nobody else can raise it, on PostgreSQL too.
      const { affected } = await rows.update(RevisionEntity, { name: 'key', value: basedOn }, { value: basedOn + 1 })
      if (affected !== 1) return false
      await rows.upsert(KeyEntity, [...keys], ['id'])
      await writeAudit(rows, audit, stamp)
      return true
    }),
})

/** `KeyStore.all` within a transaction. */
export async function readKeys(rows: EntityManager): Promise<readonly StoredKey[]> {
  const found = await rows.find(KeyEntity)
  return found
    .map((row) => checkedRow(keyShape, row, `signing_key ${row.id}`))
    .sort((one, other) => one.createdAt - other.createdAt || byText(one.id, other.id))
}
