import { expect } from 'chai'
import { createCallOut } from '../../../src/outgoing/call-out.js'
import { fetchIfChanged } from '../../../src/saml/metadata/fetch-metadata.js'
import { days } from '../../../src/domain/instant.js'
import { tenantId } from '../../../src/domain/ids.js'
import { bomb, endless, redirectTo } from '../../support/metadata-server.js'
import { acs, aggregate, keyDescriptor } from '../../support/xml-metadata.js'
import { testKey } from '../../support/xml-keys.js'
import {
  FEDERATION,
  federation,
  idOf,
  NOW,
  portal,
  signedText,
  sourceWorld,
  STRANGER,
  type SourceWorld,
} from './source-world.js'

const FOUR = ['aachen', 'bonn', 'celle', 'dueren']
const all = (members: string, attributes = '') => signedText(aggregate(members, ` ID="_all"${attributes}`))
const members = (change: (name: string) => string) => FOUR.map(change).join('')

/** What an address may serve to whoever asks it again, and the rule by which nothing of it is taken. */
const CORPUS: Readonly<Record<string, readonly [rule: string, serve: (world: SourceWorld) => Promise<void> | void]>> = {
  nothing: ['metadata-fetch-failed', ({ server }) => put(server, (response) => void response.destroy())],
  'an error page': [
    'metadata-fetch-status',
    ({ server }) => put(server, (response) => void response.writeHead(503).end('<html/>')),
  ],
  'that nothing has changed, unasked': [
    'metadata-fetch-status',
    ({ server }) => put(server, (response) => void response.writeHead(304).end()),
  ],
  'a login page': [
    'metadata-root',
    ({ server }) => put(server, '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'),
  ],
  'no XML': ['metadata-not-xml', ({ server }) => put(server, 'Wartungsarbeiten')],
  'half a file': ['metadata-not-xml', async ({ server }) => put(server, (await federation(FOUR)).slice(0, 3000))],
  'a document type with entities': [
    'metadata-not-xml',
    async ({ server }) =>
      put(server, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${await federation(FOUR)}`),
  ],
  'a body without end': ['metadata-fetch-size', ({ server }) => put(server, endless)],
  'a bomb': ['metadata-fetch-size', ({ server }) => put(server, bomb)],
  'a way to the host of the metadata of a cloud': [
    'metadata-fetch-address',
    ({ server }) => put(server, redirectTo('https://169.254.169.254/latest/meta-data')),
  ],
  'a way into a private network': [
    'metadata-fetch-address',
    ({ server }) => put(server, redirectTo('https://10.0.0.1/all.xml')),
  ],
  'a way in a circle': ['metadata-fetch-redirect', ({ server }) => put(server, redirectTo('/all.xml'))],
  'no signature': [
    'metadata-signature-missing',
    ({ server }) => put(server, aggregate(members((name) => portal(name)))),
  ],
  'the signature of somebody else': [
    'metadata-signature',
    async ({ server }) => put(server, await federation(FOUR, '', STRANGER)),
  ],
  'what was changed after signing': [
    'metadata-signature',
    async ({ server }) =>
      put(server, (await federation(FOUR)).replace('https://bonn.example/acs', 'https://evil.example/acs')),
  ],
  'what has expired': [
    'metadata-expired',
    async ({ server }) => put(server, await federation(FOUR, ` validUntil="${new Date(NOW - days(1)).toISOString()}"`)),
  ],
  'an ID twice': [
    'metadata-schema',
    async ({ server }) =>
      put(
        server,
        (await all(members((name) => portal(name)))).replace(
          '<md:EntityDescriptor ',
          '<md:EntityDescriptor ID="_all" ',
        ),
      ),
  ],
  'no portal at all': ['source-shrunk', async ({ server }) => put(server, await all(portal('zwickau')))],
  'no entity at all': ['metadata-schema', async ({ server }) => put(server, await all(''))],
  'every portal twice': [
    'metadata-entity-twice',
    async ({ server }) => put(server, await all(members((name) => portal(name)).repeat(2))),
  ],
  'addresses that are not https': [
    'metadata-endpoint',
    async ({ server }) =>
      put(server, await all(members((name) => portal(name, { consumers: acs(0, `http://${name}.example/acs`) })))),
  ],
  'keys that are too short': [
    'metadata-key',
    async ({ server }) =>
      put(server, await all(members((name) => portal(name, { keys: keyDescriptor(SHORT.certificate) })))),
  ],
}

const SHORT = testKey('RSA-1024')

const put = (server: SourceWorld['server'], served: Parameters<SourceWorld['server']['serves']>[1]): void =>
  void server.serves('/all.xml', served)

describe('an address that serves something else than it did', () => {
  let world: SourceWorld
  let url: string
  beforeEach(async () => {
    world = await sourceWorld()
    url = world.server.serves('/all.xml', await federation(FOUR))
    await world.imported(url)
  })
  afterEach(() => world.close())

  for (const [what, [rule, serve]] of Object.entries(CORPUS)) {
    it(`takes no portal down by ${what}`, async () => {
      await serve(world)
      const before = world.view.services
      const went = await world.refreshed(url)
      expect(went.kind, JSON.stringify(went)).to.equal('refused')
      expect(world.view.services).to.deep.equal(before)
      const { trouble, succeededAt, failures } = (await world.sourceAt(url)).state
      expect(trouble).to.include({ rule, since: NOW })
      expect([succeededAt, failures]).to.deep.equal([NOW, 1])
      // And what is good again is taken as if nothing had been.
      put(world.server, await federation([...FOUR, 'essen']))
      expect((await world.refreshed(url)).kind).to.equal('applied')
      expect((await world.sourceAt(url)).state.trouble).to.equal(null)
    })
  }

  it('takes no portal of another tenant, and not the broker’s own name', async () => {
    await world.fromFile(portal('essen'))
    await world.set('essen', { tenant: tenantId('Essen') })
    const own = portal('aachen').replaceAll(idOf('aachen'), 'https://konto.example/saml/metadata')
    const evil = portal('essen', { consumers: acs(0, 'https://evil.example/acs') })
    put(world.server, await all(members((name) => portal(name)) + evil + own))
    expect(await world.refreshed(url)).to.include({ kind: 'applied', changed: 0 })
    expect(world.service('essen')).to.deep.include({ tenant: 'Essen' })
    expect(world.service('essen')?.metadata.assertionConsumerServices[0]?.location).to.equal(
      'https://essen.example/acs',
    )
    expect(world.view.services.size).to.equal(5)
  })

  it('takes no portal down by a name that leads into a private network by now', async () => {
    const callOut = createCallOut({ loopback: false, allow: [], resolve: async () => ['10.1.2.3'] })
    const deps = {
      ...world.deps,
      fetchIfChanged: (at: string) => fetchIfChanged(at, callOut, { etag: null, lastModified: null }),
    }
    const source = { ...(await world.sourceAt(url)), url: 'https://metadata.example/all.xml' }
    const { refreshSource } = await import('../../../src/operators/sources/refresh-source.js')
    const went = await refreshSource(source, { actor: 'broker', confirmed: null }, deps)
    if (went.kind !== 'refused' || went.refusal.code !== 'source-refused') throw new Error(went.kind)
    expect(went.refusal.data.rule).to.equal('metadata-fetch-address')
  })

  it('is known by the signer that was given, whatever its file brings along', async () => {
    // KeyInfo with the stranger's own certificate: it counts for nothing.
    put(world.server, await federation([...FOUR, 'essen'], '', STRANGER))
    await world.refreshed(url)
    expect(world.service('essen')).to.equal(undefined)
    expect((await world.sourceAt(url)).signer).to.equal(FEDERATION.pem)
  })
})
