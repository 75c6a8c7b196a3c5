import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import type { Service } from '../../../src/domain/service.js'
import type { Database } from '../../../src/storage/sql/database.js'
import { createServiceStore } from '../../../src/storage/sql/stores/service-store.js'
import { createAuditLog } from '../../../src/storage/sql/stores/write-audit.js'
import { migrate } from '../../../src/storage/sql/migrate.js'
import { applied } from '../../contracts/applied.js'
import { eachWith, rejectionOf } from '../../contracts/harness.js'
import { sampleAudit, sampleService } from '../../contracts/samples.js'
import { STAMP } from '../../contracts/sql-harness.js'
import { sqliteFolder, sqliteHouse } from './support/sqlite-house.js'

const federation = (count: number): Service[] =>
  Array.from({ length: count }, (_none, index) => sampleService(`https://sp${index}.example/saml`))

const importedEntries = (services: readonly Service[]) =>
  services.map((after) => sampleAudit('service.imported', { subject: after.entityId, after }))

const inTables = async (database: Database): Promise<readonly unknown[]> => {
  const tables = ['service_provider', 'service_version', 'service_document', 'audit_entries']
  const text = `SELECT ${tables.map((table) => `(SELECT COUNT(*) FROM ${table}) AS ${table}`).join(', ')}`
  return Object.values((await database.ask({ text, values: [] }))[0] ?? {})
}

describe('a federation of thousands in one SQLite file', () => {
  const house = eachWith(sqliteHouse)

  it('is written in one transaction, beside which logins go on reading and see all of it or nothing', async () => {
    const { database } = house()
    const services = federation(3000)
    let isWriting = true
    const seen = new Set<unknown>()
    let reads = 0
    const reading = async (): Promise<void> => {
      for (; isWriting; reads += 1) {
        for (const count of (await inTables(database)).slice(0, 2)) seen.add(count)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const logIns = createAuditLog(database, STAMP)
    const change = { save: services, remove: [] }
    const writing = applied(createServiceStore(database, STAMP), change, importedEntries(services))
    const others = reading()
    const login = logIns.append(sampleAudit('login.answered'), 'the-end-of-a-login')
    await writing.finally(() => (isWriting = false))
    await others
    expect(await login).to.equal('there')
    // One for each piece that is made or written, at least.
    expect(reads).to.be.greaterThan(100)
    expect([...seen].filter((count) => count !== 0 && count !== 3000)).to.deep.equal([])
    expect(await inTables(database)).to.deep.equal([3000, 3000, 3000, 3001])
  })

  it('has its JSON and its MACs made before the transaction: whoever writes waits for the rows alone', async () => {
    const { database } = house()
    let isOpen = false
    const madeInside: string[] = []
    const watched: Database = {
      ...database,
      write: (work) =>
        database.write(async (rows) => {
          isOpen = true
          return work(rows).finally(() => (isOpen = false))
        }),
    }
    const service = sampleService('https://sp.example/saml')
    const metadata = { ...service.metadata, toJSON: () => (isOpen && madeInside.push('JSON'), service.metadata) }
    const mac = { ...STAMP.mac, make: (text: string) => (isOpen && madeInside.push('MAC'), STAMP.mac.make(text)) }
    const save = [{ ...service, metadata }]
    await applied(createServiceStore(watched, { ...STAMP, mac }), { save, remove: [] }, importedEntries(save))
    expect(madeInside).to.deep.equal([])
    expect(await inTables(database)).to.deep.equal([1, 1, 1, 1])
  })

  it('is written by nobody who only reads', async () => {
    const { database } = house()
    const text = `INSERT INTO service_document (hash, content) VALUES ('x', '{}')`
    expect(await rejectionOf(database.ask({ text, values: [] }))).to.be.instanceOf(BrokerError)
    expect(await rejectionOf(database.read((rows) => rows.query(text)))).to.be.instanceOf(BrokerError)
    expect(await inTables(database)).to.deep.equal([0, 0, 0, 0])
  })

  it('is read page by page, between which others are asked', async () => {
    const { database } = house()
    await applied(createServiceStore(database, STAMP), { save: federation(220), remove: [] }, [])
    const order: string[] = []
    const all = createServiceStore(database, STAMP).all()
    const other = database.ask({ text: 'SELECT 1', values: [] })
    await Promise.all([all.then(() => order.push('all')), other.then(() => order.push('other'))])
    expect(order).to.deep.equal(['other', 'all'])
    expect((await all).map(({ entityId }) => entityId)).to.have.length(220)
  })

  it('is read again where it is changed between two pages, as often as it takes', async () => {
    const { database, other } = house()
    const services = federation(120)
    await applied(createServiceStore(database, STAMP), { save: services, remove: [] }, [])
    const writer = createServiceStore(other, STAMP)
    for (const changes of [1, 50]) {
      const before = await writer.revision()
      let [left, reads] = [changes, 0]
      const racing: Database = {
        ...database,
        async read(work) {
          const read = await database.read(work)
          // Somebody writes every service between two pages.
          if (left > 0 && ++reads % 2 === 1) {
            left -= 1
            const now = await writer.all()
            await applied(writer, { save: now.map((each) => ({ ...each, active: !each.active })), remove: [] }, [])
          }
          return read
        },
      }
      const all = await createServiceStore(racing, STAMP).all()
      const revisions = new Set(all.map(({ revision }) => revision))
      expect([all.length, revisions.size, [...revisions][0] ?? 0]).to.satisfy(
        ([count, moments, at]: number[]) => count === 120 && moments === 1 && Number(at) > before,
      )
    }
  })
})

describe('a process that is killed while it writes a federation', () => {
  it('leaves nothing of it', async () => {
    const folder = await sqliteFolder()
    try {
      const database = await folder.open()
      await migrate(database)
      const before = await inTables(database)
      const killed = fork(fileURLToPath(new URL('./support/killed-import.ts', import.meta.url)), [folder.path], {
        execArgv: ['--import', 'tsx'],
      })
      expect(await once(killed, 'exit')).to.deep.equal([null, 'SIGKILL'])
      expect(await inTables(database)).to.deep.equal(before)
      const services = federation(1)
      await applied(createServiceStore(database, STAMP), { save: services, remove: [] }, importedEntries(services))
      expect(await inTables(database)).to.deep.equal([1, 1, 1, 1])
    } finally {
      await folder.close()
    }
  })
})
