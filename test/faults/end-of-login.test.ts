import { expect } from 'chai'
import { type AuditLock, lockAudit, refuseEntries, takeEntries, whileEntryWaits } from '../support/audit-table.js'
import {
  type Deed,
  DEEDS,
  eachHasAnswered,
  expectToldToComeBack,
  goOnAfter,
  loggedInBrowser,
  type Outcome,
  type Prepared,
  sweep,
  type Sweep,
  type Way,
} from '../support/cut-off-deeds.js'
import { type AuditedEnd, type CutOffWorld, startCutOffWorld } from '../support/cut-off-world.js'

const WAYS: readonly Way[] = ['the same press', 'the address of the login', 'the link of the portal']
const PRESSES: ReadonlySet<string> = new Set(['an agreement', 'a cancellation'])

interface Trouble {
  readonly begin: () => Promise<unknown>
  readonly end: () => Promise<unknown>
}

describe('two instances, under faults of their stores', function () {
  this.timeout(600_000)
  let world: CutOffWorld
  before(async () => {
    world = await startCutOffWorld()
    await eachHasAnswered(world)
  })
  after(() => world?.stop())

  /** What comes of a cut, if it is not an answer by every way. */
  const exceptionOf = (name: string, { store, when, way }: Sweep): Outcome | null => {
    if (name === 'a request that the session answers at once') {
      return store === 'PostgreSQL' && when === 'unanswered' ? 'refused' : null
    }
    return store === 'Redis' && when === 'unanswered' && way !== 'the same press' ? 'answered to the same press' : null
  }
  for (const [name, deed] of Object.entries<Deed>(DEEDS)) {
    for (const store of ['Redis', 'PostgreSQL'] as const) {
      for (const when of ['unheard', 'unanswered'] as const) {
        for (const way of PRESSES.has(name) ? WAYS : WAYS.slice(0, 1)) {
          const cut = { store, when, way }
          it(`bring ${name}, ${when} by ${store}, to one answer by ${way}`, () =>
            sweep(world, deed, cut, exceptionOf(name, cut)))
        }
      }
    }
  }

  let lock: AuditLock | null = null
  const TROUBLES: Readonly<Record<string, Trouble & { readonly deeds: (name: string) => boolean }>> = {
    'Redis stands still': {
      deeds: () => true,
      begin: async () => world.redis.freeze(),
      end: async () => world.redis.thaw(),
    },
    'Redis is gone': { deeds: () => true, begin: () => world.redis.kill(), end: () => world.redis.start() },
    'PostgreSQL is gone': { deeds: () => true, begin: () => world.postgres.kill(), end: () => world.postgres.start() },
    'the audit takes no entries': {
      deeds: (name) => !name.includes(' by '),
      begin: () => refuseEntries(world.postgres.url),
      end: () => takeEntries(world.postgres.url),
    },
    'the audit is locked for longer than a statement may take': {
      deeds: (name) => !name.includes(' by '),
      begin: async () => (lock = await lockAudit(world.postgres.url)),
      end: async () => lock?.release(),
    },
  }
  for (const [what, { deeds, ...trouble }] of Object.entries(TROUBLES)) {
    for (const [name, deed] of Object.entries<Deed>(DEEDS).filter(([each]) => deeds(each))) {
      it(`say when to come back while ${what}, and bring ${name} to one answer then`, async () => {
        const { prepared, seen } = await prepare(deed)
        await trouble.begin()
        const first = await prepared.press().finally(trouble.end)
        expectToldToComeBack(first)
        await world.ready()
        expect(await goOnAfter(world, prepared, { first, seen, way: 'the same press' }, what)).to.equal('answered')
      })
    }
  }

  const prepare = async (
    deed: Deed,
  ): Promise<{ readonly prepared: Prepared; readonly seen: readonly AuditedEnd[] }> => {
    const prepared = await deed(world, await loggedInBrowser(world))
    return { prepared, seen: await world.ends() }
  }

  const LOSSES: Readonly<Record<string, Trouble>> = {
    'Redis stands still': { begin: async () => world.redis.freeze(), end: async () => world.redis.thaw() },
    'Redis is cut off': { begin: () => world.toRedis.cut(), end: () => world.toRedis.mend() },
    'PostgreSQL is cut off': { begin: () => world.toPostgres.cut(), end: () => world.toPostgres.mend() },
  }
  for (const [what, { begin, end }] of Object.entries(LOSSES)) {
    for (const name of ['an agreement', 'a cancellation'] as const) {
      for (const way of WAYS) {
        it(`bring ${name} whose entry is written while ${what} to one answer by ${way}`, async () => {
          const { prepared, seen } = await prepare(DEEDS[name])
          const first = await whileEntryWaits(world.postgres.url, prepared.press, begin)
          expectToldToComeBack(first)
          await world.ended(seen)
          await end()
          await world.ready()
          const outcome = await goOnAfter(world, prepared, { first, seen, way }, what)
          // What stood still may have been done all the same.
          if (what !== 'Redis stands still' || way === 'the same press') expect(outcome).to.equal('answered')
        })
      }
    }
  }
})
