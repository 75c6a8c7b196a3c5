import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { whileEntryWaits } from '../support/audit-table.js'
import type { BrokerProcess } from '../support/broker-process.js'
import { DEEDS, eachHasAnswered, goOnAfter, loggedInBrowser, answerOf, toConsent } from '../support/cut-off-deeds.js'
import { type CutOffWorld, startCutOffWorld } from '../support/cut-off-world.js'
import type { WebPage } from '../support/web-page.js'

const KILLS = 20

describe('two instances of which one goes, or whose stores forget', function () {
  this.timeout(600_000)
  let world: CutOffWorld
  before(async () => {
    world = await startCutOffWorld()
    await eachHasAnswered(world)
  })
  after(() => world?.stop())

  /** The one that the next request goes to. */
  const nextOne = (): BrokerProcess => world.instances[world.balancer.last() === 0 ? 1 : 0]

  it(`give one answer, and audit it, when one is killed at ${KILLS} moments between press and answer`, async () => {
    const client = await loggedInBrowser(world)
    const usual = await timeOf(async () => {
      await (await DEEDS['an agreement'](world, client)).press()
    })
    let cut = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const prepared = await DEEDS['an agreement'](world, client)
      const seen = await world.ends()
      const victim = nextOne()
      const pressed = prepared.press()
      await sleep((usual * (kill + Math.random())) / KILLS)
      await victim.kill()
      const first = await pressed
      if (first.status !== 200) cut += 1
      expect(await goOnAfter(world, prepared, { first, seen, way: 'the same press' }, `kill ${kill}`)).to.equal(
        'answered',
      )
      await victim.start()
    }
    expect(cut, 'presses were cut off').to.be.greaterThan(0)
  })

  for (const name of ['an agreement', 'a cancellation'] as const) {
    it(`give one answer of ${name} when one stands still before it and goes on after the other gave it`, async () => {
      const prepared = await DEEDS[name](world, await loggedInBrowser(world))
      const seen = await world.ends()
      const victim = nextOne()
      let second: WebPage | null = null
      const first = await whileEntryWaits(
        world.postgres.url,
        prepared.press,
        async () => victim.signal('SIGSTOP'),
        async () => {
          await world.ended(seen)
          second = await prepared.press()
          victim.signal('SIGCONT')
        },
      )
      if (second === null) return expect.fail('nothing was pressed')
      expect(await goOnAfter(world, prepared, { first: second, seen, way: 'the same press' }, name)).to.equal(
        'answered',
      )
      expect(answerOf(first) ?? answerOf(second)).to.equal(answerOf(second))
    })
  }

  for (const name of [
    'a request by redirect',
    'a request by POST',
    'a request that the session answers at once',
  ] as const) {
    it(`refuse ${name} that was answered before Redis lost its data, after the citizen proved who it is again`, async () => {
      const client = await loggedInBrowser(world)
      const prepared = await DEEDS[name](world, client)
      const seen = await world.ends()
      await prepared.check(await prepared.finish(await prepared.press()))
      const ends = await world.ends(seen)
      expect(ends.map(({ action }) => action)).to.deep.equal(['login.answered'])
      expect(await world.redis.command('FLUSHALL')).to.contain('OK')
      const shown = await toConsent(client, await prepared.press())
      const last = shown.status === 200 ? await prepared.finish(shown) : shown
      expect(last.status, last.text).to.equal(400)
      expect(last.find('[data-testid="error"]')).not.to.equal(null)
      expect(answerOf(last)).to.equal(null)
      expect(await world.ends(seen)).to.deep.equal(ends)
    })
  }
})

async function timeOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
