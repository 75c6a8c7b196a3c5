import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../src/compose/load-config.js'
import { migrateStore } from '../../src/compose/database.js'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import { builtProgram } from '../support/built-program.js'
import { freePort } from '../support/free-port.js'
import { type RedisServer, startRedisServer } from '../support/redis-server.js'
import { type FreshDatabase, freshDatabase } from '../support/shared-postgres.js'

/** Whatever an operator would be alarmed by. */
const alarms = (broker: BrokerProcess) =>
  broker.log().filter((line) => line['log.level'] === 'warn' || line['log.level'] === 'error')

describe('a normal stop', () => {
  let dataDir: string
  let redis: RedisServer
  let database: FreshDatabase
  before(async () => {
    redis = await startRedisServer()
    database = await freshDatabase('empty')
  })
  after(async () => {
    await redis.remove()
    await database.drop()
  })
  /** The links without which a start warns. */
  const links = ['imprint', 'privacy', 'accessibility', 'reportBarrier'].map(
    (name) => `    ${name}: https://stadt.example/`,
  )
  let config: { readonly CONFIG_FILE: string }
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-stop-'))
    config = { CONFIG_FILE: join(dataDir, 'config.yaml') }
    writeFileSync(config.CONFIG_FILE, ['site:', '  links:', ...links, ''].join('\n'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  const stopped = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    const broker = await startBrokerProcess({ DATA_DIR: dataDir, ...config, ...environment })
    expect((await fetch(`${broker.url}/saml/metadata`)).status).to.equal(200)

    expect(await broker.end()).to.equal(0)
    expect(alarms(broker)).to.deep.equal([])
    expect(broker.stderr()).to.equal('')
  }

  it('logs no warning and no error on SQLite', () => stopped({}))

  it('logs none with several workers and Redis', () => stopped({ REDIS_URL: redis.url, WORKERS: '2' }))

  it('logs none while the other workers still start, though all processes are told at once', async () => {
    const env = {
      ...process.env,
      ...config,
      DATA_DIR: dataDir,
      REDIS_URL: redis.url,
      WORKERS: '3',
      PORT: String(await freePort()),
    }
    const serving = spawn(process.execPath, [builtProgram(), 'serve'], { env, detached: true })
    let out = ''
    await new Promise<void>((resolve) => {
      serving.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        if (out.includes('"broker.started"')) resolve()
      })
    })
    const ended = new Promise((resolve) => serving.once('exit', resolve))
    process.kill(-(serving.pid ?? 0), 'SIGTERM')
    expect(await ended).to.equal(0)
    expect(out).not.to.match(/"log.level":"(warn|error)"/)
  })

  it('logs none on PostgreSQL with several workers and Redis', async () => {
    const env = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString('base64') }
    await migrateStore(loadConfig(env))
    await stopped({ ...env, REDIS_URL: redis.url, WORKERS: '2' })
  })
})
