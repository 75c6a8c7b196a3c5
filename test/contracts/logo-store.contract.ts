import { expect } from 'chai'
import { entityId } from '../../src/domain/ids.js'
import type { LogoImage, LogoRecord } from '../../src/domain/logo.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith } from './harness.js'
import { type MakeSql, STAMP } from './sql-harness.js'

const AT = Date.parse('2026-05-04T08:00:00.123Z')
const AACHEN = entityId('https://aachen.example/sp')
const SOLINGEN = entityId('https://solingen.example/sp')

const record = (service = AACHEN, changes: Partial<LogoRecord> = {}): LogoRecord => ({
  service,
  source: 'a'.repeat(64),
  digest: 'd'.repeat(64),
  width: 120,
  height: 40,
  fault: null,
  failures: 0,
  at: AT,
  dueAt: AT + 5,
  ...changes,
})
const image = (text: string): LogoImage => ({
  type: 'image/png',
  width: 120,
  height: 40,
  bytes: Buffer.from(text),
})

/** What every store of the services' pictures keeps to. */
export function logoStoreContract(name: string, make: MakeSql): void {
  describe(`logos in ${name}`, () => {
    const house = eachWith(make)
    const logos = (database = house().database) => createSqlStores(database, STAMP).logos
    const shown = async (digest: string) => {
      const found = await logos().image(digest)
      return found && `${found.type} ${Buffer.from(found.bytes).toString()}`
    }

    it('keep one for each service, its bytes under their digest, for every process', async () => {
      await logos().keep(record(), image('one'))
      await logos().keep(record(SOLINGEN, { digest: 'e'.repeat(64) }), image('two\0\xff'))
      expect(await logos(house().other).all()).to.deep.equal([record(), record(SOLINGEN, { digest: 'e'.repeat(64) })])
      expect(await logos().find(AACHEN)).to.deep.equal(record())
      expect(await shown('d'.repeat(64))).to.equal('image/png one')
      expect(await shown('e'.repeat(64))).to.equal('image/png two\0\xff')
      expect(await shown('f'.repeat(64))).to.equal(null)
    })

    it('keep the bytes of before where a look brought none, as long as the digest is the same', async () => {
      await logos().keep(record(), image('one'))
      await logos().keep(record(AACHEN, { fault: 'time', failures: 1 }), null)
      expect(await logos().find(AACHEN)).to.include({ fault: 'time', failures: 1 })
      expect(await shown('d'.repeat(64))).to.equal('image/png one')
      await logos().keep(record(AACHEN, { digest: null, fault: 'status' }), null)
      expect(await shown('d'.repeat(64))).to.equal(null)
      expect((await logos().find(AACHEN))?.digest).to.equal(null)
    })

    it('forget those of services that have none any more', async () => {
      await logos().keep(record(), image('one'))
      await logos().keep(record(SOLINGEN), image('one'))
      await logos().forget([AACHEN])
      expect((await logos().all()).map(({ service }) => service)).to.deep.equal([SOLINGEN])
      expect(await shown('d'.repeat(64))).to.equal('image/png one')
    })

    it('raise their revision with every change, for whoever follows them', async () => {
      const first = await logos().revision()
      await logos().keep(record(), image('one'))
      const second = await logos(house().other).revision()
      await logos().forget([AACHEN])
      expect(second).to.be.greaterThan(first)
      expect(await logos().revision()).to.be.greaterThan(second)
    })
  })
}
