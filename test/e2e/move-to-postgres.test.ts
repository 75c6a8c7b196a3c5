import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../src/compose/load-config.js'
import { moveStore } from '../../src/compose/move-store.js'
import { refusalOf } from '../operators/registry-world.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { freshDatabase, type FreshDatabase } from '../support/shared-postgres.js'
import { createWebClient } from '../support/web-client.js'

const PASSWORD = 'ein wirklich langer Satz'

describe('a broker that moves from SQLite to PostgreSQL', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-move-'))
  const file = join(dataDir, 'servicekonto.sqlite')
  let database: FreshDatabase
  let broker: RunningTestBroker
  let portal: E2ePortal
  before(async () => {
    database = await freshDatabase('empty')
    broker = await startBroker('', { DATA_DIR: dataDir })
    portal = await e2ePortal(broker, { name: 'aachen' })
    await broker.register(portal.metadata)
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Nowak'])
  })
  after(async () => {
    await broker.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const nameId = async (): Promise<string> => {
    const client = createWebClient()
    const form = await client.click(await portal.login(client), '[data-method="password"]')
    const confirm = await client.submit(form, { fields: { username: 'jana', password: PASSWORD } })
    return (await portal.read(await client.submit(confirm, { button: '[name="decision"][value="confirm"]' }))).nameID
  }
  const move = (secret: string, more: Record<string, string> = {}) =>
    moveStore(loadConfig({ DATABASE_URL: database.url, SECRET_KEY: secret, ...more }), file, () => undefined)
  /** Where the secret was changed, or is being changed, `secret.key` is not what opens the store. */
  const isToldWhichOpens = async (right: string): Promise<void> => {
    const other = randomBytes(32).toString('base64')
    const between = await refusalOf(move(other, { SECRET_KEY_PREVIOUS: right }))
    expect(between.message).to.contain('SECRET_KEY_PREVIOUS opens them; run servicekonto keys rewrap')
    writeFileSync(join(dataDir, 'secret.key'), other)
    expect((await refusalOf(move(other))).message).to.contain('it is the one that the broker ran with there')
    writeFileSync(join(dataDir, 'secret.key'), right)
  }
  const secretKey = (): string => readFileSync(join(dataDir, 'secret.key'), 'latin1').trim()

  it('is refused while it runs, under another secret, and into SQLite; then the portal notices nothing of it', async () => {
    const before = await nameId()
    expect((await refusalOf(move(secretKey()))).rule).to.equal('copy-source-running')
    const { url } = broker
    await broker.stop()

    const wrong = await refusalOf(move(randomBytes(32).toString('base64')))
    expect(wrong.rule).to.equal('secret-key-wrong')
    expect(wrong.message)
      .to.contain(`it is the content of ${join(dataDir, 'secret.key')}`)
      .and.not.contain(secretKey())
    await isToldWhichOpens(secretKey())
    const intoSqlite = moveStore(loadConfig({ DATA_DIR: dataDir }), file, () => undefined)
    expect((await refusalOf(intoSqlite)).rule).to.equal('copy-target')

    const { tables } = await move(secretKey())
    expect(tables.find(({ table }) => table === 'account')).to.deep.equal({ table: 'account', copied: 1, total: 1 })
    expect((await refusalOf(move(secretKey()))).rule).to.equal('copy-target-not-empty')

    const environment = { DATABASE_URL: database.url, SECRET_KEY: secretKey() }
    broker = await startBroker('', { ...environment, PUBLIC_URL: url, PORT: new URL(url).port })
    expect(await nameId()).to.equal(before)
  })
})
