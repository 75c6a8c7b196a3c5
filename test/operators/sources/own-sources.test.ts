import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { serviceSourceId } from '../../../src/domain/source.js'
import { entityId } from '../../../src/domain/ids.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { removeService } from '../../../src/operators/services/manage-services.js'
import { restoreVersion } from '../../../src/operators/services/history.js'
import { followAddresses } from '../../../src/operators/sources/own-sources.js'
import { handFeed } from '../../../src/operators/sources/register-source.js'
import { ACTOR, FEDERATION, federation, idOf, NOW, portal, sourceWorld, type SourceWorld } from './source-world.js'

const URL = 'https://metadata.aachen.example/own.xml'

describe('a service and its source', () => {
  let world: SourceWorld
  beforeEach(async () => {
    world = await sourceWorld()
    await world.fromFile(portal('aachen'))
  })
  afterEach(() => world.close())

  const own = () => world.deps.sources.find(serviceSourceId(entityId(idOf('aachen'))))
  const told = () => world.view.audit.filter(({ action }) => action.startsWith('source.'))

  it('come together where an address is set, told under the name of who sets it', async () => {
    await world.set('aachen', { refreshUrl: URL })
    expect(await own()).to.include({ url: URL, dueAt: NOW, version: 1 })
    expect(told()).to.have.length(1)
    expect(told()[0]).to.include({ actor: ACTOR, action: 'source.registered' })
    await world.set('aachen', { refreshUrl: `${URL}?2` })
    expect(await own()).to.include({ url: `${URL}?2`, version: 2 })
  })

  it('go together, whether the address is taken away or the portal', async () => {
    await world.set('aachen', { refreshUrl: URL })
    await world.set('aachen', { refreshUrl: null })
    expect(await own()).to.equal(null)
    await world.set('aachen', { refreshUrl: URL })
    await removeService(idOf('aachen'), ACTOR, world.deps.services)
    expect(await own()).to.equal(null)
    expect(told().at(-1)).to.include({ actor: ACTOR, action: 'source.removed' })
    const input = { number: 2, dryRun: false }
    await restoreVersion(idOf('aachen'), input, ACTOR, world.deps.services)
    expect(await own(), 'back with an earlier version').to.include({ url: URL })
  })

  it('move to another tenant together, and what was fetched is kept', async () => {
    await world.set('aachen', { refreshUrl: URL })
    const source = await world.sourceAt(URL)
    await world.deps.sources.note({ ...source, state: { ...source.state, failures: 3 } })
    await world.set('aachen', { tenant: tenantId('Aachen') })
    expect(await own()).to.include({ tenant: 'Aachen' })
    expect((await own())?.state.failures).to.equal(3)
    expect(told(), 'the entry of the portal says it').to.have.length(1)
  })

  it('stay as they are where a broker is behind, and are brought in line where one of them is missing', async () => {
    const behind = [...world.view.services.values()]
    await world.set('aachen', { refreshUrl: URL })
    await followAddresses(behind, await world.deps.sources.all(), world.deps)
    expect(await own()).to.include({ url: URL })
    await world.deps.sources.remove(await world.sourceAt(URL), [])
    await world.follow()
    expect(await own()).to.include({ url: URL })
    expect(told().at(-1)).to.include({ actor: 'broker', action: 'source.registered' })
  })

  it('are not imported at all where the source cannot be had', async () => {
    const url = world.server.serves('/all.xml', await federation(['bonn', 'celle']))
    const document = await world.tools.readMetadata(await world.tools.fetchMetadata(url), FEDERATION.pem)
    const source = () => Promise.reject(new Error('the process ends here'))
    const input = { from: url, settings: {}, dryRun: false, feed: handFeed(url), source }
    const failed = importServices(document, input, ACTOR, world.deps.services).catch((error: unknown) => String(error))
    expect(await failed).to.include('ends here')
    expect(world.service('bonn')).to.equal(undefined)
    await world.imported(url)
    expect(world.service('bonn')?.active).to.equal(true)
    expect(await world.hasSource(url)).to.equal(true)
  })
})
