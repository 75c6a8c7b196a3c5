import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type CommandResult, type RunningTestBroker } from '../support/running-broker.js'
import { testKey } from '../support/saml-keys.js'
import { createWebClient } from '../support/web-client.js'

interface ShownKey {
  readonly id: string
  readonly use: string
  readonly state: string
  readonly certificate: string
}

describe('keys and algorithms of a running broker', function () {
  let broker: RunningTestBroker
  let portal: E2ePortal

  before(async () => {
    broker = await startBroker()
    portal = await e2ePortal(broker, { name: 'aachen' })
    await broker.register(portal.metadata)
  })
  after(() => broker.stop())

  const run = async (...argv: readonly string[]): Promise<CommandResult> => {
    const result = await broker.cli(argv)
    expect(result.code, result.err).to.equal(0)
    return result
  }
  const documentOf = ({ out }: CommandResult): unknown => JSON.parse(out)
  const signingKeys = async () =>
    (documentOf(await run('keys', 'list', '--json')) as readonly ShownKey[]).filter(({ use }) => use === 'signing')

  /** The certificates of the metadata: first the one that signs it, then those that it announces. */
  const certificates = async (): Promise<readonly string[]> => {
    const { body } = await createWebClient().get(`${broker.url}/saml/metadata`)
    // What messages to the broker may be encrypted to is no matter of this roll-over.
    const signing = body.replace(/<KeyDescriptor use="encryption">.*?<\/KeyDescriptor>/gs, '')
    return [...signing.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, certificate = '']) => certificate)
  }
  const become = async (wanted: readonly (ShownKey | undefined)[]): Promise<void> => {
    const expected = wanted.map((key) => key?.certificate ?? '')
    const end = performance.now() + 30_000
    while ((await certificates()).join() !== expected.join() && performance.now() < end) await sleep(100)
    expect(await certificates()).to.deep.equal(expected)
  }

  it('follow a roll-over by commands: announced, used, announced still, gone', async () => {
    const [old] = await signingKeys()
    await become([old, old])
    const made = documentOf(await run('keys', 'generate', '--json')) as ShownKey
    await become([old, old, made])
    const activation = await run('keys', 'activate', made.id)
    expect(activation.err).to.match(/^warning: key \S+ has been announced for 0 days, .* 28 days.*\n$/)
    expect(activation.out)
      .to.contain(`announced, signs no more; to be retired from`)
      .and.contain(`keys retire ${old?.id}`)
    await become([made, made, old])
    const early = await broker.cli(['keys', 'retire', old?.id ?? ''])
    expect(early).to.include({ code: 1 })
    expect(early.err).to.match(
      /^Key \S+ is not retired: its successor \S+ has been announced for 0 days of 7 days .*\n$/,
    )
    for (const force of [[], ['--force']]) {
      expect(await broker.cli(['keys', 'retire', made.id, ...force])).to.include({ code: 1 })
      expect(await broker.cli(['keys', 'retire', 'none', ...force])).to.include({ code: 1 })
    }
    await run('keys', 'retire', old?.id ?? '', '--force')
    await become([made, made])
    expect((await signingKeys()).map(({ state }) => state)).to.deep.equal(['retired', 'active'])
  })

  it('sign for a service with ECDSA only when a key for that is active', async () => {
    const set = ['sp', 'set', portal.entityId, 'signatureAlgorithm=ecdsa-sha256']
    expect(await broker.cli(set)).to.deep.include({ code: 1, out: '' })
    const made = documentOf(await run('keys', 'generate', '--type', 'EC-P-256', '--json')) as ShownKey
    await run('keys', 'activate', made.id)
    await run(...set)
    const retire = await broker.cli(['keys', 'retire', made.id])
    expect(retire).to.include({ code: 1 })
    expect(retire.err).to.contain(portal.entityId)
  })

  it('take SHA-1 from a service by an exception alone, and count it', async () => {
    const sha1 = { privateKey: testKey('service').privatePem, signatureAlgorithm: 'sha1' } as const
    const ask = async () => (await portal.login(createWebClient(), sha1)).status
    expect(await ask()).to.equal(400)
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const { out } = await run('sp', 'set', portal.entityId, 'weakAlgorithms=rsa-sha1', `weakAlgorithmsUntil=${until}`)
    expect(out).to.contain(`  warning: weak algorithms permitted until ${until}`)
    expect((await run('sp', 'list')).out).to.contain(`weak algorithms until ${until}: rsa-sha1`)
    await broker.settled()
    expect(await ask()).to.equal(200)
    const metrics = (await createWebClient().get(`${broker.url}/metrics`)).body
    expect(metrics).to.contain('servicekonto_weak_algorithms_total{algorithm="rsa-sha1"} 1')
    await run('sp', 'set', portal.entityId, 'weakAlgorithms=')
    await broker.settled()
    expect(await ask()).to.equal(400)
  })
})
