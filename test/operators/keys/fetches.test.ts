import { expect } from 'chai'
import { entityId } from '../../../src/domain/ids.js'
import type { MetadataFetches } from '../../../src/domain/ports/metadata-fetches.js'
import { createFetchCounts } from '../../../src/operators/keys/count-fetches.js'
import { fetchesByKey } from '../../../src/operators/keys/known-by.js'
import { fetchesDocument, fetchLines } from '../../../src/cli/keys/key-fetches.js'
import type { KeyView } from '../../../src/operators/keys/manage-keys.js'
import { viewsOf } from '../../../src/operators/keys/manage-keys.js'
import { key } from './key-house.js'

const [A, B, C] = ['a', 'b', 'c'].map((name) => entityId(`https://${name}.example/sp`)) as [
  ReturnType<typeof entityId>,
  ReturnType<typeof entityId>,
  ReturnType<typeof entityId>,
]

describe('fetches of the metadata', () => {
  describe('are counted in memory', () => {
    let written: MetadataFetches[][]
    let now: number
    let breaks: boolean
    const clock = { now: () => now }
    const store = {
      add: (fetches: readonly MetadataFetches[]) => {
        if (breaks) return Promise.reject(new Error('no database'))
        written.push([...fetches])
        return Promise.resolve()
      },
    }
    beforeEach(() => {
      written = []
      now = 1_000
      breaks = false
    })

    it('and written by key and service, each once, nothing where nothing came', async () => {
      const counts = createFetchCounts(store, clock)
      counts.count(['one', 'two'], A)
      now = 2_000
      counts.count(['one'], A)
      counts.count(['one'], null)
      await counts.write()
      await counts.write()
      expect(written).to.deep.equal([
        [
          { key: 'one', service: A, count: 2, lastAt: 2_000 },
          { key: 'two', service: A, count: 1, lastAt: 1_000 },
          { key: 'one', service: null, count: 1, lastAt: 2_000 },
        ],
      ])
    })

    it('and are counted still where they could not be written, with what came meanwhile', async () => {
      const counts = createFetchCounts(store, clock)
      counts.count(['one'], A)
      breaks = true
      const failed = counts.write().catch(String)
      now = 3_000
      counts.count(['one'], A)
      expect(await failed).to.include('no database')
      breaks = false
      await counts.write()
      expect(written).to.deep.equal([[{ key: 'one', service: A, count: 2, lastAt: 3_000 }]])
    })

    it('within bounds: beyond so many services they count as unnamed', async () => {
      const counts = createFetchCounts(store, clock)
      for (let count = 0; count < 20_010; count++) counts.count(['one'], entityId(`https://${count}.example/sp`))
      await counts.write()
      expect(written[0]).to.have.length(20_001)
      expect(written[0]?.at(-1)).to.deep.equal({ key: 'one', service: null, count: 10, lastAt: 1_000 })
    })
  })

  describe('are told', () => {
    const views = viewsOf({
      keys: [
        key('old', { state: 'active' }),
        key('new', { state: 'next' }),
        key('gone', { state: 'retired' }),
        key('sealed', { state: 'active', use: 'encryption' }),
      ],
      now: 0,
      validFor: 1,
      announceFor: 1,
    })
    const all: readonly MetadataFetches[] = [
      { key: 'old', service: null, count: 100, lastAt: 50 },
      { key: 'old', service: A, count: 3, lastAt: 40 },
      { key: 'old', service: B, count: 2, lastAt: 30 },
      { key: 'old', service: C, count: 1, lastAt: 60 },
      { key: 'new', service: A, count: 1, lastAt: 40 },
      { key: 'gone', service: A, count: 1, lastAt: 40 },
    ]
    const told = (...seen: (typeof A)[]) => fetchesByKey(views, new Set(seen), { all: () => Promise.resolve(all) })
    const viewOf = (id: string): KeyView => views.find((view) => view.key.id === id) ?? expect.fail(id)

    it('by key, with those who gave their name for an earlier one and not yet for this', async () => {
      const found = await told(A, B, C)
      expect([...found.keys()]).to.deep.equal(['old', 'new', 'sealed'])
      expect(found.get('new')).to.deep.equal({
        count: 1,
        lastAt: 40,
        named: [{ entityId: A, count: 1, lastAt: 40 }],
        notYet: [B, C],
      })
      expect(found.get('old')?.notYet).to.deep.equal([])
      expect(found.get('sealed')).to.deep.equal({ count: 0, lastAt: null, named: [], notYet: [] })
    })

    it('with the names of seen services alone; the others are counted', async () => {
      const found = await told(B)
      expect(found.get('old')).to.deep.equal({
        count: 106,
        lastAt: 60,
        named: [{ entityId: B, count: 2, lastAt: 30 }],
        notYet: [],
      })
      expect(found.get('new')).to.deep.include({ count: 1, named: [], notYet: [B] })
    })

    it('on the command line in words that claim no more', async () => {
      const found = await told(A, B, C)
      expect(fetchLines(found, viewOf('new'))).to.deep.equal([
        '  metadata with this key: fetched once, last on 1970-01-01; under their name by https://a.example/sp',
        '  fetched under their name before, not with this key: https://b.example/sp, https://c.example/sp',
      ])
      expect(fetchesDocument(found, viewOf('new'))).to.deep.equal({
        count: 1,
        lastAt: '1970-01-01T00:00:00.040Z',
        named: [{ entityId: A, count: 1, lastAt: '1970-01-01T00:00:00.040Z' }],
        notYet: [B, C],
      })
      for (const id of ['gone', 'sealed']) {
        expect([fetchLines(found, viewOf(id)), fetchesDocument(found, viewOf(id))]).to.deep.equal([[], null])
      }
      const none = await fetchesByKey(views, new Set(), { all: () => Promise.resolve([]) })
      expect(fetchLines(none, viewOf('new'))).to.deep.equal(['  metadata with this key: not fetched yet'])
      expect(fetchLines(none, viewOf('old'))).to.deep.equal([])
    })
  })
})
