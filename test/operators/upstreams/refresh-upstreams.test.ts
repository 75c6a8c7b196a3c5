import { expect } from 'chai'
import { openTools } from '../../../src/compose/tools.js'
import { openStores } from '../../../src/compose/stores.js'
import { edgesOf } from '../../../src/compose/edges.js'
import { ensureSchema } from '../../../src/compose/database.js'
import { upstreamRefreshOf } from '../../../src/compose/upstream-tools.js'
import { hours, minutes } from '../../../src/domain/instant.js'
import { methodId } from '../../../src/domain/ids.js'
import { importUpstream, type UpstreamImport } from '../../../src/operators/upstreams/import-upstream.js'
import {
  refreshUpstreamNow,
  refreshUpstreams,
  type UpstreamRefreshed,
} from '../../../src/operators/upstreams/refresh-upstreams.js'
import { showUpstream } from '../../../src/operators/upstreams/upstream-view.js'
import { IDP, idpMetadata } from '../../support/idp-metadata.js'
import { metadataServer } from '../../support/metadata-server.js'
import { openGround } from '../../support/world.js'
import { testKey } from '../../support/xml-keys.js'
import { keyDescriptor } from '../../support/xml-metadata.js'
import { ACTOR, FEDERATION, NOW, signedText, STRANGER } from '../sources/source-world.js'
import { refusedIn } from '../registry-world.js'

const NACHBAR = methodId('nachbar')
const NEW_KEY = keyDescriptor(testKey('EC-P-256').certificate)

/** An upstream that came from an address, and a real server there; time moves as the test says. */
async function world() {
  const { view, config, edges: given, clock, openDatabase } = await openGround({ at: NOW })
  const edges = edgesOf(given)
  const server = await metadataServer()
  const tools = await openTools(config, edges)
  const stores = await openStores(config, { ...edges, openDatabase }, { schema: ensureSchema, keys: 'at-once' })
  const deps = { ...upstreamRefreshOf(config, stores, edges), chance: () => 0 }
  const url = server.serves('/idp.xml', await signedText(idpMetadata().replace('entityID', 'ID="_a" entityID')))
  const serves = async (xml: string, signer = FEDERATION) =>
    server.serves('/idp.xml', await signedText(xml.replace('entityID', 'ID="_a" entityID'), signer))
  const imported = async (input: Partial<UpstreamImport> = {}) =>
    importUpstream(
      await tools.fetchMetadata(url),
      {
        ...{ name: 'nachbar', dialect: null, maxLevel: 'hoch', from: url, signer: FEDERATION.pem },
        ...{ entityId: null, dryRun: false, ...input },
      },
      ACTOR,
      tools.upstreams,
    )
  const refreshed = async (): Promise<readonly UpstreamRefreshed['kind'][]> => {
    const went: UpstreamRefreshed['kind'][] = []
    const told = {
      refreshed: (_: unknown, { kind }: UpstreamRefreshed) => void went.push(kind),
      failed: (_: unknown, error: unknown) => expect.fail(String(error)),
    }
    await refreshUpstreams(told, deps, new AbortController().signal)
    return went
  }
  const stored = async () => (await stores.upstreams.find(NACHBAR)) ?? expect.fail()
  return { server, url, serves, imported, refreshed, stored, deps, clock, view, close: () => server.close() }
}

describe('upstreams whose metadata are fetched again', () => {
  let made: Awaited<ReturnType<typeof world>>
  beforeEach(async () => {
    made = await world()
  })
  afterEach(() => made.close())

  it('are asked for when they are due, with what the server said the last time, and tell when', async () => {
    const { imported, refreshed, stored, clock } = made
    await imported()
    expect(await refreshed()).to.deep.equal(['unchanged'])
    expect((await stored()).upstream.source).to.include({ lastRefresh: clock.now(), trouble: null })
    expect(await refreshed()).to.deep.equal([])
    clock.pass(hours(2))
    expect(await refreshed()).to.deep.equal(['unchanged'])
    expect((await stored()).upstream.version).to.equal(1)
  })

  it('take new keys that the signer vouches for, under the same id, with an entry of the broker', async () => {
    const { imported, refreshed, stored, serves, clock, view } = made
    await imported()
    const { upstream: before } = await stored()
    await serves(idpMetadata(IDP, { keys: NEW_KEY }))
    expect(await refreshed()).to.deep.equal(['applied'])
    const { upstream } = await stored()
    expect(upstream).to.deep.include({ id: before.id, settings: before.settings, version: 2 })
    expect(upstream.peer).not.to.deep.equal(before.peer)
    expect(upstream.source).to.include({ lastRefresh: clock.now() })
    expect(view.audit.at(-1)).to.deep.include({ action: 'upstream.updated', actor: 'broker', subject: 'nachbar' })
  })

  const bad: readonly (readonly [string, (is: typeof made) => unknown, RegExp])[] = [
    ['signed by a stranger', ({ serves }) => serves(idpMetadata(IDP, { keys: NEW_KEY }), STRANGER), /signer|signature/],
    ['of another entityID', ({ serves }) => serves(idpMetadata('https://other.example')), /metadata-entity/],
    [
      'that have ended',
      ({ serves }) => serves(idpMetadata(IDP, { until: '2020-01-01T00:00:00Z' })),
      /metadata-expired/,
    ],
    ['that are none', ({ server }) => server.serves('/idp.xml', '<html/>'), /metadata/],
    ['at an address that is dead', ({ server }) => server.close(), /metadata-fetch-failed/],
  ]
  for (const [what, breaks, why] of bad) {
    it(`keep the last good ones instead of those ${what}, say so, and ask again with growing pauses`, async () => {
      const { imported, refreshed, stored, clock, deps } = made
      await imported()
      const { upstream: before } = await stored()
      await breaks(made)
      expect(await refreshed()).to.deep.equal(['refused'])
      const { upstream, fetches } = await stored()
      expect({ ...upstream, source: before.source }).to.deep.equal(before)
      expect(upstream.source.trouble).to.match(why).and.not.contain('\n')
      expect([fetches.failures, fetches.dueAt - clock.now()]).to.deep.equal([1, minutes(1)])
      clock.pass(minutes(1))
      expect(await refreshed()).to.deep.equal(['refused'])
      expect((await stored()).fetches.dueAt - clock.now()).to.equal(minutes(2))
      const { findings } = await showUpstream('nachbar', deps)
      expect(findings.map(({ code }) => code)).to.include('upstream-refresh-failing')
    })
  }

  it('are not good for being unchanged once they have ended', async () => {
    const { imported, refreshed, stored, serves, clock } = made
    await serves(idpMetadata(IDP, { until: new Date(NOW + hours(3)).toISOString() }))
    await imported()
    expect(await refreshed()).to.deep.equal(['unchanged'])
    clock.pass(hours(4))
    expect(await refreshed()).to.deep.equal(['refused'])
    expect((await stored()).upstream.source.trouble).to.contain('metadata-expired')
  })

  it('are only those that somebody vouches for: neither a file nor an address without a signer', async () => {
    const { imported, refreshed, stored, deps } = made
    const { findings } = await imported({ signer: null })
    expect(findings.map(({ code }) => code)).to.include('upstream-not-fetched')
    expect(await refreshed()).to.deep.equal([])
    expect(await refusedIn(refreshUpstreamNow(await stored(), deps))).to.include({ code: 'upstream-no-source' })
  })
})
