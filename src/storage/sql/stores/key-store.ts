import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { changeAgain, OVERTAKEN } from '../../../domain/change-again.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { KeyStore, StoredKey } from '../../../domain/ports/key-store.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { KEY_STATES } from '../../../domain/ports/signing-keys.js'
import type { Database } from '../database.js'
import { KeyEntity } from '../entities/key-entity.js'
import { RevisionEntity } from '../entities/revision-entity.js'
import { closeDraft } from './draft-store.js'
import { byText, checkedRow, instant } from './rows.js'
import { readRevision } from './revisions.js'
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
export function createKeyStore(database: Database, stamp: AuditStamp): KeyStore {
  const all: KeyStore['all'] = () => database.read(readKeys)
  const revision: KeyStore['revision'] = () => database.read((rows) => readRevision(rows, 'key'))
  return {
    all,
    revision,
    change: (decide) =>
      changeAgain(
        async () => {
          const basedOn = await revision()
          const { save, audit, result, approval } = await decide(await all())
          if (save.length === 0) return result
          const isSaved = await database.write(async (rows) => {
            // The row is written first: from here on nobody else can raise it, on PostgreSQL too.
            const next = { value: basedOn + 1 }
            // check: keys-are-changed-as-they-were-read
            const { affected } = await rows.update(RevisionEntity, { name: 'key', value: basedOn }, next)
            if (affected !== 1) return false
            await rows.upsert(KeyEntity, [...save], ['id'])
            await closeDraft(rows, approval)
            await writeAudit(rows, audit, stamp)
            return true
          })
          return isSaved ? result : OVERTAKEN
        },
        () => {
          throw new OperatorError('keys-busy', 'Other commands keep changing the keys; try again')
        },
      ),
  }
}

/** Of keys that were made in one moment the signing one comes first. */
const byAge = (one: StoredKey, other: StoredKey): number =>
  one.createdAt - other.createdAt || byText(other.use, one.use) || byText(one.id, other.id)

/** `KeyStore.all` within a transaction. */
export async function readKeys(rows: EntityManager): Promise<readonly StoredKey[]> {
  const found = await rows.find(KeyEntity)
  return found.map((row) => checkedRow(keyShape, row, `signing_key ${row.id}`)).sort(byAge)
}
