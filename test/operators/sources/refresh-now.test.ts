import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { nextDue } from '../../../src/operators/sources/due.js'
import { refreshDue, type RefreshTold } from '../../../src/operators/sources/refresh-due.js'
import { refreshNow } from '../../../src/operators/sources/refresh-now.js'
import { importedSource } from '../../../src/operators/sources/register-source.js'
import { hours, minutes, seconds } from '../../../src/domain/instant.js'
import { acs, aggregate } from '../../support/xml-metadata.js'
import { refusedIn } from '../registry-world.js'
import {
  ACTOR,
  FEDERATION,
  federation,
  idOf,
  NOW,
  portal,
  PORTAL,
  signedText,
  sourceWorld,
  type SourceWorld,
} from './source-world.js'

const FOUR = ['aachen', 'bonn', 'celle', 'dueren']

describe('a refresh that a person asks for', () => {
  let world: SourceWorld
  let url: string
  beforeEach(async () => {
    world = await sourceWorld()
    url = world.server.serves('/all.xml', await federation(FOUR))
  })
  afterEach(() => world.close())
  const now = (name: string, confirmed: string | null = null, tenant = null as ReturnType<typeof tenantId> | null) =>
    refreshNow(idOf(name), { actor: ACTOR, tenant, confirmed }, world.deps)

  it('is of the source that feeds the portal, and of none where there is none', async () => {
    await world.imported(url)
    world.server.serves('/all.xml', await federation([...FOUR, 'essen']))
    expect(await now('bonn')).to.include({ kind: 'applied', changed: 1 })
    expect(world.view.audit.at(-1)).to.include({ actor: ACTOR, action: 'service.imported' })
    await world.fromFile(portal('fulda'))
    expect((await refusedIn(now('fulda'))).code).to.equal('source-none')
    expect((await refusedIn(now('nowhere'))).code).to.equal('service-unknown')
  })

  it('works at once for an address that was just set', async () => {
    await world.fromFile(portal('aachen'))
    const own = world.server.serves('/one.xml', await signedText(portal('aachen', { attributes: ' ID="_1"' }), PORTAL))
    await world.set('aachen', { refreshUrl: own })
    expect((await now('aachen')).kind).to.equal('applied')
    expect(await world.sourceAt(own)).to.include({ fetchedAt: NOW })
  })

  it('lets only who may decide for the source confirm that portals leave', async () => {
    await world.imported(url)
    world.server.serves('/all.xml', await federation(['aachen']))
    const held = await now('aachen', null, tenantId('Bonn'))
    if (held.kind !== 'refused') throw new Error(held.kind)
    expect((await refusedIn(now('aachen', held.document, tenantId('Bonn')))).code).to.equal('source-foreign')
    expect(world.service('bonn')?.active).to.equal(true)
    expect((await now('aachen', held.document)).kind).to.equal('applied')
  })

  it('names no portal of a shared source to who sees another one, whatever is wrong with it', async () => {
    await world.imported(url)
    const broken = FOUR.map((name) => portal(name, { consumers: acs(0, `http://${name}.example/acs`) }))
    world.server.serves('/all.xml', await signedText(aggregate(broken.join(''), ' ID="_all"')))
    const told = await now('bonn', null, tenantId('Bonn'))
    expect(told).to.include({ kind: 'refused' })
    expect(JSON.stringify([told.kind === 'refused' && told.refusal, (await world.sourceAt(url)).state.trouble]))
      .to.include('metadata-')
      .and.not.match(/aachen|celle|dueren/)
    const whole = await now('bonn')
    expect(JSON.stringify(whole.kind === 'refused' && whole.refusal)).to.include('aachen')
  })

  it('finds no address that is another tenant’s source', async () => {
    await world.imported(url)
    const document = await world.tools.readMetadata(await world.tools.fetchMetadata(url), FEDERATION.pem)
    const given = { url, signer: FEDERATION.pem, settings: { tenant: 'Bonn' }, document }
    const taken = importedSource(given, { actor: ACTOR, tenant: tenantId('Bonn') }, world.deps)
    expect((await refusedIn(taken)).code).to.equal('source-foreign')
    const { source } = await importedSource(given, { actor: ACTOR, tenant: null }, world.deps)
    expect(source).to.include({ tenant: 'Bonn', version: 1 })
  })
})

describe('the sources that are due', () => {
  let world: SourceWorld
  beforeEach(async () => (world = await sourceWorld()))
  afterEach(() => world.close())

  const told = (): RefreshTold & { readonly lines: string[] } => {
    const lines: string[] = []
    return {
      lines,
      refreshed: ({ url }, { kind }) => void lines.push(`${new URL(url).pathname} ${kind}`),
      failed: ({ url }) => void lines.push(`${new URL(url).pathname} failed`),
    }
  }
  const run = async (signal = new AbortController().signal) => {
    const telling = told()
    await refreshDue(world.view.services.values(), telling, world.deps, signal)
    return telling.lines.sort()
  }

  it('are asked in their time, each by itself, and followed as they are set', async () => {
    const url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url)
    await world.fromFile(portal('essen'))
    const own = world.server.serves('/one.xml', await signedText(portal('essen', { attributes: ' ID="_1"' }), PORTAL))
    await world.set('essen', { refreshUrl: own })
    expect(await run(), 'the one that was set').to.deep.equal(['/one.xml applied'])
    expect(await run()).to.deep.equal([])
    world.clock.pass(hours(1))
    world.server.serves('/one.xml', (response) => response.writeHead(404).end())
    expect(await run()).to.deep.equal(['/all.xml unchanged', '/one.xml refused'])
    world.clock.pass(minutes(1))
    expect(await run(), 'sooner after a failure').to.deep.equal(['/one.xml refused'])
    expect(world.view.audit.at(-1)).to.include({ action: 'source.registered', actor: ACTOR })
  })

  it('keep each other from nothing, also where the broker itself fails', async () => {
    const url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url)
    world.clock.pass(hours(2))
    const broken = { ...world.deps, fetchIfChanged: () => Promise.reject(new Error('no memory')) }
    const telling = told()
    await refreshDue([], telling, broken, new AbortController().signal)
    expect(telling.lines).to.deep.equal(['/all.xml failed'])
    expect(await run(), 'still due').to.deep.equal(['/all.xml unchanged'])
  })

  it('wait for another time where the run is told to end', async () => {
    await world.imported(world.server.serves('/all.xml', await federation(FOUR)))
    world.clock.pass(hours(2))
    expect(await run(AbortSignal.abort())).to.deep.equal([])
  })

  it('come when the document says, within bounds, and never all at one moment', () => {
    const at = (cacheFor: number | null, chance = 0, failures = 0) =>
      nextDue({ cacheFor, failures }, NOW, { longest: hours(1), chance }) - NOW
    expect(at(null)).to.equal(hours(1))
    expect(at(minutes(20))).to.equal(minutes(20))
    expect(at(hours(48)), 'at the latest').to.equal(hours(1))
    expect(at(0), 'no server is asked all the time').to.equal(seconds(10))
    expect(at(minutes(20), 0.5)).to.equal(minutes(19))
    expect(at(minutes(20), 0, 3)).to.equal(minutes(4))
    expect(at(null, 0, 5000)).to.equal(hours(1))
  })
})
