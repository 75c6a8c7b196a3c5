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
      expect(await here.append(answered, 'one.0', SECTOR)).to.equal('there')
      expect(await here.append(answered, 'two.0', SECTOR)).to.equal('there')
      expect(await sectors(house().other).append(answered, 'three.0', SECTOR)).to.equal('there')
      expect(await here.isUsed(SECTOR)).to.equal(true)
      expect(await here.isUsed(`${SECTOR}/`)).to.equal(false)
      expect(await auditOf(house().database)).to.deep.equal([answered, answered, answered])
    })

    it('take the entry of one answer once, and no other under its id', async () => {
      const other = { ...answered, subject: 'another' }
      for (const here of [sectors(), sectors(house().other)]) {
        expect(await here.append(answered, 'one.0', SECTOR)).to.equal('there')
        expect(await here.append(other, 'one.0', SECTOR)).to.equal('another')
        expect(await here.append(other, 'one.0', SECTOR)).to.equal('another')
      }
      expect(await auditOf(house().database)).to.deep.equal([answered])
    })

    it('stay used when nothing of them is left in the log', async () => {
      await sectors().append(answered, 'one.0', SECTOR)
      await house().database.write((rows) => rows.clear(AuditEntity))
      expect(await sectors().isUsed(SECTOR)).to.equal(true)
    })

    it('are used by many answers at once, of which none is lost', async () => {
      const [here, elsewhere] = [sectors(), sectors(house().other)]
      await Promise.all(
        Array.from({ length: 10 }, (_, id) => (id % 2 ? here : elsewhere).append(answered, `${id}.0`, SECTOR)),
      )
      expect(await auditOf(house().database)).to.have.length(10)
    })

    it('are not used by an answer that cannot be logged', async () => {
      await breakAudit(house().database)
      await expectUnavailable(sectors().append(answered, 'one.0', SECTOR))
      expect(await sectors().isUsed(SECTOR)).to.equal(false)
    })
  })
}
