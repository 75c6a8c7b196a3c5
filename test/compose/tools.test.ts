import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OperatorTools } from '../../src/compose/operator-tools.js'
import { openConfiguredDatabase } from '../../src/compose/database.js'
import { openTools } from '../../src/compose/tools.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { auditOf } from '../contracts/sql-harness.js'
import { sampleAccount, sampleAudit } from '../contracts/samples.js'
import { refusalOf } from '../operators/registry-world.js'

const newSecret = (): string => randomBytes(32).toString('base64')

describe('what commands work with', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'servicekonto-tools-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const configOf = (secret?: string, previous?: string) =>
    loadConfig({
      DATA_DIR: folder,
      ...(secret === undefined ? {} : { SECRET_KEY: secret }),
      ...(previous === undefined ? {} : { SECRET_KEY_PREVIOUS: previous }),
    })
  async function withTools<T>(
    secret: string | undefined,
    use: (tools: OperatorTools) => Promise<T>,
    previous?: string,
  ): Promise<T> {
    const tools = await openTools(configOf(secret, previous))
    try {
      return await use(tools)
    } finally {
      await tools.close()
    }
  }
  const create =
    (name: string) =>
    ({ accounts }: OperatorTools) =>
      accounts.create(sampleAccount(name), null, sampleAudit('account.created', { subject: name }))

  it('writes nothing under a secret that does not open the keys of the store', async () => {
    const mine = newSecret()
    await withTools(mine, create('erika'))
    expect((await refusalOf(withTools(newSecret(), create('max')))).rule).to.equal('secret-key-wrong')
    const database = await openConfiguredDatabase(configOf(mine))
    expect((await auditOf(database)).map(({ subject }) => subject)).to.deep.equal(['erika'])
    await database.close()
  })

  it('reads under any secret, and under none', async () => {
    const mine = newSecret()
    await withTools(mine, create('erika'))
    const find = ({ accounts }: OperatorTools) => accounts.find(sampleAccount('erika').id)
    expect(await withTools(newSecret(), find)).to.include({ username: 'erika' })
    expect(await withTools(undefined, find)).to.include({ username: 'erika' })
    expect(existsSync(join(folder, 'secret.key'))).to.equal(false)
  })

  it('makes no other secret where the one is missing that the store was set up with', async () => {
    await withTools(newSecret(), create('erika'))
    expect((await refusalOf(withTools(undefined, create('max')))).rule).to.equal('secret-key-missing')
    expect(existsSync(join(folder, 'secret.key'))).to.equal(false)
  })

  it('wraps the keys of the store with a secret that follows another, and works with that one before and after', async () => {
    const [former, present] = [newSecret(), newSecret()]
    const rewrap = ({ rewrapKeySet }: OperatorTools) => rewrapKeySet('cli:mira')
    await withTools(former, create('erika'))
    await withTools(present, create('max'), former)
    expect((await refusalOf(withTools(present, rewrap))).message).to.contain('as SECRET_KEY_PREVIOUS')
    expect((await refusalOf(withTools(present, rewrap, newSecret()))).rule).to.equal('secret-key-wrong')
    expect(await withTools(present, rewrap, former)).to.deep.equal({ rewrapped: 9, all: 9 })
    expect(await withTools(present, rewrap, former)).to.deep.equal({ rewrapped: 0, all: 9 })
    await withTools(present, create('lena'))
    expect((await refusalOf(withTools(former, create('omar')))).rule).to.equal('secret-key-wrong')
    const database = await openConfiguredDatabase(configOf(present))
    const entries = (await auditOf(database)).map(({ action, actor, after }) => ({ action, actor, after }))
    await database.close()
    expect(entries.filter(({ action }) => action === 'keys.rewrapped')).to.deep.equal([
      { action: 'keys.rewrapped', actor: 'cli:mira', after: { keys: 9 } },
    ])
    expect(entries).to.have.length(4)
  })

  it('makes the secret of a store that is new, once something is written there', async () => {
    await withTools(undefined, create('erika'))
    expect(existsSync(join(folder, 'secret.key'))).to.equal(true)
    await withTools(undefined, create('max'))
  })
})
