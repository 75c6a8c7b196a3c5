import type { EntityManager } from 'typeorm'
import type { SourceId } from '../../../domain/ids.js'
import type { SourceChange } from '../../../domain/ports/source-store.js'
import { SourceEntity } from '../entities/source-entity.js'
import { Overtaken } from './overtaken.js'

/** What becomes of sources, within the transaction of the services that they feed. Throws `Overtaken`. */
export async function applySources(rows: EntityManager, changes: readonly SourceChange[]): Promise<void> {
  for (const { becomes, source } of changes) {
    const { id, url, version } = source
    // check: a-source-changes-as-it-was-read
    if ((await sourceVersion(rows, id)) !== version) throw new Overtaken(url)
    if (becomes === 'removed') await rows.delete(SourceEntity, { id })
    else await rows.upsert(SourceEntity, { ...source, version: version + 1 }, ['id'])
  }
}

/** The version of a source; 0 where there is none. */
export const sourceVersion = async (rows: EntityManager, id: SourceId): Promise<number> =>
  (await rows.findOneBy(SourceEntity, { id }))?.version ?? 0
