import { expect } from 'chai'
import { startJobs } from '../../src/compose/jobs.js'
import { openServices } from '../../src/compose/services.js'
import { refreshJob } from '../../src/compose/source-jobs.js'
import { createHastening } from '../../src/compose/hasten-refresh.js'
import { aggregateSourceId } from '../../src/domain/source.js'
import { hours, minutes } from '../../src/domain/instant.js'
import type { JobLeases } from '../../src/domain/ports/job-leases.js'
import { createJobLeases } from '../../src/storage/sql/stores/job-leases.js'
import { federation, idOf, sourceWorld, STRANGER, type SourceWorld } from '../operators/sources/source-world.js'
import { keptTelling } from '../support/kept-telling.js'
import { readRedirect } from '../../src/saml/bindings/redirect.js'
import { testKey, type TestKeyName } from '../support/saml-keys.js'
import { authnRequest, signedRedirectQuery } from '../support/saml-requests.js'
import { keptLog } from '../support/kept-log.js'

const FOUR = ['aachen', 'bonn', 'celle', 'dueren']

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('the job that refreshes metadata', () => {
  let world: SourceWorld
  let url: string
  beforeEach(async () => {
    world = await sourceWorld()
    url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url)
    world.clock.pass(hours(2))
  })
  afterEach(() => world.close())

  const broker = async (holder: string) => {
    const { told, log: lines } = keptTelling()
    const { log } = told
    const counted: string[] = []
    const refreshed: string[] = []
    const stored = createJobLeases(await world.openDatabase(world.config))
    const taken: boolean[] = []
    const leases: JobLeases = {
      ...stored,
      async take(...lease) {
        const isMine = await stored.take(...lease)
        taken.push(isMine)
        return isMine
      },
    }
    const job = refreshJob({
      sources: world.deps,
      services: () => world.view.services.values(),
      log,
      metrics: { sourceRefreshed: (result) => void refreshed.push(result) },
    })
    const running = startJobs([job], { leases, holder, log, counted: (name, went) => counted.push(`${name} ${went}`) })
    return { running, lines, counted, refreshed, taken }
  }
  const asked = () => world.server.asked.length

  it('is done by one of two instances, and by the other once that one is gone', async () => {
    const one = await broker('one')
    await until(() => one.counted.length > 0)
    expect(asked()).to.equal(2)
    world.clock.pass(hours(2))
    const two = await broker('two')
    await until(() => two.taken.length > 0)
    expect([two.taken, two.refreshed]).to.deep.equal([[false], []])
    await two.running.stop()
    await one.running.stop()
    const three = await broker('three')
    await until(() => three.counted.length > 0)
    await three.running.stop()
    expect(three.refreshed).to.deep.equal(['unchanged'])
  })

  it('tells by a code what it did, and what a person has to look at', async () => {
    const told = async () => {
      const { running, counted, lines, refreshed } = await broker('one')
      await until(() => counted.length > 0)
      await running.stop()
      world.clock.pass(hours(2))
      return [...lines, ...refreshed]
    }
    world.server.serves('/all.xml', await federation([...FOUR, 'essen']))
    expect((await told()).join()).to.match(/^metadata.refreshed .*"count":1.*,applied$/)
    world.server.serves('/all.xml', await federation(FOUR, '', STRANGER))
    expect((await told()).join()).to.match(/^metadata.refresh-refused .*metadata-signature.*,refused$/)
    world.server.serves('/all.xml', await federation(['aachen']))
    expect((await told()).join()).to.match(/^metadata.refresh-held .*source-shrunk.*,held$/)
  })
})

describe('a source whose service signs with an unknown key', () => {
  it('is due at once, but no more than every five minutes', async () => {
    const world = await sourceWorld()
    const url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url)
    const hastened: number[] = []
    const sources = {
      hasten: async (id: string, { now }: { now: number }) => {
        expect(id).to.equal(aggregateSourceId(url))
        hastened.push(now)
        throw new Error('no answer')
      },
    }
    const { log, lines } = keptLog()
    const hasten = createHastening({ sources, clock: world.clock, log })
    const service = world.service('aachen')
    if (!service) throw new Error('not there')
    for (let times = 0; times < 100; times += 1) hasten(service)
    hasten({ ...service, source: { ...service.source, signer: null } })
    world.clock.pass(minutes(5))
    hasten(service)
    expect(hastened).to.have.length(2)
    await until(() => lines.length === 2)
    await world.close()
  })
})

describe('a broker', () => {
  it('fetches metadata by itself from its start on, and has the registry follow', async () => {
    const world = await sourceWorld()
    const url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url, { trustLevel: 'substantiell' })
    world.server.serves('/all.xml', await federation([...FOUR, 'essen']))
    world.clock.pass(hours(2))
    const services = await openServices(world.config, { ...world.edges, refreshesMetadata: true })
    await until(() => world.service('essen') !== undefined)
    expect(world.service('essen')?.settings.trustLevel).to.equal('substantiell')
    expect(world.service('essen')?.source.signer).to.be.a('string')
    await services.registry.refresh()
    expect(services.registry.size()).to.equal(5)
    await services.close()
    await world.close()
  })

  it('has a source fetched soon when a request came that no key of its service has signed', async () => {
    const world = await sourceWorld()
    const url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url)
    world.clock.pass(minutes(10))
    const services = await openServices(world.config, world.edges)
    const request = (key: TestKeyName) =>
      readRedirect(signedRedirectQuery(authnRequest({ issuer: idOf('aachen') }), { key: testKey(key) }))
    expect((await world.sourceAt(url)).dueAt).to.be.greaterThan(world.clock.now())
    expect(() => services.offer().receive(request('stranger'))).to.throw('saml-signature')
    // One after the other on one connection: what is read now comes after what was written.
    expect((await services.stores.sources.find(aggregateSourceId(url)))?.dueAt).to.equal(world.clock.now())
    await services.close()
    await world.close()
  })
})
