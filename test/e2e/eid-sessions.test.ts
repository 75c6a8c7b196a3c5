import { expect } from 'chai'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import { e2ePortal } from '../support/e2e-portal.js'
import { startStubWorld, type StubWorld } from '../support/eid-world.js'
import { startBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

const OF_ADDRESS = 30

describe('a stranger who opens logins and asks for tokens of the eID client', () => {
  let stub: StubWorld
  before(async () => {
    stub = await startStubWorld()
  })
  after(() => stub.stop())

  /** Fetches so many tokens as eID clients do, in as many logins as that takes; how many of them have a session. */
  const world = async (environment: Record<string, string>) => {
    const settings = { methods: { eid: brokerSettings(stub.stub.url, stub.folder) } }
    const broker = await startBroker(JSON.stringify(settings), environment)
    const portal = await e2ePortal(broker, { name: 'solingen' })
    await broker.register(portal.metadata, ['--trust-level', 'hoch'])
    const fetched = async (count: number, from: string): Promise<number> => {
      let opened = 0
      let address = ''
      for (let each = 0; each < count; each++) {
        if (each % 10 === 0) {
          const client = createWebClient()
          const page = await client.click(await portal.login(client), '[data-method="eid"]')
          const start = page.one('[data-testid="start-eid"]').attributes.get('href') ?? ''
          address = new URL(start).searchParams.get('tcTokenURL') ?? ''
        }
        const token = await (await fetch(address, { headers: { 'x-forwarded-for': from } })).text()
        if (!token.includes('<ServerAddress></ServerAddress>')) opened += 1
      }
      return opened
    }
    return { broker, fetched }
  }

  it('gets no more than thirty sessions from one address, as the trusted proxy tells it, and another citizen gets one', async () => {
    const { broker, fetched } = await world({ TRUST_PROXY: '127.0.0.0/8' })
    expect(await fetched(OF_ADDRESS + 3, '192.0.2.1')).to.equal(OF_ADDRESS)
    expect(await fetched(1, '192.0.2.2')).to.equal(1)
    const metrics = await (await fetch(`${broker.url}/metrics`)).text()
    expect(metrics).to.contain('servicekonto_eid_sessions_total{outcome="address-full"} 3')
    expect(metrics).to.contain(`servicekonto_eid_sessions_unfinished ${OF_ADDRESS + 1}`)
    await broker.stop()
  })

  it('gains nothing by headers that nobody trusts', async () => {
    const { broker, fetched } = await world({})
    expect(await fetched(OF_ADDRESS, '192.0.2.1')).to.equal(OF_ADDRESS)
    expect(await fetched(2, '192.0.2.2')).to.equal(0)
    await broker.stop()
  })
})
