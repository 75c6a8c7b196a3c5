import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { refusalOf } from '../operators/registry-world.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { makeSoftHsm, type SoftHsm } from '../support/soft-hsm.js'
import { createWebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

interface ShownKey {
  readonly id: string
  readonly use: string
  readonly state: string
  readonly inHsm: boolean
  readonly certificate: string
}

describe('a broker whose signing keys lie in an HSM', () => {
  let soft: SoftHsm
  let broker: RunningTestBroker
  let portal: E2ePortal

  const settings = (): string => `keys:\n  pkcs11: ${JSON.stringify(soft.settings)}\n`
  const run = async (...argv: readonly string[]): Promise<string> => {
    const { code, out, err } = await broker.cli(argv)
    expect(code, err).to.equal(0)
    return out
  }
  const metadata = async (): Promise<string> => (await createWebClient().get(`${broker.url}/saml/metadata`)).body
  const ready = async (): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${broker.url}/health/ready`)
    const { status, dependencies } = (await response.json()) as Readonly<Record<string, unknown>>
    return [response.status, { status, dependencies }]
  }
  const logIn = async (): Promise<WebPage> => {
    const client = createWebClient()
    let page = await portal.login(client)
    for (const stage of STAGES) page = await stage(client, page, 'jana')
    return page
  }

  before(async () => {
    soft = makeSoftHsm()
    broker = await startBroker(settings())
    const onCurve = JSON.parse(await run('keys', 'generate', '--pkcs11', '--type', 'EC-P-256', '--json')) as ShownKey
    await run('keys', 'activate', onCurve.id)
    const made = JSON.parse(await run('keys', 'generate', '--pkcs11', '--json')) as ShownKey
    await run('keys', 'activate', made.id)
    const end = performance.now() + 30_000
    const signedBy = (text: string) => /<ds:X509Certificate>([^<]+)</.exec(text)?.[1]
    while (signedBy(await metadata()) !== made.certificate && performance.now() < end) await sleep(100)
    portal = await e2ePortal(broker, { name: 'aachen' })
    await broker.register(portal.metadata)
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Winterberg'])
  })
  after(async () => {
    await broker.stop()
    soft.remove()
  })

  it('lists them as keys that lie there, beside the one that the first start made', async () => {
    const keys = JSON.parse(await run('keys', 'list', '--json')) as readonly ShownKey[]
    expect(keys.map(({ use, state, inHsm }) => `${use} ${state} ${inHsm}`)).to.deep.equal([
      'signing previous false',
      'encryption active false',
      'signing active true',
      'signing active true',
    ])
    expect(await run('keys', 'list')).to.match(/active .* EC-P-256 in the HSM {2}until/)
  })

  it('hands over an answer that the portal takes, signed by the key in the HSM', async () => {
    const profile = await portal.read(await logIn())
    expect(profile.nameID).to.be.a('string')
  })

  it('answers 503 at the end of a login while the token is out, says so at /health/ready, and goes on by itself', async () => {
    expect(await ready()).to.deep.equal([200, { status: 'ok', dependencies: ALL_OK }])
    soft.plugIn(false)
    const page = await logIn()
    const state = await ready()
    soft.plugIn(true)
    expect(page.status).to.equal(503)
    expect(page.body).not.to.contain('SAMLResponse')
    expect(state).to.deep.equal([503, { status: 'unavailable', dependencies: { ...ALL_OK, hsm: 'unavailable' } }])
    expect((await portal.read(await logIn())).nameID).to.be.a('string')
    expect((await ready())[0]).to.equal(200)
  })

  it('starts with no wrong PIN, and with no file of it that others may read', async () => {
    const restarted = (): Promise<unknown> =>
      startBroker(settings(), { DATA_DIR: broker.dataDir, PUBLIC_URL: broker.url }).then((other) => other.stop())
    await broker.stop()
    soft.writePin('999999')
    const wrong = await refusalOf(restarted())
    soft.writePin(soft.pin, 0o644)
    const open = await refusalOf(restarted())
    soft.writePin(soft.pin)
    expect([wrong.rule, open.rule]).to.deep.equal(['pkcs11-pin', 'pkcs11-pin-file'])
    expect(wrong.message).not.to.contain('999999')
    expect(open.message).to.contain('(mode 0644)').and.contain('chmod o=').and.not.contain(soft.pin)
    await restarted()
  })
})

const ALL_OK = { database: 'ok', registry: 'ok', keys: 'ok', hsm: 'ok' }
