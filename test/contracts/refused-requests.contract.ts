import { expect } from 'chai'
import { tenantId } from '../../src/domain/ids.js'
import type { RefusedRequest } from '../../src/domain/refused-request.js'
import { RefusedRequestEntity } from '../../src/storage/sql/entities/refused-request-entity.js'
import { createRefusedRequests } from '../../src/storage/sql/stores/refused-requests.js'
import { sampleRefused } from '../support/refused-samples.js'
import { eachWith } from './harness.js'
import type { MakeSql } from './sql-harness.js'

const MANY = { all: 100, claimed: 50 }

/** What every store of refused requests keeps to. */
export function refusedRequestsContract(name: string, make: MakeSql): void {
  describe(`refused requests in ${name}`, () => {
    const house = eachWith(make)
    const store = () => createRefusedRequests(house().database)
    const other = () => createRefusedRequests(house().other)
    const numbered = (count: number, sender: RefusedRequest['sender'] = 'registered', at = count) =>
      sampleRefused({ errorId: `E-${sender.slice(0, 4).toUpperCase()}-${String(1000 + count)}`, at, sender })
    const ids = async (): Promise<readonly string[]> =>
      house().database.read(async (rows) => (await rows.find(RefusedRequestEntity)).map(({ id }) => id).sort())

    it('come back as they were kept, at every instance', async () => {
      const claimed = sampleRefused({
        errorId: 'E-4444-4444',
        sender: 'claimed',
        service: null,
        claimed: null,
        xml: null,
        requestId: null,
        relayStateBytes: null,
        detail: null,
        checks: [{ rule: 'subject', went: 'open' }],
      })
      await store().keep([sampleRefused(), claimed], MANY)
      expect(await other().find('E-3VEE-43FD', null)).to.deep.equal(sampleRefused())
      expect(await other().find('E-4444-4444', null)).to.deep.equal(claimed)
      expect(await store().find('E-0000-0000', null)).to.equal(null)
      expect(await store().find('E-\0', null)).to.equal(null)
    })

    it('are found by their tenant, as it was when they came; one from before that was kept by those who see all', async () => {
      const [aachen, solingen] = [tenantId('Aachen'), tenantId('Solingen')]
      await store().keep([sampleRefused({ tenant: aachen }), sampleRefused({ errorId: 'E-4444-4444' })], MANY)
      expect((await other().find('E-3VEE-43FD', aachen))?.tenant).to.equal('Aachen')
      expect(await other().find('E-3VEE-43FD', solingen)).to.equal(null)
      expect(await other().find('E-4444-4444', aachen)).to.equal(null)
      expect((await other().find('E-4444-4444', null))?.tenant).to.equal(null)
    })

    it('are found by the ID of the request or of its answer, newest first, a few of them', async () => {
      const of = (count: number, changes: Partial<RefusedRequest>) =>
        sampleRefused({ ...numbered(count), requestId: null, ...changes })
      const all = [
        of(1, { requestId: '_a' }),
        of(2, { answerId: '_a' }),
        of(3, { requestId: '_b', answerId: '_c' }),
        of(4, { requestId: '_A', tenant: tenantId('Aachen') }),
        ...Array.from({ length: 12 }, (_, count) => of(10 + count, { requestId: '_often' })),
      ]
      await store().keep(all, MANY)
      const found = async (id: string) => (await other().findByMessage(id, null)).map(({ at }) => at)
      expect(await found('_a')).to.deep.equal([2, 1])
      expect(await found('_c')).to.deep.equal([3])
      expect(await found('_often')).to.deep.equal([21, 20, 19, 18, 17, 16, 15, 14, 13, 12])
      expect(await found('_none')).to.deep.equal([])
      expect(await found('_\0')).to.deep.equal([])
      expect(await other().findByMessage('_A', tenantId('Aachen'))).to.have.length(1)
      expect(await other().findByMessage('_A', tenantId('Solingen'))).to.deep.equal([])
      expect(await other().findByMessage('_c', tenantId('Aachen'))).to.deep.equal([])
      expect((await other().findByMessage('_c', null))[0]).to.deep.equal(all[2])
    })

    it('may hold what no database takes, which is shown as what it is', async () => {
      const odd = 'a\0b\ud800c'
      await store().keep([sampleRefused({ xml: odd, detail: odd, claimed: odd })], MANY)
      const found = await other().find('E-3VEE-43FD', null)
      expect([found?.xml, found?.detail, found?.claimed]).to.deep.equal(Array(3).fill('a\ufffdb\ufffdc'))
    })

    it('are kept up to their number, the oldest dropped first', async () => {
      const most = { all: 3, claimed: 3 }
      await store().keep(
        [1, 2].map((count) => numbered(count)),
        most,
      )
      await other().keep(
        [3, 4, 5].map((count) => numbered(count)),
        most,
      )
      expect(await ids()).to.deep.equal(['E-REGI-1003', 'E-REGI-1004', 'E-REGI-1005'])
    })

    it('push out no others where their sender is only claimed', async () => {
      const most = { all: 4, claimed: 2 }
      await store().keep(
        [1, 2].map((count) => numbered(count)),
        most,
      )
      await store().keep(
        [3, 4, 5, 6].map((count) => numbered(count, 'claimed')),
        most,
      )
      expect(await ids()).to.deep.equal(['E-CLAI-1005', 'E-CLAI-1006', 'E-REGI-1001', 'E-REGI-1002'])
    })

    it('are many in one go, and many dropped', async () => {
      const all = Array.from({ length: 1200 }, (_none, count) => numbered(count))
      await store().keep(all, { all: 2000, claimed: 2000 })
      await store().keep([numbered(5000)], { all: 2, claimed: 2 })
      expect(await ids()).to.deep.equal(['E-REGI-2199', 'E-REGI-6000'])
    })

    it('are forgotten from before a time', async () => {
      await store().keep([numbered(1, 'signed', 5_000), numbered(2, 'claimed', 7_000)], MANY)
      expect(await other().forget(7_000)).to.equal(1)
      expect(await ids()).to.deep.equal(['E-CLAI-1002'])
    })
  })
}
