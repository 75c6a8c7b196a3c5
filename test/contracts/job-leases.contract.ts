import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { createJobLeases } from '../../src/storage/sql/stores/job-leases.js'
import { eachWith } from './harness.js'
import type { MakeSql } from './sql-harness.js'

const LONG = 3_600_000

/** What every JobLeases keeps to. */
export function jobLeasesContract(name: string, make: MakeSql): void {
  describe(`the leases of jobs in ${name}`, () => {
    const house = eachWith(make)
    const leases = () => [createJobLeases(house().database), createJobLeases(house().other)] as const

    it('are had by one of two instances, which may prolong its own', async () => {
      const [one, other] = leases()
      expect(await one.take('certificates', 'one', LONG)).to.equal(true)
      expect(await other.take('certificates', 'other', LONG)).to.equal(false)
      expect(await one.take('certificates', 'one', LONG)).to.equal(true)
    })

    it('are had by exactly one of many that ask at once', async () => {
      const [one, other] = leases()
      const asked = Array.from({ length: 8 }, (_, at) => (at % 2 ? one : other).take('certificates', `${at}`, LONG))
      expect((await Promise.all(asked)).filter(Boolean)).to.have.length(1)
    })

    it('are of one job each', async () => {
      const [one, other] = leases()
      await one.take('certificates', 'one', LONG)
      expect(await other.take('another', 'other', LONG)).to.equal(true)
    })

    it('are taken over when their holder is gone for as long as it had them', async () => {
      const [one, other] = leases()
      await one.take('certificates', 'one', 50)
      await sleep(200)
      expect(await other.take('certificates', 'other', LONG)).to.equal(true)
      expect(await one.take('certificates', 'one', LONG)).to.equal(false)
    })

    it('are free at once when they are given back, and only by who has them', async () => {
      const [one, other] = leases()
      await one.take('certificates', 'one', LONG)
      await other.release('certificates', 'other')
      expect(await other.take('certificates', 'other', LONG)).to.equal(false)
      await one.release('certificates', 'one')
      expect(await other.take('certificates', 'other', LONG)).to.equal(true)
    })
  })
}
