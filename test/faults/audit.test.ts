import Sqlite from 'better-sqlite3'
import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import { builtProgram } from '../support/built-program.js'
import { runCommand } from '../support/postgres-server.js'
import { type RedisServer, startRedisServer } from '../support/redis-server.js'
import { type FreshDatabase, freshDatabase } from '../support/shared-postgres.js'
import { runToEnd } from '../support/spawned.js'

/** A process of its own, whichever way it ends. */
const command = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  runToEnd(process.execPath, [builtProgram(), ...args], { env, allowed: [0, 1] })

describe('the audit log of a broker on SQLite', function () {
  this.timeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-audit-'))
  const logFile = join(folder, 'broker.log')
  const env = { DATA_DIR: folder }
  let broker: BrokerProcess
  after(async () => {
    await broker.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const kept: string[] = []
  const keepLog = (): void => {
    kept.push(...broker.log().map((line) => JSON.stringify(line)))
    writeFileSync(logFile, kept.join('\n'))
  }
  const verify = (...options: readonly string[]) => command(env, 'audit', 'verify', ...options)
  const onFile = <T>(work: (file: Sqlite.Database) => T): T => {
    const file = new Sqlite(join(folder, 'servicekonto.sqlite'))
    try {
      return work(file)
    } finally {
      file.close()
    }
  }
  const sealedRows = () => onFile((file) => file.prepare('SELECT count(seq) FROM audit_entries').pluck().get())

  it('holds for a store that no broker has run on, as commands seal what they write', async () => {
    await command(env, 'keys', 'generate')
    expect(await verify()).to.deep.include({ code: 0 })
    expect(sealedRows()).to.equal(1)
  })

  it('holds whenever it is verified while the broker runs, and its head is in the log', async () => {
    broker = await startBrokerProcess(env)
    for (let round = 0; round < 3; round += 1) {
      const [, { code, stdout }] = await Promise.all([command(env, 'audit', 'show'), verify()])
      expect([code, stdout]).to.deep.equal([0, stdout])
    }
    await broker.until('audit.head')
    keepLog()
    expect((await verify('--log', logFile)).stdout).to.match(/heads in the log: [1-9][\s\S]*the audit log holds/)
  })

  it('holds after a broker was killed, and after one has ended, which tells its head then', async () => {
    await broker.kill()
    expect(await verify()).to.include({ code: 0 })
    await broker.start()
    await command(env, 'audit', 'show')
    const told = broker.count('audit.head')
    await broker.end()
    expect(broker.count('audit.head')).to.be.greaterThan(told)
    keepLog()
    expect(await verify('--log', logFile)).to.include({ code: 0 })
  })

  it('shows by the log alone that its end is gone with every head in the database set back', async () => {
    const then = onFile((file) => file.prepare(`SELECT * FROM audit_mark WHERE name = 'head'`).get()) as object
    await broker.start()
    await command(env, 'audit', 'show')
    await broker.end()
    keepLog()
    const { seq } = then as { seq: number }
    onFile((file) => {
      file.prepare('DELETE FROM audit_entries WHERE seq > ? OR seq IS NULL').run(seq)
      file.prepare(`UPDATE audit_mark SET seq = @seq, seal = @seal, "at" = @at, mac = @mac`).run(then)
    })
    expect(await verify()).to.include({ code: 0 })
    const found = await verify('--log', logFile)
    expect(found).to.include({ code: 1 })
    expect(found.stdout).to.match(new RegExp(`^first: ${seq + 1}\\nthe broker's log knows of entry ${seq + 1}`))
  })
})

describe('the audit log of several processes on PostgreSQL', function () {
  this.timeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-audit-'))
  let redis: RedisServer
  let database: FreshDatabase
  let broker: BrokerProcess
  let env: Record<string, string>
  before(async () => {
    redis = await startRedisServer()
    database = await freshDatabase('migrated')
    const shared = { DATABASE_URL: database.url, REDIS_URL: redis.url, WORKERS: '2' }
    env = { DATA_DIR: folder, SECRET_KEY: randomBytes(32).toString('base64'), ...shared }
    broker = await startBrokerProcess(env)
  })
  after(async () => {
    await broker.end()
    await redis.remove()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('holds while the process that seals is killed, and another one goes on within ten seconds', async () => {
    await broker.until('audit.head')
    const sealer = broker.log().find((line) => line['event.action'] === 'audit.head')?.['process.pid']
    process.kill(Number(sealer), 'SIGKILL')
    for (let round = 0; round < 4; round += 1) {
      await command(env, 'audit', 'show')
      expect(await command(env, 'audit', 'verify')).to.include({ code: 0 })
      await sleep(1000)
    }
    await broker.until('audit.head', 1)
  })

  it('names what was changed there', async () => {
    await runCommand(database.url, `UPDATE audit_entries SET actor = 'cli:nobody' WHERE seq = 2`)
    const found = await command(env, 'audit', 'verify')
    expect(found).to.include({ code: 1 })
    expect(found.stdout).to.match(/^first: 2\nentry 2 was changed/)
  })
})
