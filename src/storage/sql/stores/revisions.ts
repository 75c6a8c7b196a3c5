import type { EntityManager } from 'typeorm'
import { BrokerError } from '../../../domain/error-catalogue.js'
import { RevisionEntity, type RevisionName } from '../entities/revision-entity.js'

/** The revision as committed. */
export async function readRevision(rows: EntityManager, name: RevisionName): Promise<number> {
  const row = await rows.findOneBy(RevisionEntity, { name })
  if (!row) throw new BrokerError('internal', `database: no revision of ${name}`)
  return row.value
}

/**
 * Raises the revision and returns it. First thing in a transaction: on PostgreSQL the row's lock makes later
 * writers of the same kind wait, so that revisions are committed in order and a poller misses none.
 */
export async function raiseRevision(rows: EntityManager, name: RevisionName): Promise<number> {
  await rows.increment(RevisionEntity, { name }, 'value', 1)
  return readRevision(rows, name)
}
