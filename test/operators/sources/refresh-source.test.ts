import { expect } from 'chai'
import { days, hours, minutes } from '../../../src/domain/instant.js'
import { switchService } from '../../../src/operators/services/manage-services.js'
import { acs, aggregate, keyDescriptor } from '../../support/xml-metadata.js'
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
  STRANGER,
  type SourceWorld,
} from './source-world.js'

const FOUR = ['aachen', 'bonn', 'celle', 'dueren']

describe('a source of metadata', () => {
  let world: SourceWorld
  let url: string
  beforeEach(async () => {
    world = await sourceWorld()
    url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url, { trustLevel: 'hoch' })
  })
  afterEach(() => world.close())

  const serve = (text: string) => world.server.serves('/all.xml', text)
  const writes = () => world.deps.services.services.revision()
  const actions = () => world.view.audit.map(({ action, actor }) => `${actor} ${action}`)

  it('is registered by an import from an address with a signer, and asked again in its time', async () => {
    const source = await world.sourceAt(url)
    expect(source).to.include({ feeds: 'services', signer: FEDERATION.pem, fetchedAt: NOW, dueAt: NOW + minutes(60) })
    expect(source.settings).to.deep.equal({ trustLevel: 'hoch' })
    expect(actions().at(-1)).to.equal('cli:mira source.registered')
  })

  it('is told to the audit when it is set to something else, and not when it is the same', async () => {
    const told = () => world.view.audit.filter(({ action }) => action === 'source.registered').map(({ after }) => after)
    await world.imported(url, { trustLevel: 'hoch' })
    expect(told()).to.have.length(1)
    await world.imported(url, { trustLevel: 'normal' })
    expect(told()).to.have.length(2)
    expect(told()[1]).to.deep.include({ url, settings: { trustLevel: 'normal' } })
  })

  it('costs nothing where nothing has changed, whether the server says so or not', async () => {
    const before = await writes()
    expect((await world.refreshed(url)).kind).to.equal('unchanged')
    expect((await world.refreshed(url)).kind).to.equal('unchanged')
    expect(world.server.asked.slice(1)).to.deep.equal(['sent', 'unchanged'])
    serve(await federation(FOUR, ' cacheDuration="PT10M"'))
    expect(await world.refreshed(url)).to.include({ kind: 'applied', changed: 0 })
    expect(await writes()).to.equal(before)
    expect((await world.sourceAt(url)).dueAt, 'as the document says').to.equal(NOW + minutes(10))
  })

  it('brings new portals with the settings of the import, and changes to those that are there with their own', async () => {
    await world.set('aachen', { trustLevel: 'basis' })
    const moved = portal('aachen', { consumers: acs(0, 'https://neu.aachen.example/acs') })
    const members = moved + ['bonn', 'celle', 'dueren', 'essen'].map((name) => portal(name)).join('')
    serve(await signedText(aggregate(members, ' ID="_all"')))
    expect(await world.refreshed(url)).to.include({ kind: 'applied', changed: 2 })
    expect(world.service('aachen')?.metadata.assertionConsumerServices[0]?.location).to.contain('neu.aachen')
    expect(world.service('aachen')?.settings.trustLevel).to.equal('basis')
    expect(world.service('essen')).to.deep.include({ active: true })
    expect(world.service('essen')?.settings.trustLevel).to.equal('hoch')
    expect(actions().slice(-2).sort()).to.deep.equal(['broker service.imported', 'broker service.updated'])
  })

  it('enables nothing that a person disabled, and brings nothing back that a person removed', async () => {
    const stored = world.service('aachen')
    if (!stored) throw new Error('not there')
    world.view.registers({ ...stored, active: false })
    const id = world.service('bonn')?.entityId
    if (!id) throw new Error('not there')
    await world.deps.services.services.change(async () => ({ save: [], remove: [id], audit: [], result: null }))
    serve(await federation([...FOUR, 'essen']))
    await world.refreshed(url)
    expect(world.service('aachen')?.active).to.equal(false)
    expect(world.service('bonn')).to.equal(undefined)
    expect(world.service('essen')?.active).to.equal(true)
    await world.imported(url)
    expect(world.service('bonn')?.active, 'by hand').to.equal(true)
  })

  it('disables a portal that has left, and enables it again when it comes back', async () => {
    serve(await federation(['aachen', 'bonn', 'celle']))
    await world.refreshed(url)
    expect(world.service('dueren')?.active).to.equal(false)
    expect(world.service('dueren')?.source.left).to.equal(true)
    expect(actions().at(-1)).to.equal('broker service.disabled')
    serve(await federation([...FOUR]))
    await world.refreshed(url)
    expect(world.service('dueren')?.active).to.equal(true)
    expect(world.service('dueren')?.source.left).to.equal(undefined)
  })

  it('leaves one disabled that a person disabled after it had left', async () => {
    serve(await federation(['aachen', 'bonn', 'celle']))
    await world.refreshed(url)
    const before = world.view.audit.length
    await switchService(idOf('dueren'), false, ACTOR, world.deps.services)
    await switchService(idOf('dueren'), false, ACTOR, world.deps.services)
    expect(actions().slice(before), 'once').to.deep.equal(['cli:mira service.disabled'])
    serve(await federation([...FOUR, 'essen']))
    await world.refreshed(url)
    expect(world.service('dueren')?.active).to.equal(false)
  })

  it('waits for a person where a third or all of its portals have left', async () => {
    const before = await writes()
    serve(await federation(['aachen', 'bonn']))
    const went = await world.refreshed(url)
    if (went.kind !== 'refused') throw new Error(went.kind)
    expect(went.refusal).to.deep.include({
      code: 'source-shrunk',
      data: { url, gone: 2, of: 4, services: [idOf('celle'), idOf('dueren')] },
    })
    const { trouble } = (await world.sourceAt(url)).state
    expect(trouble).to.deep.include({ rule: 'source-shrunk', leaving: { gone: 2, of: 4 }, since: NOW })
    expect(await writes()).to.equal(before)
    serve(await signedText(aggregate(portal('zwickau'), ' ID="_all"')))
    expect((await world.refreshed(url)).kind, 'none is left').to.equal('refused')
    serve(await federation(['aachen', 'bonn']))
    expect((await world.refreshed(url, 'of another document')).kind).to.equal('refused')
    expect(await world.refreshed(url, went.document)).to.include({ kind: 'applied', changed: 2 })
    expect(world.service('celle')?.active).to.equal(false)
    expect((await world.sourceAt(url)).state.trouble).to.equal(null)
  })

  it('asks nobody about a portal that was disabled before it left, however often', async () => {
    for (const name of ['celle', 'dueren']) await switchService(idOf(name), false, ACTOR, world.deps.services)
    serve(await federation(['aachen', 'bonn']))
    expect(await world.refreshed(url)).to.include({ kind: 'applied', changed: 0 })
    serve(await federation(['aachen']))
    expect((await world.refreshed(url)).kind, 'half of those that are served').to.equal('refused')
    for (const name of ['aachen', 'bonn']) await switchService(idOf(name), false, ACTOR, world.deps.services)
    await world.fromFile(portal('zwickau'))
    serve(await signedText(aggregate(portal('zwickau'), ' ID="_all"')))
    expect(await world.refreshed(url), 'none is served').to.include({ kind: 'applied', changed: 0 })
    expect((await world.sourceAt(url)).state.trouble).to.equal(null)
    expect(world.service('zwickau')?.source.from).to.equal('portal.xml')
  })

  it('takes no portal that came by another way, and none of another tenant', async () => {
    await world.fromFile(portal('essen'))
    serve(
      await signedText(
        aggregate(
          [...FOUR, 'essen']
            .map((name) => portal(name))
            .join('')
            .replaceAll('https://essen.example/acs', 'https://evil.example/acs'),
          ' ID="_all"',
        ),
      ),
    )
    await world.refreshed(url)
    expect(world.service('essen')?.metadata.assertionConsumerServices[0]?.location).to.equal(
      'https://essen.example/acs',
    )
  })

  it('keeps a portal as it was whose new form is refused, and tells of it', async () => {
    const bad = portal('bonn', { consumers: acs(0, 'http://bonn.example/acs') })
    serve(await signedText(aggregate(portal('aachen') + bad + portal('celle') + portal('dueren'), ' ID="_all"')))
    expect(await world.refreshed(url)).to.include({ kind: 'applied', changed: 0 })
    expect(world.service('bonn')).to.deep.include({ active: true })
    const { refused } = (await world.sourceAt(url)).state
    expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([[idOf('bonn'), 'metadata-endpoint']])
  })

  it('is asked sooner after a failure, with growing pauses, and in its time again once it is good', async () => {
    world.server.serves('/all.xml', (response) => response.writeHead(500).end())
    const pauses: number[] = []
    for (let tries = 0; tries < 8; tries += 1) {
      await world.refreshed(url)
      const { dueAt } = await world.sourceAt(url)
      pauses.push((dueAt - world.clock.now()) / minutes(1))
      world.clock.pass(dueAt - world.clock.now())
    }
    expect(pauses).to.deep.equal([1, 2, 4, 8, 16, 32, 60, 60])
    const failing = await world.sourceAt(url)
    expect(failing.state).to.include({ failures: 8 })
    expect(failing.state.trouble?.since, 'the first').to.equal(NOW)
    serve(await federation(FOUR))
    await world.refreshed(url)
    expect((await world.sourceAt(url)).state).to.include({ failures: 0, trouble: null })
  })

  it('is not good for being unchanged once it has ended', async () => {
    const until = new Date(NOW + hours(2)).toISOString()
    serve(await federation(FOUR, ` validUntil="${until}"`))
    await world.refreshed(url)
    // Clocks differ by some minutes, here as for whoever reads the document.
    world.clock.pass(hours(2) + minutes(4))
    expect((await world.refreshed(url)).kind).to.equal('unchanged')
    world.clock.pass(minutes(1))
    const went = await world.refreshed(url)
    expect(went.kind).to.equal('refused')
    expect((await world.sourceAt(url)).state.trouble?.rule).to.equal('metadata-expired')
    expect(world.service('aachen')?.active).to.equal(true)
  })

  it('is asked for as a whole once it has ended, as its server may take the new one for it', async () => {
    const until = (count: number) => ` validUntil="${new Date(NOW + hours(count)).toISOString()}"`
    let document = await federation(FOUR, until(2))
    world.server.serves('/all.xml', (response) => {
      const isKnown = response.req.headers['if-none-match'] !== undefined
      response.writeHead(isKnown ? 304 : 200, { etag: '"for ever"' }).end(isKnown ? undefined : document)
    })
    await world.refreshed(url)
    document = await federation([...FOUR, 'essen'], until(9))
    expect((await world.refreshed(url)).kind, 'before its end').to.equal('unchanged')
    world.clock.pass(hours(3))
    expect(await world.refreshed(url)).to.include({ kind: 'applied', changed: 5 })
  })

  it('takes only what ends soon enough, where a portal is set so', async () => {
    await world.set('aachen', { validUntilRequired: 14 })
    const until = (count: number) => ` validUntil="${new Date(NOW + days(count)).toISOString()}"`
    serve(await federation([...FOUR, 'essen'], until(15)))
    await world.refreshed(url)
    expect(world.service('bonn')?.metadata.validUntil).to.equal(NOW + days(15))
    expect(world.service('aachen')?.metadata.validUntil).to.equal(null)
    serve(await federation([...FOUR, 'essen'], until(14)))
    await world.refreshed(url)
    expect(world.service('aachen')?.metadata.validUntil).to.equal(NOW + days(14))
  })

  it('is forgotten once it feeds nobody', async () => {
    for (const name of FOUR) await world.fromFile(portal(name))
    expect((await world.refreshed(url)).kind).to.equal('forgotten')
    expect(await world.hasSource(url)).to.equal(false)
    expect(actions().at(-1)).to.equal('broker source.removed')
  })

  it('goes over to another signer while both are given', async () => {
    await world.imported(url, {}, STRANGER.pem + FEDERATION.pem)
    serve(await federation([...FOUR, 'essen'], '', STRANGER))
    expect((await world.refreshed(url)).kind).to.equal('applied')
  })
})

describe('the source of one portal', () => {
  let world: SourceWorld
  beforeEach(async () => (world = await sourceWorld()))
  afterEach(() => world.close())

  const moved = (more = '') =>
    portal('aachen', { consumers: acs(0, 'https://neu.aachen.example/acs'), attributes: ` ID="_one"${more}` })
  const isMoved = () =>
    world.service('aachen')?.metadata.assertionConsumerServices[0]?.location === 'https://neu.aachen.example/acs'

  it('follows the address that is set, and goes with it', async () => {
    await world.fromFile(portal('aachen'))
    const url = world.server.serves('/aachen.xml', await signedText(moved(), PORTAL))
    await world.set('aachen', { refreshUrl: url })
    await world.follow()
    expect(await world.sourceAt(url)).to.include({ feeds: 'service', entityId: idOf('aachen'), dueAt: NOW })
    await world.follow()
    expect(world.view.audit.filter(({ action }) => action === 'source.registered')).to.have.length(1)
    await world.set('aachen', { refreshUrl: null })
    await world.follow()
    expect(await world.deps.sources.all()).to.deep.equal([])
  })

  it('is proven by a key that the portal is registered with, where no signer was given', async () => {
    await world.fromFile(portal('aachen'))
    const url = world.server.serves('/aachen.xml', await signedText(moved(), STRANGER))
    await world.set('aachen', { refreshUrl: url })
    await world.follow()
    expect((await world.refreshed(url)).kind).to.equal('refused')
    expect(isMoved()).to.equal(false)
    world.server.serves('/aachen.xml', await signedText(moved(), PORTAL))
    expect((await world.refreshed(url)).kind).to.equal('applied')
    expect(isMoved()).to.equal(true)
    expect(world.service('aachen')?.source).to.include({ from: url, signer: null, refreshed: true })
  })

  it('is proven by the signer that the portal was imported with, whose certificate the file brings along', async () => {
    await world.fromFile(await signedText(aggregate(portal('aachen'), ' ID="_all"')), FEDERATION.pem)
    const url = world.server.serves('/aachen.xml', await signedText(moved(), PORTAL))
    await world.set('aachen', { refreshUrl: url })
    await world.follow()
    expect((await world.refreshed(url)).kind, 'its own key is no signer').to.equal('refused')
    world.server.serves('/aachen.xml', await signedText(moved()))
    expect((await world.refreshed(url)).kind).to.equal('applied')
    expect(isMoved()).to.equal(true)
  })

  it('takes nothing unproven, and nothing for another portal', async () => {
    await world.fromFile(portal('aachen', { keys: '' }))
    const url = world.server.serves('/aachen.xml', moved())
    await world.set('aachen', { refreshUrl: url })
    await world.follow()
    await world.refreshed(url)
    expect((await world.sourceAt(url)).state.trouble?.rule).to.equal('source-unproven')
    await world.fromFile(portal('bonn'))
    const other = world.server.serves('/bonn.xml', await signedText(aggregate(portal('celle'), ' ID="_x"'), PORTAL))
    await world.set('bonn', { refreshUrl: other })
    await world.follow()
    await world.refreshed(other)
    expect((await world.sourceAt(other)).state.trouble?.rule).to.equal('source-entity')
    expect(world.service('bonn')?.active).to.equal(true)
    expect(world.service('celle')).to.equal(undefined)
  })

  it('takes only its own portal out of a file of many', async () => {
    await world.fromFile(portal('aachen'))
    const many = aggregate(moved().replace(' ID="_one"', '') + portal('bonn'), ' ID="_all"')
    const url = world.server.serves('/many.xml', await signedText(many, PORTAL))
    await world.set('aachen', { refreshUrl: url })
    await world.follow()
    await world.refreshed(url)
    expect(isMoved()).to.equal(true)
    expect(world.service('bonn')).to.equal(undefined)
  })

  it('warns of a key that goes away', async () => {
    await world.fromFile(portal('aachen'))
    const { services } = await world.fromFile(portal('aachen', { keys: keyDescriptor(STRANGER.certificate) }))
    expect(services[0]?.findings.map(({ rule }) => rule)).to.include('metadata-key-vanishes')
    const again = await world.fromFile(portal('aachen', { keys: keyDescriptor(STRANGER.certificate) }))
    expect(again.services[0]?.findings.map(({ rule }) => rule)).not.to.include('metadata-key-vanishes')
  })
})
