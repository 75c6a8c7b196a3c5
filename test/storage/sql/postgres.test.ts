import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import type { Database } from '../../../src/storage/sql/database.js'
import { createAccountStore } from '../../../src/storage/sql/stores/account-store.js'
import { raiseRevision, readRevision } from '../../../src/storage/sql/stores/revisions.js'
import { expectUnavailable, rejectionOf } from '../../contracts/harness.js'
import { sampleAccount, sampleAudit } from '../../contracts/samples.js'
import { freePort } from '../../support/free-port.js'
import { postgresPlace } from './support/postgres-house.js'
import { STAMP } from '../../contracts/sql-harness.js'

/** Reads first and writes then, as every compare-and-set does. */
const raise = (database: Database): Promise<number> =>
  database.write(async (rows) => {
    await readRevision(rows, 'service')
    await sleep(1)
    return raiseRevision(rows, 'service')
  })

const query = (database: Database, text: string): Promise<unknown> => database.write((rows) => rows.query(text))

describe('a PostgreSQL database', () => {
  let place: Awaited<ReturnType<typeof postgresPlace>>
  beforeEach(async () => {
    place = await postgresPlace('migrated')
  })
  afterEach(() => place.close())

  it('lets writers of several pools go in turn, although each transaction reads before it writes', async () => {
    const databases = await Promise.all([place.open(), place.open(), place.open()])
    const [first] = databases
    if (!first) return expect.fail()
    const raised = await Promise.all(Array.from({ length: 60 }, (_, index) => raise(databases[index % 3] ?? first)))
    expect(raised.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  it('shows revisions in order to whoever polls: what came with a lower one is there', async () => {
    const [writer, other, poller] = await Promise.all([place.open(), place.open(), place.open()])
    const note = (database: Database) =>
      database.write(async (rows) => {
        const revision = await raiseRevision(rows, 'service')
        await sleep(revision % 3)
        await rows.query('INSERT INTO service_removal (entity_id, revision) VALUES ($1, $2)', [
          `s${revision}`,
          revision,
        ])
      })
    let writing = true
    const seen: number[] = []
    const poll = async (): Promise<void> => {
      while (writing) {
        await poller.read(async (rows) => {
          const revision = await readRevision(rows, 'service')
          const found: unknown[] = await rows.query('SELECT revision FROM service_removal')
          expect(found).to.have.length(revision)
          seen.push(revision)
        })
      }
    }
    const polling = poll()
    await Promise.all(Array.from({ length: 40 }, (_, index) => note(index % 2 ? writer : other)))
    writing = false
    await polling
    expect(seen).to.deep.equal(seen.toSorted((a, b) => a - b))
    expect(new Set(seen).size).to.be.greaterThan(3)
  })

  it('lets no two writers decide on what the other one is about to change', async () => {
    const [one, two] = await Promise.all([place.open(), place.open()])
    await query(one, "INSERT INTO service_removal VALUES ('a', 1), ('b', 1)")
    // Each takes itself out only if the other one is still there: one has to stay.
    const leave = (database: Database, id: string) =>
      database.write(async (rows) => {
        const there: unknown[] = await rows.query('SELECT entity_id FROM service_removal')
        await sleep(20)
        if (there.length > 1) await rows.query('DELETE FROM service_removal WHERE entity_id = $1', [id])
      })
    await Promise.all([leave(one, 'a'), leave(two, 'b')])
    expect(await one.read((rows) => rows.query('SELECT entity_id FROM service_removal'))).to.have.length(1)
  })

  it('goes on after a deadlock', async () => {
    const [one, two] = await Promise.all([place.open(), place.open()])
    const both = (database: Database, first: 'service' | 'key', second: 'service' | 'key') =>
      database.write(async (rows) => {
        await raiseRevision(rows, first)
        await sleep(50)
        await raiseRevision(rows, second)
      })
    await Promise.all([both(one, 'service', 'key'), both(two, 'key', 'service')])
    expect(await one.read((rows) => readRevision(rows, 'key'))).to.equal(2)
  })

  it('shows nothing that is not committed, neither to others nor to the same process', async () => {
    const [database, other] = await Promise.all([place.open(), place.open()])
    const writing = database.write(async (rows) => {
      await raiseRevision(rows, 'service')
      for (const each of [database, other]) {
        expect(await each.read((reader) => readRevision(reader, 'service'))).to.equal(0)
      }
      throw new Error('changed my mind')
    })
    expect(String(await rejectionOf(writing))).to.contain('changed my mind')
    expect(await database.read((rows) => readRevision(rows, 'service'))).to.equal(0)
  })

  it('gives one snapshot to whoever reads, whatever is written meanwhile', async () => {
    const [writer, reader] = await Promise.all([place.open(), place.open()])
    const seen = await reader.read(async (rows) => {
      const before = await readRevision(rows, 'service')
      await writer.write((other) => raiseRevision(other, 'service'))
      return [before, await readRevision(rows, 'service')]
    })
    expect(seen).to.deep.equal([0, 0])
  })

  it('commits nothing of work that passed over a failed statement', async () => {
    const database = await place.open()
    const careless = database.write(async (rows) => {
      await raiseRevision(rows, 'service')
      await rows.query('SELECT nothing FROM nowhere').catch(() => undefined)
    })
    expect(await rejectionOf(careless)).to.have.property('code', 'internal')
    expect(await database.read((rows) => readRevision(rows, 'service'))).to.equal(0)
  })

  it('does not let readers write', async () => {
    const database = await place.open()
    await rejectionOf(database.read((rows) => raiseRevision(rows, 'service')))
    expect(await raise(database)).to.equal(1)
  })

  it('is unavailable when a lock is held for longer than anyone waits, and usable again after it', async () => {
    const [holder, impatient] = await Promise.all([place.open(), place.open({ answerWithin: 80 })])
    await holder.write(async (rows) => {
      await raiseRevision(rows, 'service')
      await expectUnavailable(raise(impatient))
      await impatient.ping()
    })
    expect(await raise(impatient)).to.equal(2)
  })

  it('does not let a transaction that does nothing keep its locks', async () => {
    const [idle, other] = await Promise.all([place.open({ answerWithin: 100 }), place.open()])
    const forgotten = idle.write(async (rows) => {
      await raiseRevision(rows, 'service')
      await sleep(400)
      await raiseRevision(rows, 'service')
    })
    const result = expectUnavailable(forgotten)
    await sleep(200)
    expect(await raise(other)).to.equal(1)
    await result
    expect(await raise(idle)).to.equal(2)
  })

  it('takes no more connections than it may, and lets nobody wait for one for ever', async () => {
    const database = await place.open({ connections: 2, connectWithin: 150 })
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const holders = [0, 1].map(() => database.read(() => held))
    await expectUnavailable(database.ping())
    release()
    await Promise.all(holders)
    await database.ping()
  })

  it('waits for work under way when it is closed, and is unavailable then', async () => {
    const database = await place.open()
    const work = database.write(async (rows) => {
      await sleep(50)
      return raiseRevision(rows, 'service')
    })
    await Promise.all([database.close(), database.close()])
    expect(await work).to.equal(1)
    await expectUnavailable(database.ping())
    await expectUnavailable(raise(database))
    await database.close()
  })

  it('tells no values of a statement that failed', async () => {
    const database = await place.open()
    const accounts = createAccountStore(database, STAMP)
    const account = sampleAccount('Erika')
    await accounts.create(account, { hash: 'phc' }, sampleAudit('x'))
    const sameId = accounts.create({ ...account, username: 'Ewald' }, { hash: 'phc' }, sampleAudit('x'))
    const wrongType = query(database, "SELECT 'Łucja'::integer")
    const sameEvent = database.write((rows) =>
      rows.query("INSERT INTO audit_entries SELECT * FROM audit_entries WHERE actor = 'Łucja' OR true"),
    )
    for (const work of [sameId, wrongType, sameEvent]) {
      const fault = await rejectionOf(work)
      expect(fault).to.have.property('code', 'internal')
      expect(inspect(fault, { depth: 9, showHidden: true })).not.to.match(/Ewald|Łucja|seed-of|id-of|=\(/)
    }
  })
})

describe('a PostgreSQL database that cannot be opened', () => {
  let place: Awaited<ReturnType<typeof postgresPlace>>
  beforeEach(async () => {
    place = await postgresPlace()
  })
  afterEach(() => place.close())

  const refused = async (url: string, reason: RegExp): Promise<void> => {
    const error = await rejectionOf(place.open({ url, connectWithin: 2000 }))
    expect(error).to.have.property('rule', 'database-open')
    expect(String(error))
      .to.match(reason)
      .and.not.to.match(/\n|geheim/)
    expect(inspect(error, { depth: 9, showHidden: true })).not.to.contain('geheim')
  }
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(place.url)
    change(url)
    return url.href
  }

  it('is told in one line without the password: wrong password, no such database, nobody there', async () => {
    await refused(
      changed((url) => (url.password = 'geheim')),
      /password of DATABASE_URL is refused \(28P01\)/,
    )
    await refused(
      changed((url) => (url.pathname = '/nowhere')),
      /\/nowhere cannot be used: there is no such database/,
    )
    const port = await freePort()
    await refused(`postgres://u:geheim@127.0.0.1:${port}/x`, new RegExp(`127.0.0.1:${port}/x .*nothing listens there`))
    await refused('postgres://u:geheim@nowhere.invalid/x', /no such host|EAI_AGAIN/)
  })

  it('is not used without TLS where the address demands it', async () => {
    await refused(
      changed((url) => (url.search = '?sslmode=verify-full')),
      /does not support SSL/,
    )
    await refused(
      changed((url) => (url.search = '?sslmode=verify-full&sslrootcert=/nowhere.pem')),
      /a file that DATABASE_URL names is missing/,
    )
  })
})
