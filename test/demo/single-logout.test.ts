import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { startDemoPortals, type RunningDemoPortal } from '../support/demo-portals.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const [USERNAME, PASSWORD] = ['jana', 'Rathaus-Brunnen-48']
const NEXT = '[data-testid=logout-next]'
const BACK = '[data-testid=logout-back]'

describe('logging out everywhere in the demo', () => {
  let broker: RunningTestBroker
  let portals: readonly RunningDemoPortal[]
  let browser: WebClient

  beforeEach(async () => {
    broker = await startBroker()
    // The second one posts its requests.
    portals = await startDemoPortals(['aachen.localhost', 'paderborn.localhost'], broker.url, { now: Date.now })
    for (const { entries } of portals) {
      const file = join(broker.dataDir, 'portal.xml')
      writeFileSync(file, entries[0]?.metadata ?? '')
      expect((await broker.cli(['sp', 'import', file, '--trust-level', 'normal'])).err).to.equal('')
    }
    await broker.settled()
    const names = ['--given-name', 'Jana', '--family-name', 'Nowak', '--birth-date', '1987-04-12']
    await broker.citizen(USERNAME, PASSWORD, names)
    browser = createWebClient()
    for (const index of [0, 1]) await logIn(index)
  })
  afterEach(async () => {
    await broker.stop()
    // What a test had refused is among their faults.
    await Promise.allSettled(portals.map((each) => each.close()))
  })

  const home = (index: number): string => portals[index]?.home ?? expect.fail('no portal')
  const isInside = async (index: number): Promise<boolean> =>
    (await browser.get(home(index))).find('[data-testid=single-logout]') !== null
  async function logIn(index: number): Promise<void> {
    let page = await browser.handOver(await browser.click(await browser.get(home(index)), '[data-testid=login]'))
    if (page.find('[data-method=password]')) {
      page = await browser.click(page, '[data-method=password]')
      page = await browser.submit(page, { fields: { username: USERNAME, password: PASSWORD } })
    }
    await browser.handOver(await browser.click(page, '[name=decision][value=confirm]'))
    expect(await isInside(index), home(index)).to.equal(true)
  }
  const logOutAt = async (index: number): Promise<WebPage> =>
    browser.submit(await browser.get(home(index)), { button: '[data-testid=single-logout]' })

  for (const [first, other] of [
    [0, 1],
    [1, 0],
  ] as const) {
    it(`begun at portal ${first}, ends portal ${other} and the broker too, and the first says so`, async () => {
      const done = await browser.click(await logOutAt(first), NEXT)
      expect(done.find('[data-testid=logged-out]')).not.to.equal(null)
      const back = await browser.click(done, BACK)
      expect([back.url, back.textOf('[data-status=Success]')?.includes('überall')]).to.deep.equal([home(first), true])
      expect(await isInside(other)).to.equal(false)
      const asked = await browser.get(`${broker.url}/abmelden`)
      expect(asked.find('[name=decision][value=logout]')).to.equal(null)
    })
  }

  it('says at the first portal that another one did not answer', async () => {
    const onTheWay = await logOutAt(0)
    await portals[1]?.close()
    await browser.click(onTheWay, NEXT).then(
      () => expect.fail('the portal is gone'),
      () => undefined,
    )
    const back = await browser.click(await browser.get(onTheWay.url), BACK)
    expect([back.url, back.textOf('[data-status=PartialLogout]')?.includes('Nicht alle')]).to.deep.equal([
      home(0),
      true,
    ])
  })

  it('shows the answer to the browser alone that began', async () => {
    const done = await browser.click(await logOutAt(0), NEXT)
    const answer = await browser.click(done, BACK, { redirects: 'stop' })
    const address = String(answer.headers.location)
    const stranger = createWebClient()
    expect((await stranger.get(address)).status).to.equal(400)
    expect((await stranger.get(home(0))).find('[data-testid=logout-end]')).to.equal(null)
    expect((await browser.get(address)).find('[data-status=Success]')).not.to.equal(null)
  })

  it('ends no session by a message of the broker that is changed, unsigned, doubled or for another portal', async () => {
    const asked = await browser.click(await logOutAt(0), NEXT, { redirects: 'stop' })
    const genuine = new URL(asked.headers.location ?? '')
    const { search, searchParams } = genuine
    const without = new URLSearchParams(searchParams)
    for (const name of ['SigAlg', 'Signature']) without.delete(name)
    const request = searchParams.get('SAMLRequest') ?? ''
    const elsewhere = new URL(genuine)
    elsewhere.host = new URL(home(0)).host
    const faults = [
      `${home(1)}slo?${String(without)}`,
      `${home(1)}slo${search}&SAMLRequest=${encodeURIComponent(request)}`,
      `${home(1)}slo${search.replace('RelayState=', 'RelayState=x')}&Extra=1`,
      `${home(1)}slo${search.replace(/Signature=.{4}/, 'Signature=AAAA')}`,
      elsewhere.href,
    ]
    for (const url of faults) expect((await browser.get(url, { redirects: 'stop' })).status, url).to.equal(400)
    const { status } = await browser.post(`${home(1)}slo`, { SAMLRequest: request }, { redirects: 'stop' })
    expect([status, await isInside(1)]).to.deep.equal([400, true])
    expect((await browser.get(genuine.href)).status).to.equal(200)
    expect(await isInside(1)).to.equal(false)
  })
})
