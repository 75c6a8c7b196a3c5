import { expect } from 'chai'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type E2ePortal, e2ePortal } from '../support/e2e-portal.js'
import { freePort } from '../support/free-port.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { type RunningTestBroker, startBroker } from '../support/running-broker.js'
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import { blockWith } from '../docs/fenced-blocks.js'
import { HOST, type Product, startWebServer, type WebServer } from './web-servers.js'

const GIVEN_NAME = '2.5.4.42'

/** Where the broker looks who asks: its metrics go to this one address alone. */
const CLIENT = '127.0.0.2'
const SETTINGS = `metrics:\n  networks: [${CLIENT}/32]\n`

const PRODUCTS: readonly Product[] = ['nginx', 'apache', 'haproxy']

for (const product of PRODUCTS) {
  describe(`${product} as the handbook sets it up`, function () {
    this.timeout(120_000)
    let broker: RunningTestBroker
    let cable: TcpProxy
    let web: WebServer
    let portal: E2ePortal
    const browser = (): WebClient => createWebClient({ trusted: web.certificate })

    before(async () => {
      const port = await freePort()
      const url = `https://${HOST}:${port}`
      broker = await startBroker(SETTINGS, { PUBLIC_URL: url, TRUST_PROXY: '127.0.0.1' })
      cable = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(broker.url).port) })
      web = await startWebServer(product, { port, broker: cable.port })
      const base = 'https://parken.example'
      portal = await e2ePortal({ url }, { name: 'parken', base, browser: browser(), attributes: [GIVEN_NAME] })
      await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
      await broker.register(portal.metadata)
    })
    after(async () => {
      await web?.stop()
      await cable?.close()
      await broker?.stop()
    })

    it('takes a login to its end, over connections to the broker that outlast its pauses', async () => {
      const client = browser()
      let page = await portal.login(client)
      for (const [step, stage] of STAGES.entries()) {
        // Longer than Node would keep them by itself.
        if (step === 1 && product !== 'haproxy') await sleep(6_500)
        expect(cable.connections(), 'kept connections').to.be.greaterThan(0)
        page = await stage(client, page, 'jana')
      }
      expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
      expect(page.headers).to.include.keys('content-security-policy', 'strict-transport-security')
    })

    it('tells the broker who asks, whatever the browser says of itself', async () => {
      expect(await web.get('/metrics', { from: CLIENT })).to.equal(200)
      expect(await web.get('/metrics', { from: '127.0.0.1' })).to.equal(404)
      expect(await web.get('/metrics', { headers: { 'x-forwarded-for': CLIENT } })).to.equal(404)
      expect(await web.get('/metrics', { from: CLIENT, headers: { 'x-forwarded-for': '203.0.113.7' } })).to.equal(200)
    })

    it('passes on long addresses and large cookies', async () => {
      expect(await web.get(`/?x=${'a'.repeat(12_000)}`)).to.equal(200)
      expect(await web.get('/', { headers: { cookie: `a=${'b'.repeat(12_000)}` } })).to.equal(200)
    })

    it('passes on paths as they are', async () => {
      expect(await web.get('/health/live')).to.equal(200)
      expect(await web.get('/health%2Flive')).to.equal(404)
    })

    if (product !== 'haproxy') {
      it('writes no request of a portal, no one-time code and no whole address into its log', async () => {
        await web.get('/saml/sso?SAMLRequest=geheim')
        await web.get('/pass/geheim')
        await web.get('/api/v1/pass/geheim')
        await web.get('/methods/eid/login/geheim')
        await web.get('/login/login/eid/return?token=geheim')
        const log = web.accessLog()
        expect(log.split('\n').length).to.be.greaterThan(5)
        expect(log)
          .to.contain('GET')
          .and.not.match(/geheim|127\.0\.0\.[12]/)
      })
    }
  })
}

describe('the web servers of the handbook', function () {
  this.timeout(120_000)

  for (const product of PRODUCTS) {
    it(`${product} passes on an answer with many headers`, async () => {
      const server = createServer((_request, response) => {
        response.writeHead(200, { 'x-one': 'a'.repeat(6_000), 'x-two': 'b'.repeat(6_000) }).end()
      })
      server.listen(0, '127.0.0.1').unref()
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const web = await startWebServer(product, { port: await freePort(), broker: port })
      expect(await web.get('/')).to.equal(200)
      await web.stop()
      server.close()
      server.closeAllConnections()
    })
  }

  it('nginx goes on with the instances that are left of the upstream for several', async () => {
    const server = createServer((_request, response) => void response.end())
    server.listen(0, '127.0.0.1').unref()
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const several = blockWith('docs/betriebshandbuch/mehrere-prozesse.md', 'upstream servicekonto')
      .text.replace('10.0.0.11:3000', `127.0.0.1:${await freePort()}`)
      .replace('10.0.0.12:3000', `127.0.0.1:${port}`)
    const web = await startWebServer('nginx', { port: await freePort(), broker: port }, (config) =>
      config.replace(/^upstream servicekonto \{[^}]*\}/, several),
    )
    for (let count = 0; count < 4; count++) expect(await web.get('/')).to.equal(200)
    await web.stop()
    server.close()
    server.closeAllConnections()
  })
})
