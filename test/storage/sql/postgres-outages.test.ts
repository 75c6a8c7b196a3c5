import { expect } from 'chai'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../../src/storage/sql/data-source.js'
import type { Database } from '../../../src/storage/sql/database.js'
import { migrate, schemaState } from '../../../src/storage/sql/migrate.js'
import type { PostgresTarget } from '../../../src/storage/sql/postgres-source.js'
import { raiseRevision, readRevision } from '../../../src/storage/sql/stores/revisions.js'
import { expectUnavailable, rejectionOf } from '../../contracts/harness.js'
import { keepBusy } from '../../support/busy-loop.js'
import { startPostgresServer, type PostgresServer } from '../../support/postgres-server.js'
import { tcpProxy, type TcpProxy } from '../../support/tcp-proxy.js'

const raise = (database: Database): Promise<number> => database.write((rows) => raiseRevision(rows, 'service'))
const read = (database: Database): Promise<number> => database.read((rows) => readRevision(rows, 'service'))

/** A server of its own: it is killed, and changed in ways that others would notice. */
describe('a PostgreSQL server that fails', () => {
  let server: PostgresServer
  let opened: Database[] = []
  const open = async (target: Partial<PostgresTarget> = {}): Promise<Database> => {
    const database = await openDatabase({ kind: 'postgres', url: server.url, ...target })
    opened.push(database)
    return database
  }
  before(async () => {
    server = await startPostgresServer()
    const database = await open()
    await migrate(database)
    await database.close()
  })
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()))
    opened = []
  })
  after(() => server.stop())

  it('by kill −9 between two calls, is unavailable and then usable again by itself, with all that was committed', async () => {
    const database = await open()
    const before = await raise(database)
    await server.kill()
    await expectUnavailable(raise(database))
    await expectUnavailable(read(database))
    await expectUnavailable(database.ping())
    await server.start()
    await database.ping()
    expect(await read(database)).to.equal(before)
    expect(await raise(database)).to.equal(before + 1)
  })

  it('by kill −9 within a transaction, leaves nothing half done and holds up nobody', async () => {
    const database = await open()
    const before = await read(database)
    const cut = [1, 2, 3].map(() =>
      expectUnavailable(
        database.write(async (rows) => {
          await readRevision(rows, 'service')
          await sleep(300)
          await raiseRevision(rows, 'service')
        }),
      ),
    )
    await sleep(100)
    await server.kill()
    await Promise.all(cut)
    await server.start()
    expect(await read(database)).to.equal(before)
    await Promise.all(Array.from({ length: 30 }, () => raise(database)))
    expect(await read(database)).to.equal(before + 30)
  })

  it('to a standby, is unavailable until one takes writes again', async () => {
    const database = await open({ connections: 1 })
    const connection = () => database.read((rows) => rows.query('SELECT pg_backend_pid() AS pid'))
    const before = await raise(database)
    await server.kill()
    writeFileSync(join(server.data, 'standby.signal'), '')
    await server.start()
    expect(await read(database)).to.equal(before)
    await expectUnavailable(database.ping())
    const ofTheStandby = await connection()
    await expectUnavailable(raise(database))
    // Another connection may lead to the server that has taken over.
    expect(await connection()).not.to.deep.equal(ofTheStandby)
    await database.read((rows) => rows.query('SELECT pg_promote()'))
    await database.ping()
    expect(await raise(database)).to.equal(before + 1)
  })

  describe('on the way to it', () => {
    let proxy: TcpProxy
    const through = (): string => {
      const url = new URL(server.url)
      url.port = String(proxy.port)
      return url.href
    }
    beforeEach(async () => {
      proxy = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
    })
    afterEach(() => proxy.close())

    it('with a cut cable, is unavailable at once and usable again when it is mended', async () => {
      const database = await open({ url: through() })
      await Promise.all([read(database), read(database), read(database)])
      const underWay = expectUnavailable(database.write((rows) => rows.query('SELECT pg_sleep(5)')))
      await sleep(100)
      await proxy.cut()
      await underWay
      await expectUnavailable(read(database))
      await proxy.mend()
      await read(database)
    })

    it('is not blamed for time in which this process was busy itself', async () => {
      const database = await open({ url: through(), answerWithin: 5000, connectWithin: 2500, connections: 2 })
      const asked = Array.from({ length: 20 }, () => read(database))
      keepBusy(3000)
      await Promise.all(asked)
      // One round trip: a transaction that is left open for so long is ended by the server, for its own sake.
      const during = database.ask({ text: 'SELECT 1', values: [] })
      await sleep(1)
      keepBusy(9000)
      await during
    })

    it('in silence, lets nobody wait for ever, and nobody get a silent connection afterwards', async () => {
      const database = await open({ url: through(), answerWithin: 200, connectWithin: 500 })
      await read(database)
      proxy.silence()
      await Promise.all([expectUnavailable(read(database)), expectUnavailable(database.ping())])
      await proxy.mend()
      for (let count = 0; count < 5; count++) await read(database)
      expect(proxy.connections()).to.be.lessThanOrEqual(10)
    })
  })

  it('is refused with a database in an encoding that cannot hold every name', async () => {
    const latin = new URL(server.url)
    latin.pathname = '/latin'
    await server.command("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    const error = await rejectionOf(open({ url: latin.href }))
    expect(error).to.have.property('rule', 'database-open')
    expect(String(error)).to.contain('/latin has the encoding LATIN1; make one with: createdb --encoding=UTF8')
  })

  it('serves a user who may read and write rows and nothing else', async () => {
    await server.command("CREATE ROLE clerk LOGIN PASSWORD 'geheim'")
    await server.command('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk')
    const url = new URL(server.url)
    Object.assign(url, { username: 'clerk', password: 'geheim' })
    const database = await open({ url: url.href })
    expect(await schemaState(database)).to.equal('current')
    expect(await raise(database)).to.equal(await read(database))
  })

  it('tells whoever may not make tables so, in one line', async () => {
    await server.command("CREATE ROLE guest LOGIN PASSWORD 'geheim'")
    await server.command('CREATE DATABASE elsewhere')
    const url = new URL(server.url)
    Object.assign(url, { username: 'guest', password: 'geheim', pathname: '/elsewhere' })
    const error = await rejectionOf(migrate(await open({ url: url.href })))
    expect(error).to.have.property('rule', 'database-permission')
    expect(String(error))
      .to.contain('GRANT CREATE')
      .and.not.to.match(/\n|geheim/)
  })
})
