import { expect } from 'chai'
import { methodId } from '../../src/domain/ids.js'
import type { UpstreamStore } from '../../src/domain/ports/upstream-store.js'
import { createFollowedUpstreams } from '../../src/storage/followed-upstreams.js'
import { createUpstreamStore } from '../../src/storage/sql/stores/upstream-store.js'
import { sampleAudit } from '../contracts/samples.js'
import { STAMP } from '../contracts/sql-harness.js'
import { sampleProvider, sampleUpstream } from '../support/upstream-samples.js'
import { sqliteHouse } from './sql/support/sqlite-house.js'

const KONTO = sampleUpstream({ settings: { ...sampleUpstream().settings, healthUrl: 'https://konto.example/health' } })
const entry = sampleAudit('upstream')

describe('the upstreams of a running instance', () => {
  let sql: Awaited<ReturnType<typeof sqliteHouse>>
  let commands: UpstreamStore
  let isDown = false
  const errors: unknown[] = []
  beforeEach(async () => {
    sql = await sqliteHouse()
    commands = createUpstreamStore(sql.other, STAMP)
    isDown = false
    errors.length = 0
  })
  afterEach(() => sql.close())

  const followed = () => {
    const { readSince } = createUpstreamStore(sql.database, STAMP)
    return createFollowedUpstreams(
      { readSince: (known) => (isDown ? Promise.reject(new Error('down')) : readSince(known)) },
      { pollEvery: 5, onError: (error) => errors.push(error) },
    )
  }
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
  }

  it('are known by their names from the start, and followed as commands change them', async () => {
    await commands.create(KONTO, entry)
    const running = followed()
    await running.start()
    expect(running.find(KONTO.name)).to.deep.equal(KONTO)
    expect(running.find(methodId('another'))).to.equal(undefined)
    const before = running.revision()
    await commands.create(sampleProvider(), entry)
    await until(() => running.all().length === 2)
    expect(running.all().map(({ name }) => name)).to.deep.equal([KONTO.name, sampleProvider().name])
    expect(running.revision()).not.to.equal(before)
    await commands.remove(KONTO, entry)
    await until(() => running.find(KONTO.name) === undefined)
    await running.stop()
  })

  it('keep the same value while nothing changes', async () => {
    await commands.create(KONTO, entry)
    const running = followed()
    await running.start()
    const [value, revision] = [running.find(KONTO.name), running.revision()]
    await running.refresh()
    expect(running.find(KONTO.name)).to.equal(value)
    expect(running.revision()).to.equal(revision)
    await running.stop()
  })

  it('are up until the probe of any process finds them down', async () => {
    await commands.create(KONTO, entry)
    const running = followed()
    await running.start()
    expect(running.isUp(KONTO.name)).to.equal(true)
    await commands.noteHealth(KONTO, { isUp: false, failures: 2, since: 1, detail: 'no answer' })
    await until(() => !running.isUp(KONTO.name))
    await commands.noteHealth(KONTO, { isUp: true, failures: 0, since: 2, detail: null })
    await until(() => running.isUp(KONTO.name))
    await running.stop()
  })

  it('stay as they were while the store does not answer, which is told, and which is not in step', async () => {
    await commands.create(KONTO, entry)
    const running = followed()
    await running.start()
    isDown = true
    await until(() => errors.length > 0)
    expect(running.find(KONTO.name)).to.deep.equal(KONTO)
    expect(await running.inStep().catch(() => 'behind')).to.equal('behind')
    await running.stop()
  })
})
