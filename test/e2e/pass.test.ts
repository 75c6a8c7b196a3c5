import { expect } from 'chai'
import { connect } from 'node:net'
import type { PassChallenge } from '../../src/domain/pass-challenge.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { pairPhone } from '../support/pair-phone.js'
import type { VirtualPhone } from '../support/virtual-phone.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

/** Requests that come at once then overlap: each has looked before any of them writes. */
function lookingSlowly(challenges: { find(id: string): Promise<PassChallenge | null> } = expect.fail()) {
  const { find } = challenges
  challenges.find = async (id) => {
    const found = await find(id)
    await new Promise((resolve) => setTimeout(resolve, 20))
    return found
  }
  return { end: () => void (challenges.find = find) }
}

describe('a login with the pass, without scripts', () => {
  let world: HttpWorld
  let phone: VirtualPhone
  let client: WebClient
  let page: WebPage

  before(async () => {
    world = await httpWorld({ pass: { webApp: null } })
    if (!world.pass) return expect.fail()
    phone = await pairPhone(world.pass, 'account-jana')
  })
  after(() => world.stop())
  beforeEach(async () => {
    client = createWebClient()
    page = await client.click(await client.get(world.requestUrl()), '[data-method="pass"]')
  })

  const link = () => page.textOf('[data-testid="pass-link"]') ?? ''
  /** The method's own address in this login. */
  const method = () => page.url.replace(/\/pass.*$/, '/pass')
  const number = () => page.textOf('[data-testid="pass-code"]') ?? ''
  const look = () => client.get(`${method()}/return`, { from: page })
  const isConfirm = (at: WebPage) => at.find('[name="decision"][value="confirm"]') !== null
  const status = (at: WebPage) => at.find('[data-status]')?.attributes.get('data-status')

  it('is opened by a button, as opening it makes a code', async () => {
    const choice = await client.get(world.requestUrl())
    expect(choice.one('[data-method="pass"]').name).to.equal('button')
    expect(page.find('[data-testid="pass-qr"]') !== null).to.equal(true)
    expect(number()).to.match(/^\d\d$/)
    expect(link()).to.match(/^http:\/\/localhost:\d+\/pass\/login\/[\w-]{22}$/)
  })

  it('goes on by itself to what would be released', async () => {
    expect(status(await look())).to.equal('waiting')
    await phone.open(link())
    expect(status(await look())).to.equal('scanned')
    await phone.confirm(link(), { number: number() })
    expect(isConfirm(await look())).to.equal(true)
  })

  it('is at an address of its own: language link, reload and back stay on it with the same code', async () => {
    expect(page.url).to.match(/\/login\/[\w-]+\/pass$/)
    const english = await client.click(page, 'a[hreflang="en"]')
    expect(english.textOf('h1')).to.equal('Log in with the Servicekonto.Pass')
    expect(english.textOf('[data-testid="pass-link"]')).to.equal(link())
    const renewed = await client.submit(page, { button: '[name="step"][value="renew"]' })
    expect(renewed.url).to.equal(page.url)
    expect(renewed.textOf('[data-testid="pass-link"]')).not.to.equal(link())
  })

  it('stands at that address as it is, and begins nothing anew there', async () => {
    await phone.decline(link())
    expect(status(await client.get(page.url))).to.equal('declined')
    expect(status(await client.get(page.url))).to.equal('declined')
  })

  it('shows how it stands to two tabs that look at once', async () => {
    await phone.decline(link())
    const slowly = lookingSlowly(world.pass?.challenges)
    const pages = await Promise.all([client.get(page.url), client.get(page.url)]).finally(slowly.end)
    expect(pages.map((each) => [each.status, status(each)])).to.deep.equal([
      [200, 'declined'],
      [200, 'declined'],
    ])
  })

  it('goes on once, wherever two tabs look at once', async () => {
    await phone.confirm(link(), { number: number() })
    const slowly = lookingSlowly(world.pass?.challenges)
    const pages = await Promise.all([client.get(page.url), client.get(page.url)]).finally(slowly.end)
    expect(pages.map((each) => each.status)).to.deep.equal([200, 200])
    expect(pages.some(isConfirm)).to.equal(true)
    expect(isConfirm(await client.get(method().replace(/\/pass$/, '')))).to.equal(true)
  })

  it('goes on in the browser that the phone returns to', async () => {
    const { body } = await phone.confirm(link())
    expect(status(await look())).to.equal('returning')
    expect(isConfirm(await client.get(body.returnUrl))).to.equal(true)
  })

  it('says so in another browser, and goes on with the number', async () => {
    const opened = await phone.open(link())
    const { body } = await phone.confirm(link())
    const other = createWebClient()
    const elsewhere = await other.get(body.returnUrl)
    expect(elsewhere.status).to.equal(200)
    expect(elsewhere.textOf('h1')).to.equal('Ihre Anmeldung läuft in einem anderen Browser')
    // Read again in another language: nothing is used up by that.
    const english = await other.click(elsewhere, 'a[hreflang="en"]')
    expect(english.textOf('h1')).to.equal('Your login is in another browser')
    expect(status(await look())).to.equal('returning')
    expect(isConfirm(await look())).to.equal(false)
    await phone.number(link(), opened.body.nonce, number())
    expect(isConfirm(await look())).to.equal(true)
  })

  it('lets no relayed link through: the browser that began does not go on', async () => {
    const { body } = await phone.confirm(link())
    await createWebClient().get(body.returnUrl)
    for (let turn = 0; turn < 3; turn++) expect(status(await look())).to.equal('returning')
  })

  it('shows each end, and gives a new code without losing the login', async () => {
    await phone.decline(link())
    page = await look()
    expect(page.textOf('h2')).to.equal('Sie haben in der App abgelehnt')
    page = await client.submit(page, { button: '[name="step"][value="renew"]' })
    world.clock.pass(121_000)
    const expired = await look()
    expect(status(expired)).to.equal('expired')
    page = await client.submit(expired, { button: '[name="step"][value="renew"]' })
    await phone.confirm(link(), { number: number() })
    const waiting = await client.submit(page, { button: '[name="step"][value="renew"]' })
    expect(isConfirm(waiting) || status(waiting) === 'waiting').to.equal(true)
  })

  it('stops reloading, and looks by a link then', async () => {
    const stopped = await client.get(`${method()}/return?auto=0`, { from: page })
    expect(stopped.find('meta[http-equiv="refresh"]') !== null).to.equal(false)
    const looked = await client.click(stopped, 'a[class="kern-btn kern-btn--primary"]')
    expect(looked.find('meta[http-equiv="refresh"]'), 'still stopped').to.equal(null)
    await phone.confirm(link(), { number: number() })
    expect(isConfirm(await client.click(looked, 'a[class="kern-btn kern-btn--primary"]'))).to.equal(true)
  })

  it('goes on while other pages wait, and phones that are slow or silent', async () => {
    const others = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const other = createWebClient()
        return { other, at: await other.click(await other.get(world.requestUrl()), '[data-method="pass"]') }
      }),
    )
    const gone = new AbortController()
    const waits = others.map(({ other, at }) => {
      const cookie = other.cookies.header({ url: new URL(at.url), method: 'GET', initiator: null }) ?? ''
      const address = `${at.url.replace(/\/pass.*$/, '/pass')}/wait`
      return fetch(address, { headers: { cookie }, signal: gone.signal }).catch(() => null)
    })
    // One has opened its code and says nothing more, another one never sends the rest of what it began.
    await phone.open(others[0]?.at.textOf('[data-testid="pass-link"]') ?? '')
    const { hostname, port } = new URL(world.url)
    const stuck = connect(Number(port), hostname)
    stuck.write(
      `POST /api/v1/pass/challenges/${'A'.repeat(22)}/open HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"jws`,
    )
    try {
      await phone.confirm(link(), { number: number() })
      expect(isConfirm(await look())).to.equal(true)
    } finally {
      gone.abort()
      stuck.destroy()
      await Promise.all(waits)
    }
  })

  it('answers the script of a page that waits', async () => {
    const waiting = client.get(`${method()}/wait`, { from: page })
    await phone.open(link())
    expect(JSON.parse((await waiting).body)).to.deep.equal({ changed: true })
  })

  it('leads a link that was opened in a browser to a page that says what it is for', async () => {
    const at = await createWebClient().get(link())
    expect(at.status).to.equal(200)
    expect(at.textOf('h1')).to.equal('Diesen Link öffnet die App Servicekonto.Pass')
    expect((await createWebClient().get(`${world.url}/pass/other/${'A'.repeat(22)}`)).status).to.equal(404)
    expect((await createWebClient().get(`${world.url}/pass/login/short`)).status).to.equal(404)
  })

  it('is not confirmed by a link that is looked at alone', async () => {
    await createWebClient().get(link())
    expect(status(await look())).to.equal('waiting')
  })
})
