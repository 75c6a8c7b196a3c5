import { expect } from 'chai'
import type { MigrationInterface } from 'typeorm'
import { ensureSchema, requireSchema } from '../../src/compose/database.js'
import type { Database } from '../../src/storage/sql/database.js'
import { migrate, schemaState } from '../../src/storage/sql/migrate.js'
import { MIGRATIONS } from '../../src/storage/sql/migrations/read-migrations.js'
import { rejectionOf } from '../contracts/harness.js'
import { postgresPlace } from '../storage/sql/support/postgres-house.js'
import type { SqlPlace } from '../storage/sql/support/sql-place.js'
import { sqliteFolder } from '../storage/sql/support/sqlite-house.js'

class LaterStep9999999999991 implements MigrationInterface {
  readonly name = 'LaterStep9999999999991'
  async up(): Promise<void> {
    await Promise.resolve()
  }
  async down(): Promise<void> {
    await Promise.resolve()
  }
}

const LATER = { migrations: [...MIGRATIONS, LaterStep9999999999991] }

const expectRefusal = async (work: Promise<void>, rule: string): Promise<void> => {
  const error = await rejectionOf(work)
  expect(error).to.have.property('rule', rule)
  expect(String(error)).to.contain('servicekonto migrate').and.not.to.contain('\n')
}

/** What the broker and the commands do with a schema that is missing, of an earlier or of a later version. */
describe('a schema that is not this version’s', () => {
  let place: SqlPlace
  afterEach(() => place.close())

  describe('on PostgreSQL', () => {
    beforeEach(async () => {
      place = await postgresPlace()
    })

    for (const [who, check] of [
      ['the broker', ensureSchema],
      ['a command', requireSchema],
    ] as const) {
      it(`is refused by ${who} while there is none, and taken once it was made`, async () => {
        const database = await place.open()
        await expectRefusal(check(database), 'schema-missing')
        expect(await schemaState(database)).to.equal('empty')
        await migrate(database)
        await check(database)
      })

      it(`is refused by ${who} when it is older or newer, and left alone`, async () => {
        const database = await place.open()
        await migrate(database)
        const later = await place.open(LATER)
        await expectRefusal(check(later), 'schema-older')
        expect(await schemaState(later)).to.equal('older')
        await migrate(later)
        await expectRefusal(check(database), 'schema-newer')
        await check(later)
      })
    }
  })

  describe('on SQLite', () => {
    beforeEach(async () => {
      place = await sqliteFolder()
    })

    it('is made by whoever comes first, and brought up to date by the broker alone', async () => {
      const database: Database = await place.open()
      await requireSchema(database)
      await ensureSchema(database)
      const later = await place.open(LATER)
      await expectRefusal(requireSchema(later), 'schema-older')
      await ensureSchema(later)
      await requireSchema(later)
      await expectRefusal(requireSchema(database), 'schema-newer')
      expect(await rejectionOf(ensureSchema(database))).to.have.property('rule', 'schema-newer')
    })
  })
})
