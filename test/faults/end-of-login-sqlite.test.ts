import Sqlite from 'better-sqlite3'
import { expect } from 'chai'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import {
  type Deed,
  DEEDS,
  expectToldToComeBack,
  goOnAfter,
  loggedInBrowser,
  type Way,
} from '../support/cut-off-deeds.js'
import { type AuditedEnd, type CutOffWorld, endsIn, registerPortals } from '../support/cut-off-world.js'

type Name = keyof typeof DEEDS
const WAYS: readonly (readonly [Name, Way])[] = [
  ['an agreement', 'the same press'],
  ['an agreement', 'the address of the login'],
  ['an agreement', 'the link of the portal'],
  ['a cancellation', 'the same press'],
  ['a request that the session answers at once', 'the same press'],
]

describe('one instance on SQLite', function () {
  this.timeout(300_000)
  let broker: BrokerProcess
  let portals: Pick<CutOffWorld, 'portal' | 'plain'>
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-full-'))
  const file = join(folder, 'servicekonto.sqlite')

  before(async () => {
    broker = await startBrokerProcess({ DATA_DIR: folder })
    portals = await registerPortals(broker, `http://localhost:${broker.port}`, folder)
  })
  after(async () => {
    await broker?.end()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What the broker's process may write into one file; bytes beyond it are refused as those on a full disk. */
  const limitFiles = (bytes: string): void =>
    void execFileSync('prlimit', ['--pid', String(broker.pid()), `--fsize=${bytes}:unlimited`])
  const ends = async (seen: readonly AuditedEnd[] = []): Promise<readonly AuditedEnd[]> => {
    const database = new Sqlite(file, { readonly: true })
    try {
      return endsIn(
        database.prepare('SELECT id, action FROM audit_entries ORDER BY "at", id').all() as Record<string, unknown>[],
        seen,
      )
    } finally {
      database.close()
    }
  }
  const prepare = async (deed: Deed) => {
    const prepared = await deed(portals, await loggedInBrowser(portals))
    return { prepared, seen: await ends() }
  }

  for (const [name, way] of WAYS) {
    it(`says when to come back while its file cannot grow, and brings ${name} to one answer by ${way} then`, async () => {
      const { prepared, seen } = await prepare(DEEDS[name])
      limitFiles('0')
      const first = await prepared.press().finally(() => limitFiles('unlimited'))
      expectToldToComeBack(first)
      expect(await ends(seen)).to.deep.equal([])
      expect(await goOnAfter({ ends }, prepared, { first, seen, way }, name)).to.equal('answered')
    })

    it(`waits for another process that has locked its file, and brings ${name} to one answer by ${way}`, async () => {
      const { prepared, seen } = await prepare(DEEDS[name])
      const other = new Sqlite(file)
      other.exec('BEGIN IMMEDIATE')
      let isShown = false
      const pressed = prepared.press().finally(() => (isShown = true))
      await sleep(1000)
      expect(isShown, 'it waits').to.equal(false)
      other.exec('ROLLBACK')
      other.close()
      const first = await pressed
      expect(first.status).to.equal(200)
      expect(await goOnAfter({ ends }, prepared, { first, seen, way }, name)).to.equal('answered')
    })
  }
})
