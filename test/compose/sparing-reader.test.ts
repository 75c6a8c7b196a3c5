import { Worker } from 'node:worker_threads'
import { expect } from 'chai'
import { consoleDepsOf } from '../../src/compose/open-console.js'
import { openServices } from '../../src/compose/services.js'
import { hours } from '../../src/domain/instant.js'
import { aggregateSourceId } from '../../src/domain/source.js'
import type { WebDeps } from '../../src/http/web-deps.js'
import { startReading } from '../../src/saml/metadata/thread-reader.js'
import { federation, idOf, portal, signedText, sourceWorld } from '../operators/sources/source-world.js'
import { signedIn, upload } from '../operators/console/console-walk.js'
import { heldReading } from '../support/held-reading.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { sampleOperator } from '../support/operator-samples.js'
import { aggregate } from '../support/xml-metadata.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })

/** More than is read at once. */
const MANY = Array.from({ length: 50 }, (_, index) => `portal${index}`)

/** The same federation, in which so many members are refused and this one after them. */
const refusedBehind = (last: string, count: number): Promise<string> => {
  const refused = Array.from({ length: count }, (_, index) => `x${index}`).concat(last)
  const bare = refused.map((name) => `<md:EntityDescriptor entityID="${idOf(name)}"/>`)
  const good = MANY.filter((name) => name !== last).map((name) => portal(name))
  return signedText(aggregate([...bare, ...good].join(''), ' ID="_all"'))
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('a large file of metadata', () => {
  let world: HttpWorld
  afterEach(() => world.stop())

  const begin = async (startReading: () => Worker) => {
    world = await httpWorld({ startReading })
    const { client } = await signedIn(world, ADMIN)
    const form = await client.get(`${world.url}/operator/einlesen`)
    const give = (file: string) => upload(client, form, { decision: 'preview', file })
    return { client, give }
  }
  const ofMany = aggregate(MANY.map((name) => portal(name)).join(''))

  it('holds up nobody while it is read for an operator', async () => {
    const held = heldReading()
    const { client, give } = await begin(held.start)
    let isShown = false
    const preview = give(ofMany).finally(() => (isShown = true))
    await until(() => held.begun() === 1 || isShown)
    expect(isShown, 'it is read in a thread, which stands still').to.equal(false)
    const other = await client.get(`${world.url}/operator/dienste`)
    expect([other.status, isShown]).to.deep.equal([200, false])
    held.release()
    const page = await preview
    expect([page.status, page.all('[data-service]').length]).to.deep.equal([200, 50])
  })

  it('is refused with its rule where its thread dies; a small file needs none', async () => {
    const { give } = await begin(() => new Worker('process.exit(7)', { eval: true }))
    const refused = await give(ofMany)
    expect(refused.status).to.equal(422)
    expect(refused.find('[data-finding]')?.attributes.get('data-finding')).to.equal('metadata-read-failed')
    expect((await give(portal('klein'))).status).to.equal(200)
  })
})

describe('a large file of metadata at its address', () => {
  const begin = async (startReading: () => Worker, later?: string) => {
    const world = await sourceWorld()
    const url = world.server.serves('/all.xml', await federation(MANY))
    await world.imported(url)
    world.server.serves('/all.xml', later ?? (await federation([...MANY, 'neu'])))
    world.clock.pass(hours(2))
    const services = await openServices(world.config, { ...world.edges, refreshesMetadata: true, startReading })
    const close = () => services.close().then(() => world.close())
    // By the broker's own stores: another's would share its connection.
    const state = async () => (await services.stores.sources.find(aggregateSourceId(url)))?.state
    return { world, services, state, close }
  }

  it('is read in a thread by a broker that refreshes it', async () => {
    const held = heldReading()
    const { world, close } = await begin(held.start)
    await until(() => held.begun() === 1 || world.service('neu') !== undefined)
    expect(world.service('neu'), 'the loop turns while it is read').to.equal(undefined)
    held.release()
    await until(() => world.service('neu') !== undefined)
    expect(world.service('neu')?.entityId).to.equal(idOf('neu'))
    await close()
  })

  it('is read by the one thread that the process has, whoever else brings such a file', async () => {
    const held = heldReading()
    let started = 0
    const { world, services, close } = await begin(() => ((started += 1), held.start()))
    await until(() => held.begun() === 1)
    const { readMetadata } = services
    expect(consoleDepsOf(services, services.offer(), {} as WebDeps).readMetadata).to.equal(readMetadata)
    const other = readMetadata(Buffer.from(aggregate(MANY.map((name) => portal(name)).join(''))), null)
    await new Promise((resolve) => setImmediate(resolve))
    expect(started).to.equal(1)
    held.release()
    expect((await other).entities).to.have.length(50)
    await until(() => world.service('neu') !== undefined)
    expect(started).to.equal(2)
    await close()
  })

  it('keeps a service that is refused behind a hundred others, and says by which rule', async () => {
    const { world, state, close } = await begin(startReading, await refusedBehind('portal0', 130))
    await until(async () => ((await state())?.refused.length ?? 0) > 0)
    expect((await state())?.refused).to.deep.equal([
      { entityId: idOf('portal0'), rule: 'metadata-no-service', message: 'metadata-no-service' },
    ])
    expect(world.service('portal0')?.active).to.equal(true)
    await close()
  })

  it('leaves the last good copy where its thread dies, and says why', async () => {
    const { world, state, close } = await begin(() => new Worker('process.exit(7)', { eval: true }))
    await until(async () => (await state())?.trouble !== null)
    expect([(await state())?.failures, (await state())?.trouble?.rule]).to.deep.equal([1, 'metadata-read-failed'])
    expect([world.service('portal0')?.active, world.service('neu')]).to.deep.equal([true, undefined])
    await close()
  })
})
