import { expect } from 'chai'
import { methodId } from '../../src/domain/ids.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const EID = methodId('eid')
const AT = Date.parse('2026-05-04T08:00:00.123Z')
const off = (at = AT) => ({ method: EID, enabled: false, disabledAt: at })
const on = { method: EID, enabled: true, disabledAt: null }

/** What every store of the methods' switches keeps to. */
export function methodSwitchesContract(name: string, make: MakeSql): void {
  describe(`switches of methods in ${name}`, () => {
    const house = eachWith(make)
    const switches = (database = house().database) => createSqlStores(database, STAMP).methodSwitches

    it('are none at first; one that is switched off is, with its entry, for every process', async () => {
      expect(await switches().all()).to.deep.equal([])
      expect(await switches().set(off(), sampleAudit('off'))).to.equal(true)
      expect(await switches(house().other).all()).to.deep.equal([off()])
      expect(await auditOf(house().database)).to.deep.equal([sampleAudit('off')])
    })

    it('remember since when nothing counts, also once the method is on again, and the last time of several', async () => {
      await switches().set(off(), sampleAudit('off'))
      expect(await switches().set(on, sampleAudit('on'))).to.equal(true)
      expect(await switches().all()).to.deep.equal([{ ...on, disabledAt: AT }])
      await switches().set(off(AT + 5), sampleAudit('off'))
      expect(await switches().all()).to.deep.equal([off(AT + 5)])
    })

    it('change nothing where the method stands so already, and write no entry', async () => {
      expect(await switches().set(on, sampleAudit('on'))).to.equal(false)
      await switches().set(off(), sampleAudit('off'))
      expect(await switches().set(off(AT + 5), sampleAudit('off'))).to.equal(false)
      expect(await switches().all()).to.deep.equal([off()])
      expect(await auditOf(house().database)).to.have.length(1)
    })

    it('are switched by one of two that do it at once', async () => {
      const both = [switches(), switches(house().other)].map((each) => each.set(off(), sampleAudit('off')))
      expect((await Promise.all(both)).toSorted()).to.deep.equal([false, true])
    })

    it('are not switched where the entry cannot be written', async () => {
      await breakAudit(house().database)
      await expectUnavailable(switches().set(off(), sampleAudit('off')))
      expect(await switches().all()).to.deep.equal([])
    })
  })
}
