import { expect } from 'chai'
import { entityId } from '../../src/domain/ids.js'
import type { MetadataFetches } from '../../src/domain/ports/metadata-fetches.js'
import { KeyEntity } from '../../src/storage/sql/entities/key-entity.js'
import { createMetadataFetches } from '../../src/storage/sql/stores/metadata-fetches.js'
import { eachWith } from './harness.js'
import type { MakeSql } from './sql-harness.js'

const AACHEN = entityId('https://aachen.example/sp')

/** What every store of counted fetches keeps to. */
export function metadataFetchesContract(name: string, make: MakeSql): void {
  describe(`counted fetches of metadata in ${name}`, () => {
    const house = eachWith(make)
    const store = () => createMetadataFetches(house().database)
    const other = () => createMetadataFetches(house().other)
    const fetched = (changes: Partial<MetadataFetches> = {}): MetadataFetches => ({
      key: 'a',
      service: AACHEN,
      count: 1,
      lastAt: 5_000,
      ...changes,
    })
    const sorted = async () =>
      (await other().all()).toSorted((one, two) =>
        `${one.key} ${one.service}`.localeCompare(`${two.key} ${two.service}`),
      )

    it('add up over instances, each by key and service, with the time of the last one', async () => {
      await store().add([fetched({ count: 2 }), fetched({ service: null, count: 7 }), fetched({ key: 'b' })])
      await Promise.all([
        store().add([fetched({ count: 3, lastAt: 9_000 })]),
        other().add([fetched({ count: 4, lastAt: 1_000 }), fetched({ service: null, lastAt: 8_000 })]),
      ])
      expect(await sorted()).to.deep.equal([
        fetched({ count: 9, lastAt: 9_000 }),
        fetched({ service: null, count: 8, lastAt: 8_000 }),
        fetched({ key: 'b' }),
      ])
    })

    it('may be many in one go', async () => {
      const many = Array.from({ length: 1200 }, (_, at) => fetched({ service: entityId(`https://${at}.example/sp`) }))
      await store().add(many)
      expect(await other().all()).to.have.length(1200)
    })

    it('go with their key when it is retired', async () => {
      const key = {
        id: 'a',
        use: 'signing',
        type: 'RSA-3072',
        certificate: 'c',
        notAfter: 1,
        createdAt: 1,
        stateSince: 1,
        activatedAt: 1,
        wrappedPrivateKey: 'w',
      } as const
      await store().add([fetched(), fetched({ key: 'b' })])
      await house().database.write(async (rows) => {
        await rows.insert(KeyEntity, { ...key, state: 'retired' })
        await rows.insert(KeyEntity, { ...key, id: 'b', state: 'previous' })
      })
      await store().add([fetched({ key: 'b' })])
      expect(await sorted()).to.deep.equal([fetched({ key: 'b', count: 2 })])
    })
  })
}
