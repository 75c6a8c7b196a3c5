import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { MetadataFetches, MetadataFetchStore } from '../../../domain/ports/metadata-fetches.js'
import { runOn, type Database } from '../database.js'
import { MetadataFetchEntity } from '../entities/metadata-fetch-entity.js'
import { placesOf } from '../many-rows.js'
import { checkedRow, entityIdShape, inChunks, instant } from './rows.js'

/** Counts of fetches of the broker's metadata in SQL. */
export const createMetadataFetches = (database: Database): MetadataFetchStore => ({
  add: (fetches) =>
    database.write(async (rows) => {
      for (const chunk of inChunks(fetches)) await addRows(rows, chunk)
      await runOn(rows, { text: FORGET, values: [] })
    }),
  all: () =>
    database.read(async (rows) => {
      const found = await rows.find(MetadataFetchEntity)
      return found.map((row) => {
        const { keyId, service, fetches, lastAt } = checkedRow(shape, row, `metadata_fetch ${row.keyId}`)
        return { key: keyId, service: service === '' ? null : entityIdShape.parse(service), count: fetches, lastAt }
      })
    }),
})

const shape = z.object({ keyId: z.string(), service: z.string(), fetches: z.int(), lastAt: instant })

/** A key that is retired stands in the metadata no more. */
const FORGET = `DELETE FROM metadata_fetch WHERE key_id IN (SELECT id FROM signing_key WHERE state = 'retired')`

/** Times are text in the order of time. */
const ADD = `ON CONFLICT (key_id, service) DO UPDATE SET fetches = metadata_fetch.fetches + excluded.fetches,
  last_at = CASE WHEN excluded.last_at > metadata_fetch.last_at THEN excluded.last_at ELSE metadata_fetch.last_at END`

async function addRows(rows: EntityManager, all: readonly MetadataFetches[]): Promise<void> {
  const places = all.map((_row, at) => placesOf(4, at * 4))
  await runOn(rows, {
    text: `INSERT INTO metadata_fetch (key_id, service, fetches, last_at) VALUES ${places.join(', ')} ${ADD}`,
    values: all.flatMap(({ key, service, count, lastAt }) => [
      key,
      service ?? '',
      count,
      new Date(lastAt).toISOString(),
    ]),
  })
}
