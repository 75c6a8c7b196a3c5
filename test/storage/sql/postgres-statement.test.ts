import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../../src/storage/sql/data-source.js'
import { type Database, runOn } from '../../../src/storage/sql/database.js'
import { migrate } from '../../../src/storage/sql/migrate.js'
import type { PostgresTarget } from '../../../src/storage/sql/postgres-source.js'
import { createAuditLog } from '../../../src/storage/sql/stores/write-audit.js'
import { raiseRevision } from '../../../src/storage/sql/stores/revisions.js'
import { expectUnavailable, rejectionOf } from '../../contracts/harness.js'
import { sampleAudit } from '../../contracts/samples.js'
import { STAMP } from '../../contracts/sql-harness.js'
import { startPostgresServer, type PostgresServer } from '../../support/postgres-server.js'
import { tcpProxy } from '../../support/tcp-proxy.js'

const REVISION = { text: 'SELECT name, value FROM revision WHERE name = $1', values: ['service'] }

const entry = (id: string) => ({
  text: `INSERT INTO audit_entries (id, "at", actor, action, subject) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (id) DO NOTHING`,
  values: [id, '2026-11-20T12:00:00.000Z', 'cli:tester', 'made', 'up'],
})

/** A server of its own: it is killed. */
describe('one statement in one round trip to PostgreSQL', () => {
  let server: PostgresServer
  let opened: Database[] = []
  const open = async (target: Partial<PostgresTarget> = {}): Promise<Database> => {
    const database = await openDatabase({ kind: 'postgres', url: server.url, ...target })
    opened.push(database)
    return database
  }
  const entries = async (database: Database): Promise<number> =>
    (await database.ask({ text: 'SELECT id FROM audit_entries', values: [] })).length
  before(async () => {
    server = await startPostgresServer()
    await migrate(await open())
  })
  beforeEach(() => server.command('TRUNCATE audit_entries'))
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()))
    opened = []
  })
  after(() => server.stop())

  it('gives its rows, or none', async () => {
    const database = await open()
    expect(await database.ask(REVISION)).to.deep.equal([{ name: 'service', value: 0 }])
    expect(await database.ask({ ...REVISION, values: ["x' OR true --"] })).to.deep.equal([])
    expect(await database.ask({ text: 'SELECT NULL AS nothing, true AS flag', values: [] })).to.deep.equal([
      { nothing: null, flag: true },
    ])
  })

  it('adds its row once, however often it is sent', async () => {
    const database = await open()
    await Promise.all(['a', 'b', 'a', 'b'].map((id) => database.add(entry(id))))
    expect(await entries(database)).to.equal(2)
  })

  it('does not write where it is to read', async () => {
    const database = await open()
    await rejectionOf(database.ask(entry('a')))
    expect(await entries(database)).to.equal(0)
  })

  it('reads by a SELECT alone, whatever hides behind another word', async () => {
    const database = await open()
    for (const text of [
      'DELETE FROM revision',
      'WITH gone AS (DELETE FROM revision RETURNING *) SELECT * FROM gone',
      ' ',
    ]) {
      expect(await rejectionOf(database.ask({ text, values: [] }))).to.have.property('code', 'internal')
    }
    expect(await database.ask(REVISION)).to.have.length(1)
  })

  it('is sent in one piece, without a transaction around it, and parsed once by a connection', async () => {
    const proxy = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
    const through = new URL(server.url)
    through.port = String(proxy.port)
    const database = await open({ url: through.href, connections: 1 })
    await database.ask(REVISION)
    for (const once of [() => database.ask(REVISION), () => database.add(entry('a')), () => database.add(entry('b'))]) {
      const trap = proxy.cutAt(2, 'unheard', 'connection')
      await once()
      expect(trap.sprung()).to.equal(false)
      trap.lift()
    }
    const prepared = await database.ask({
      text: `SELECT statement, custom_plans + generic_plans AS runs FROM pg_prepared_statements WHERE name LIKE 's%'
        AND statement NOT LIKE '%pg_prepared%'`,
      values: [],
    })
    expect(prepared.map(({ statement, runs }) => [statement, Number(runs)])).to.have.deep.members([
      [REVISION.text, 2],
      [entry('a').text, 2],
    ])
    await proxy.close()
  })

  it('goes well where the server is set to let nobody come between, and somebody does', async () => {
    await server.command('ALTER SYSTEM SET default_transaction_isolation = serializable')
    await server.command('SELECT pg_reload_conf()')
    const database = await open()
    const { adding } = await database.write(async (rows) => {
      await runOn(rows, entry('a'))
      // Its snapshot is of before, and it waits for this row.
      const waits = database.add(entry('a'))
      await sleep(100)
      return { adding: waits }
    })
    await adding
    expect(await entries(database)).to.equal(1)
    await server.command('ALTER SYSTEM RESET default_transaction_isolation')
    await server.command('SELECT pg_reload_conf()')
  })

  it('leaves a connection as it found it, also where it fails', async () => {
    const database = await open({ connections: 1 })
    for (const text of ['SELECT nothing FROM nowhere', 'SELECT 1/0', 'SELECT no SQL at all,']) {
      expect(await rejectionOf(database.ask({ text, values: [] }))).to.have.property('code', 'internal')
      expect(await database.ask(REVISION)).to.have.length(1)
    }
    const left = 'SELECT current_setting($1) AS timeout'
    expect(await database.read((rows) => rows.query(left, ['statement_timeout']))).to.deep.equal([{ timeout: '10s' }])
    expect(await database.write((rows) => raiseRevision(rows, 'key'))).to.be.greaterThan(0)
  })

  it('waits for a lock no longer than anyone does, and the server with it', async () => {
    const [holder, impatient] = [await open(), await open({ answerWithin: 80, connections: 1 })]
    await holder.write(async (rows) => {
      await rows.query('LOCK TABLE revision IN ACCESS EXCLUSIVE MODE')
      await expectUnavailable(impatient.ask(REVISION))
      const waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
      expect(await holder.ask({ text: waiting, values: [] })).to.deep.equal([])
    })
    expect(await impatient.ask(REVISION)).to.have.length(1)
  })

  it('passes over connections that broke unnoticed, and is unavailable while there is no server', async () => {
    const database = await open({ connections: 4 })
    await Promise.all([1, 2, 3, 4].map(() => database.read(() => sleep(20))))
    await server.kill()
    await expectUnavailable(database.ask(REVISION))
    await expectUnavailable(database.add(entry('a')))
    await server.start()
    await Promise.all([1, 2, 3, 4, 5].map(() => database.ask(REVISION)))
    await database.add(entry('a'))
    expect(await entries(database)).to.equal(1)
  })

  it('lets nobody wait for an answer for ever', async () => {
    const proxy = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
    const through = new URL(server.url)
    through.port = String(proxy.port)
    const database = await open({ url: through.href, answerWithin: 200, connectWithin: 500 })
    await database.ask(REVISION)
    proxy.silence()
    await expectUnavailable(database.ask(REVISION))
    await proxy.mend()
    for (let count = 0; count < 5; count++) await database.ask(REVISION)
    await proxy.close()
  })

  it('brings each entry of a login’s end to its own login, once, whichever connection breaks before it is told', async () => {
    const proxy = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
    const through = new URL(server.url)
    through.port = String(proxy.port)
    const database = await open({ url: through.href })
    const log = createAuditLog(database, STAMP)
    await log.append(sampleAudit('login.answered'), 'first')
    for (const when of ['unheard', 'unanswered'] as const) {
      for (const nth of [1, 2]) {
        const trap = proxy.cutAt(nth, when, 'connection')
        const ids = [0, 1, 2, 3, 4].map((number) => `${when}.${nth}.${number}`)
        const became = await Promise.all(ids.map((id) => log.append(sampleAudit('login.answered'), id)))
        expect(trap.sprung(), `${when} ${nth}`).to.equal(true)
        expect(became).to.deep.equal(Array(5).fill('there'))
      }
    }
    expect(await entries(database)).to.equal(21)
    await proxy.close()
  })

  it('is unavailable once the database is closed', async () => {
    const database = await open()
    await database.close()
    await expectUnavailable(database.ask(REVISION))
    await expectUnavailable(database.add(entry('a')))
  })
})
