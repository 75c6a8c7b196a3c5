import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import { aheadClock } from '../support/ahead-clock.js'
import { oneInstance, twoInstances, type Deployment } from '../support/deployments.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startStubWorld, type StubWorld } from '../support/eid-world.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const FAMILY_NAME = '2.5.4.4'

/** Longer than a page may be held, with room for a machine under load; far less than what an eID server may take. */
const HELD_AT_MOST = 9_000

function returns(name: string, deployment: Deployment): void {
  describe(`the way back from the eID client, on ${name}`, () => {
    let stub: StubWorld
    let broker: Awaited<ReturnType<Deployment['start']>>
    let portal: E2ePortal

    before(async () => {
      const clock = aheadClock()
      stub = await startStubWorld(clock)
      const settings = { methods: { eid: brokerSettings(stub.stub.url, stub.folder) } }
      broker = await deployment.start(JSON.stringify(settings), clock)
      portal = await e2ePortal(broker, { name: 'solingen', attributes: [FAMILY_NAME] })
      const file = join(broker.dataDir, 'solingen.xml')
      writeFileSync(file, portal.metadata)
      const { code, err } = await broker.cli(['sp', 'import', file, '--trust-level', 'hoch'])
      expect(code, err).to.equal(0)
      await broker.settled()
    })
    afterEach(() => stub.faults({}))
    after(async () => {
      await broker.stop()
      await stub.stop()
    })

    /** The page of the method, as soon as the server that was made to fail is known to work again. */
    const atPage = async (client: WebClient): Promise<WebPage> => {
      let page = await portal.login(client)
      const login = page.url
      while (page.find('[data-testid="start-eid"]') === null) page = await client.get(`${login}/eid`)
      return page
    }

    /** The address that the eID client leads back to, with the card read. */
    const afterTheCard = async (client: WebClient): Promise<string> => {
      const atClient = await client.click(await atPage(client), '[data-testid="start-eid"]')
      const fields = { card: 'complete', pin: '123456' }
      const { headers } = await client.submit(atClient, {
        fields,
        button: 'button[value="continue"]',
        redirects: 'stop',
      })
      return String(headers.location)
    }

    const isDecided = (page: WebPage): boolean => page.find('button[value="temporary"]') !== null

    /** As a browser without scripts does it: the page reloads by itself. */
    const goOn = async (client: WebClient, page: WebPage): Promise<WebPage> => {
      const refresh = page.find('meta[http-equiv="refresh"]')?.attributes.get('content')
      if (refresh === undefined) return page
      const next = new URL(refresh.replace(/^.*url=/, ''), page.url).href
      return goOn(client, await client.get(next, { from: page }))
    }

    const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
      const from = performance.now()
      return [await work(), performance.now() - from]
    }

    it('asks once for a reload, a double click and a third tab together, and the login goes on', async () => {
      const client = createWebClient()
      const back = await afterTheCard(client)
      await stub.faults({ slowMs: 1200 })
      const ask = () => client.get(back, { redirects: 'stop' })
      const answers = await Promise.all([ask(), ask(), ask()])
      // Each that proves the card brings a new cookie, so the browser goes on once it has them all.
      const pages = []
      for (const { url, headers } of answers) pages.push(await client.get(new URL(headers.location ?? '', url).href))
      for (const page of pages) expect(page.status, page.url).to.equal(200)
      // Whichever answer the browser shows last, its cookies go on.
      const now = await goOn(client, await client.get(pages[0]?.url.replace(/\/eid.*$/, '') ?? ''))
      expect(isDecided(now), now.body).to.equal(true)
      const confirm = await client.submit(now, { button: 'button[value="temporary"]' })
      const profile = await portal.read(await client.submit(confirm, { button: 'button[value="confirm"]' }))
      expect(profile[`urn:oid:${FAMILY_NAME}`]).to.equal('WINTERBERG')
    })

    it('holds no page for a server that drips its answer, goes on by itself, and ends with the other ways', async () => {
      const client = createWebClient()
      const back = await afterTheCard(client)
      await stub.faults({ dripMs: 250 })
      const [waiting, took] = await timed(() => client.get(back))
      expect(waiting.url).to.match(/\/eid\/return/)
      expect(waiting.textOf('h1')).to.equal('Ihr Ausweis wird geprüft')
      expect(took).to.be.below(HELD_AT_MOST)
      const refresh = waiting.one('meta[http-equiv="refresh"]').attributes.get('content') ?? ''
      const [again, tookAgain] = await timed(() => client.get(new URL(refresh.replace(/^.*url=/, ''), back).href))
      expect(again.textOf('h1')).to.equal('Ihr Ausweis wird geprüft')
      expect(tookAgain).to.be.below(HELD_AT_MOST)
      const others = await client.click(again, `a[href="${new URL(again.url).pathname.replace(/\/eid$/, '')}?methods"]`)
      expect(others.find('[data-method="password"], [data-method-missing="password"]')).not.to.equal(null)
    })

    it('takes the answer of a server that is slow with it, at the visit that comes when it is there', async () => {
      const client = createWebClient()
      const back = await afterTheCard(client)
      await stub.faults({ slowMs: 4000 })
      const [waiting, took] = await timed(() => client.get(back))
      expect(waiting.textOf('h1')).to.equal('Ihr Ausweis wird geprüft')
      expect(took).to.be.below(HELD_AT_MOST)
      expect(isDecided(await goOn(client, waiting))).to.equal(true)
    })

    it('gives no token that comes too late: the eID client leads back to the page, which says so', async () => {
      const client = createWebClient()
      const page = await atPage(client)
      await stub.faults({ dripMs: 250 })
      const [back, took] = await timed(() => client.click(page, '[data-testid="start-eid"]'))
      expect(took).to.be.below(20_000)
      expect(back.textOf('main')).to.contain('Der Ausweis konnte gerade nicht geprüft werden')
      expect(back.find('[data-testid="start-eid"]')).not.to.equal(null)
    })
  })
}

returns('one instance', oneInstance())
returns('two instances with Redis, in turn', twoInstances())
