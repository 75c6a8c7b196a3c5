import { expect } from 'chai'
import { AuditEntity } from '../../src/storage/sql/entities/audit-entity.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const SECTOR = 'https://portal.aachen.example'

/** What is known of sectors, whatever becomes of the log. */
export function usedSectorsContract(name: string, make: MakeSql): void {
  describe(`used sectors in ${name}`, () => {
    const house = eachWith(make)
    const sectors = (database = house().database) => createSqlStores(database, STAMP).sectors
    const answered = sampleAudit('login.answered')

    it('are those that an answer was given in, from the first one on, each with its entry', async () => {
      const here = sectors()
      expect(await here.isUsed(SECTOR)).to.equal(false)
      await here.append(answered, SECTOR)
      await here.append(answered, SECTOR)
      await sectors(house().other).append(answered, SECTOR)
      expect(await here.isUsed(SECTOR)).to.equal(true)
      expect(await here.isUsed(`${SECTOR}/`)).to.equal(false)
      expect(await auditOf(house().database)).to.deep.equal([answered, answered, answered])
    })

    it('stay used when nothing of them is left in the log', async () => {
      await sectors().append(answered, SECTOR)
      await house().database.write((rows) => rows.clear(AuditEntity))
      expect(await sectors().isUsed(SECTOR)).to.equal(true)
    })

    it('are used by many answers at once, of which none is lost', async () => {
      const stores = [sectors(), sectors(house().other)]
      await Promise.all(Array.from({ length: 5 }, () => stores.map((each) => each.append(answered, SECTOR))).flat())
      expect(await auditOf(house().database)).to.have.length(10)
    })

    it('are not used by an answer that cannot be logged', async () => {
      await breakAudit(house().database)
      await expectUnavailable(sectors().append(answered, SECTOR))
      expect(await sectors().isUsed(SECTOR)).to.equal(false)
    })
  })
}
