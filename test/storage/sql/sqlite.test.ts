import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect, promisify } from 'node:util'
import type { Database } from '../../../src/storage/sql/database.js'
import { migrate } from '../../../src/storage/sql/migrate.js'
import { raiseRevision, readRevision } from '../../../src/storage/sql/stores/revisions.js'
import { createAccountStore } from '../../../src/storage/sql/stores/account-store.js'
import { expectUnavailable, rejectionOf } from '../../contracts/harness.js'
import { sampleAccount, sampleAudit } from '../../contracts/samples.js'
import { sqliteFolder } from './support/sqlite-house.js'
import { STAMP } from '../../contracts/sql-harness.js'

/** Reads first and writes then, as every compare-and-set does: what SQLite refuses to upgrade without care. */
const raise = (database: Database): Promise<number> =>
  database.write(async (rows) => {
    await readRevision(rows, 'service')
    await sleep(1)
    return raiseRevision(rows, 'service')
  })

describe('an SQLite file', () => {
  let folder: Awaited<ReturnType<typeof sqliteFolder>>
  beforeEach(async () => {
    folder = await sqliteFolder()
  })
  afterEach(() => folder.close())

  it('is readable by its owner alone, side files too', async () => {
    const database = await folder.open()
    await migrate(database)
    const files = readdirSync(dirname(folder.path))
    expect(files).to.include('servicekonto.db-wal')
    for (const file of files) expect(statSync(join(dirname(folder.path), file)).mode & 0o777, file).to.equal(0o600)
  })

  it('is not made by whoever must not make it', async () => {
    expect(await rejectionOf(folder.open({ create: false }))).to.have.property('rule', 'database-open')
    expect(existsSync(folder.path)).to.equal(false)
  })

  it('is refused in one line when it is no database, or a folder', async () => {
    writeFileSync(folder.path, 'hello, I am a text and not a database at all, sorry for that')
    const refused = await rejectionOf(folder.open())
    expect(refused).to.have.property('rule', 'database-open')
    expect(String(refused)).to.contain(folder.path).and.not.to.contain('\n')
    const path = `${folder.path}-folder`
    mkdirSync(path)
    expect(await rejectionOf(folder.open({ path }))).to.have.property('rule', 'database-open')
  })

  it('waits for other connections, although each transaction reads before it writes', async () => {
    const databases = await Promise.all([folder.open(), folder.open(), folder.open()])
    const [first] = databases
    if (!first) return expect.fail()
    await migrate(first)
    const raised = await Promise.all(Array.from({ length: 60 }, (_, index) => raise(databases[index % 3] ?? first)))
    expect(raised.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  it('waits for other processes', async () => {
    const database = await folder.open()
    await migrate(database)
    const from = (file: string) => JSON.stringify(new URL(`../../../src/storage/sql/${file}`, import.meta.url).href)
    const script = `
      import { openDatabase } from ${from('data-source.ts')}
      import { raiseRevision, readRevision } from ${from('stores/revisions.ts')}
      const database = await openDatabase({ kind: 'sqlite', path: ${JSON.stringify(folder.path)}, create: false })
      for (let round = 0; round < 25; round += 1) {
        await database.write(async (rows) => {
          await readRevision(rows, 'service')
          await new Promise((resolve) => setTimeout(resolve, 1))
          await raiseRevision(rows, 'service')
        })
      }
      await database.close()`
    const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
    const mine = async () => {
      for (let round = 0; round < 25; round += 1) await raise(database)
    }
    await Promise.all([run(), run(), mine()])
    expect(await database.read((rows) => readRevision(rows, 'service'))).to.equal(75)
  })

  it('lets others read while one writes, and shows them nothing that is not committed', async () => {
    const [writer, reader] = [await folder.open(), await folder.open()]
    await migrate(writer)
    await writer.write(async (rows) => {
      await raiseRevision(rows, 'service')
      expect(await reader.read((other) => readRevision(other, 'service'))).to.equal(0)
    })
    expect(await reader.read((rows) => readRevision(rows, 'service'))).to.equal(1)
  })

  it('shows nothing uncommitted to the same process either', async () => {
    const database = await folder.open()
    await migrate(database)
    const writing = database.write(async (rows) => {
      await raiseRevision(rows, 'service')
      await sleep(20)
      throw new Error('changed my mind')
    })
    const reading = database.read((rows) => readRevision(rows, 'service'))
    await rejectionOf(writing)
    expect(await reading).to.equal(0)
  })

  it('gives one snapshot to whoever reads, whatever is written meanwhile', async () => {
    const [writer, reader] = [await folder.open(), await folder.open()]
    await migrate(writer)
    const seen = await reader.read(async (rows) => {
      const before = await readRevision(rows, 'service')
      await writer.write((other) => raiseRevision(other, 'service'))
      return [before, await readRevision(rows, 'service')]
    })
    expect(seen).to.deep.equal([0, 0])
  })

  it('is unavailable when another process holds it for longer than anyone waits, and usable again after it', async () => {
    const [holder, impatient] = [await folder.open(), await folder.open({ patience: 60 })]
    await migrate(holder)
    await holder.write(async () => {
      await expectUnavailable(raise(impatient))
      await impatient.ping()
    })
    expect(await raise(impatient)).to.equal(1)
  })

  it('is unavailable once it is closed', async () => {
    const database = await folder.open()
    await migrate(database)
    await database.ping()
    await database.close()
    await database.close()
    await expectUnavailable(database.ping())
    await expectUnavailable(raise(database))
  })

  it('tells no values of a statement that failed', async () => {
    const database = await folder.open()
    await migrate(database)
    const accounts = createAccountStore(database, STAMP)
    const account = sampleAccount('Erika')
    await accounts.create(account, { hash: 'phc' }, sampleAudit('x'))
    const sameId = accounts.create({ ...account, username: 'Ewald' }, { hash: 'phc' }, sampleAudit('x'))
    const fault = await rejectionOf(sameId)
    expect(fault).to.have.property('code', 'internal')
    expect(inspect(fault, { depth: 9, showHidden: true })).not.to.match(/Ewald|Łucja|seed-of/)
  })
})
