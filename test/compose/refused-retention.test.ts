import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { refusedRetentionJob } from '../../src/compose/refused-retention.js'
import { days } from '../../src/domain/instant.js'
import { sampleRefused } from '../support/refused-samples.js'
import { openParts, openWorld } from '../support/world.js'

describe('the retention of refused requests', () => {
  it('takes away what is older than a week, and nothing else', async () => {
    const { clock, lasting } = await openParts()
    const store = lasting.stores.refusedRequests
    await store.keep([sampleRefused({ at: clock.now() })], { all: 10, claimed: 10 })
    clock.pass(days(2))
    const young = sampleRefused({ errorId: 'E-4444-4444', at: clock.now() })
    await store.keep([young], { all: 10, claimed: 10 })
    const job = refusedRetentionJob(store, { clock })
    clock.pass(days(5))
    await job.run(AbortSignal.timeout(1000))
    expect(await store.find('E-3VEE-43FD', null), 'as old as a week').not.to.equal(null)
    clock.pass(1)
    await job.run(AbortSignal.timeout(1000))
    expect(await store.find('E-3VEE-43FD', null)).to.equal(null)
    expect(await store.find('E-4444-4444', null)).to.deep.equal(young)
  })

  it('is done by a broker that runs', async () => {
    const { clock, config, services, close } = await openWorld({ edges: { tendsAudit: true } })
    const store = services.stores.refusedRequests
    await store.keep([sampleRefused({ at: clock.now() - days(8) })], { all: 10, claimed: 10 })
    await services.renew(config.settings)
    while ((await store.find('E-3VEE-43FD', null)) !== null) await sleep(5)
    await close()
  })
})
