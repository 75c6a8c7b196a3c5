import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { openServices } from '../../src/compose/services.js'
import { openTools } from '../../src/compose/tools.js'
import type { Config } from '../../src/config/config.js'
import { days } from '../../src/domain/instant.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { Peers } from '../../src/observability/peers.js'
import type { Database } from '../../src/storage/sql/database.js'
import { START } from '../support/movable-clock.js'
import { openGround, openWorld } from '../support/world.js'

describe('the services of a deployment', () => {
  it('stand on one clock: what commands make bears its time, and the broker hears of it', async () => {
    const { clock, config, edges, services, view, close } = await openWorld({ edges: { pollEvery: 5 } })
    clock.pass(days(40))
    const tools = await openTools(config, edges)
    const key = await tools.keys.generate({ use: 'signing', type: 'EC-P-256', inHsm: false }, 'cli:mira')
    expect(key.createdAt).to.equal(START + days(40))
    expect(view.audit.at(-1)).to.include({ at: START + days(40), action: 'key.generated', actor: 'cli:mira' })
    expect(services.offer().ports.clock).to.equal(tools.clock)
    while (!services.keys.announced().some(({ id }) => id === key.id)) await sleep(5)
    await close()
  })

  const OTHER_SECRET = Buffer.from('Zk3vJ0b6pQ1sXo8uT5yR2wEaH7nLcGdM9fVtKiBxU4g=', 'base64')
  const refused = (): never => {
    throw new OperatorError('not-today', 'Nothing is called today')
  }
  for (const [what, rule, changed, edges] of [
    ['the secret opens no key of the store', 'secret-key-wrong', { secretKey: OTHER_SECRET }, {}],
    ['a method cannot be made', 'not-today', {}, { openOutgoing: refused }],
  ] satisfies [string, string, Partial<Config>, object][]) {
    it(`are closed as far as they were opened where ${what}`, async () => {
      const ground = await openGround({})
      let closed = 0
      const openDatabase = async (config: Config): Promise<Database> => {
        const database = await ground.openDatabase(config)
        return { ...database, close: () => database.close().finally(() => (closed += 1)) }
      }
      const opening = openServices({ ...ground.config, ...changed }, { ...ground.edges, openDatabase, ...edges })
      expect(await opening.catch((error: unknown) => error)).to.include({ rule })
      expect(closed).to.equal(1)
    })
  }

  it('refuse settings of which a face cannot be made, and go on with what was offered before', async () => {
    const { services, config, close } = await openWorld()
    const before = services.offer()
    let isBroken = false
    const site = services.of((offer) => {
      if (isBroken) throw new Error('no assets')
      return offer.config.settings.site
    })
    isBroken = true
    const renewed = services.renew(config.settings).then(
      () => 'renewed',
      (error: unknown) => String(error),
    )
    expect(await renewed).to.contain('no assets')
    expect(services.offer()).to.equal(before)
    expect(site().name).to.equal(config.settings.site.name)
    isBroken = false
    await services.renew({ ...config.settings, site: { ...config.settings.site, name: 'Servicekonto Neu' } })
    expect(site().name).to.equal('Servicekonto Neu')
    await close()
  })

  it('say of SECRET_KEY_PREVIOUS what is still to be done with it', async () => {
    const { config, clock, telling, ...ground } = await openGround({})
    const opened = await ground.openDatabase(config)
    const openDatabase = () => Promise.resolve({ ...opened, close: () => Promise.resolve() })
    const edges = { clock, openDatabase, pollEvery: Infinity, tendsAudit: false, log: telling.told.log }
    const former = config.secretKey
    const both = { ...config, secretKey: OTHER_SECRET, secretKeyPrevious: former }
    const tools = async (): Promise<void> => {
      const { rewrapKeySet, close } = await openTools(both, edges)
      await rewrapKeySet('cli:mira')
      await close()
    }
    const told = (): string[] =>
      telling.log.filter((line) => line.startsWith('keys.')).map((line) => line.split(' ')[0] ?? '')
    await (await openServices(config, edges)).close()
    expect(told()).to.deep.equal([])
    await (await openServices(both, edges)).close()
    expect(told()).to.deep.equal(['keys.behind'])
    await tools()
    await (await openServices(both, edges)).close()
    expect(told()).to.deep.equal(['keys.behind', 'keys.rewrapped'])
    await opened.close()
  })

  it('answer for their metrics already while they are being opened', async () => {
    const { config, clock, openDatabase, telling } = await openGround({})
    const edges = { clock, openDatabase, pollEvery: Infinity, tendsAudit: false }
    let counted: Promise<unknown> = Promise.resolve(null)
    const peers: Peers = {
      offerMetrics: (count) => void (counted = count()),
      gatherMetrics: () => Promise.resolve([]),
      tellCertificate: () => undefined,
    }
    const services = await openServices(config, { ...edges, log: telling.told.log, peers })
    expect(await counted).to.be.an('array')
    await services.close()
  })
})
