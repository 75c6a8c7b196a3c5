import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { cookiesOf, logoutWorld, responseIn, statesOn, whereTo, type LogoutWorld } from '../support/logout-world.js'
import type { WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const LOGGED_OUT = '[data-testid="logged-out"]'
const NEXT = '[data-testid="logout-next"]'
const BACK = '[data-testid="logout-back"]'

describe('a logout whose services are told without the browser', () => {
  let world: LogoutWorld
  before(async () => {
    world = await logoutWorld()
  })
  beforeEach(() => {
    world.calls.length = 0
  })
  after(() => world.stop())

  const logsOut = async (client: WebClient): Promise<WebPage> => {
    const from = await client.get(`${world.url}/abmelden`)
    const token = from.one('[name="token"]').attributes.get('value') ?? ''
    return client.post(from.url, { token, decision: 'logout' }, { from, redirects: 'stop' })
  }
  const called = (name: string) => world.calls.filter(({ to }) => to.includes(`portal.${name}.`))
  /** The newest call of a service, once there are so many. */
  const last = async (name: string, count = 1) => {
    for (let tried = 0; tried < 200 && called(name).length < count; tried += 1) await sleep(10)
    expect(called(name)).to.have.length(count)
    return called(name).at(-1) ?? expect.fail()
  }
  const shown = (client: WebClient, page: WebPage, query = '') => client.get(whereTo(page, world).href + query)
  /** The page once it says so, as a browser sees it that looks again. */
  const until = async (look: () => Promise<WebPage>, holds: (page: WebPage) => boolean): Promise<WebPage> => {
    for (let tried = 0; tried < 20; tried += 1) {
      const page = await look()
      if (holds(page)) return page
    }
    return expect.fail('it never came')
  }

  it('answers the browser at once, says who is being told, and goes on by itself until they have answered', async () => {
    const client = await world.loggedIn('aachen', 'bonn')
    const took = await logsOut(client)
    expect(took.status).to.equal(303)
    const call = await last('bonn')
    const askFirst = await client.get(`${whereTo(took, world).href}/weiter`, { redirects: 'stop' })
    expect(whereTo(askFirst, world).origin).to.equal('https://portal.aachen.example')
    const waiting = await shown(client, took)
    expect(waiting.textOf('h1')).to.equal('Wir melden Sie noch in anderen Portalen ab')
    expect(statesOn(waiting)).to.deep.equal(['unknown', 'unknown'])
    expect(waiting.text).to.contain('wird gerade abgemeldet')
    expect(waiting.find(LOGGED_OUT)).to.equal(null)
    const { pathname } = whereTo(took, world)
    expect(waiting.body).to.contain(`<meta http-equiv="refresh" content="5; url=${pathname}"/>`)
    expect((await shown(client, took, '?auto=0')).body).not.to.contain('http-equiv="refresh"')
    call.answers()
    const over = await shown(client, took)
    expect(statesOn(over)).to.deep.equal(['unknown', 'done'])
    expect(over.find(LOGGED_OUT)).not.to.equal(null)
    expect(over.body).not.to.contain('http-equiv="refresh"')
  })

  it('is no success for a portal that asks once more while the others are still being told', async () => {
    const client = await world.loggedIn('aachen', 'bonn')
    const [first = '', ...others] = await Promise.all(Array.from({ length: 20 }, () => world.asks(client)))
    await fetch(first, { redirect: 'manual' })
    const again = async () => responseIn(await client.get(others.pop() ?? '', { redirects: 'stop' }), world)
    expect(await again()).to.contain('PartialLogout')
    const call = await last('bonn')
    call.answers()
    // It is noted a moment later.
    let said = await again()
    for (; said.includes('PartialLogout') && others.length > 0; said = await again()) await sleep(20)
    expect(said).to.contain('status:Success').and.not.to.contain('PartialLogout')
  })

  it('shows at once what became of services that answer at once', async () => {
    const client = await world.loggedIn('bonn')
    const took = await logsOut(client)
    const looking = shown(client, took)
    const call = await last('bonn')
    call.answers()
    expect(statesOn(await looking)).to.deep.equal(['done'])
  })

  it('is one, however often its form is sent: by a double click, or from the page behind it', async () => {
    const client = await world.loggedIn('bonn')
    const ask = await client.get(`${world.url}/abmelden`)
    const sent = { cookie: cookiesOf(world, client), 'content-type': 'application/x-www-form-urlencoded' }
    const token = ask.one('[name="token"]').attributes.get('value') ?? ''
    const body = new URLSearchParams({ token, decision: 'logout' }).toString()
    const press = () => fetch(`${world.url}/abmelden`, { method: 'POST', headers: sent, body, redirect: 'manual' })
    const both = await Promise.all([press(), press()])
    const [one, other] = both.map(({ headers }) => headers.get('location'))
    expect(one).to.match(/^\/abmelden\/[\w-]+$/)
    expect(other).to.equal(one)
    const cookies = both.map(({ headers }) => headers.getSetCookie().find((each) => each.startsWith('logout-')))
    expect(cookies[0]).to.be.a('string').and.equal(cookies[1])
    const call = await last('bonn')
    const later = await fetch(`${world.url}/abmelden`, {
      method: 'POST',
      headers: { ...sent, cookie: cookies[0]?.split(';')[0] ?? '' },
      body,
      redirect: 'manual',
    })
    expect(later.headers.get('location')).to.equal(one)
    call.answers()
  })

  it('is gone on with by whoever shows it, once, where its instance is gone', async () => {
    const client = await world.loggedIn('bonn')
    const took = await logsOut(client)
    const lost = await last('bonn')
    await shown(client, took)
    expect(called('bonn'), 'it may be alive').to.have.length(1)
    // A call may take 5 s, and the clock of another instance be 3 s ahead.
    world.clock.pass(8_000)
    await shown(client, took)
    expect(called('bonn'), 'it may be alive still').to.have.length(1)
    world.clock.pass(2_001)
    await Promise.all([shown(client, took), shown(client, took)])
    const again = await last('bonn', 2)
    expect(again.id).not.to.equal(lost.id)
    again.answers()
    const over = await until(
      () => shown(client, took),
      (page) => page.find(LOGGED_OUT) !== null,
    )
    expect(statesOn(over)).to.deep.equal(['done'])
    lost.fails()
  })

  it('waits no longer than a few instances can take, and says then what is not known', async () => {
    const client = await world.loggedIn('bonn')
    const took = await logsOut(client)
    for (let lost = 0; lost < 3; lost += 1) {
      world.clock.pass(10_001)
      await shown(client, took)
    }
    await last('bonn', 3)
    const over = await shown(client, took)
    expect(statesOn(over)).to.deep.equal(['unknown'])
    expect(over.text).to.contain('hat nicht geantwortet').and.not.contain('wird gerade')
  })

  it('leaves a service that nobody could tell to the browser, where it has an address for that', async () => {
    const client = await world.loggedIn('bonn', 'coburg')
    const took = await logsOut(client)
    for (let lost = 0; lost < 3; lost += 1) {
      world.clock.pass(10_001)
      await shown(client, took)
    }
    const over = await shown(client, took)
    expect(statesOn(over)).to.deep.equal(['unknown', 'unknown'])
    expect(over.find(NEXT)).not.to.equal(null)
    const asked = await client.get(`${whereTo(took, world).href}/weiter`, { redirects: 'stop' })
    expect(whereTo(asked, world).href).to.match(/^https:\/\/portal\.coburg\.example\/slo\?SAMLRequest=/)
  })

  it('is led back to from /abmelden, while there is something left to tell', async () => {
    const client = await world.loggedIn('bonn')
    const took = await logsOut(client)
    const again = await client.get(`${world.url}/abmelden`, { redirects: 'stop' })
    expect(whereTo(again, world).href).to.equal(whereTo(took, world).href)
    const call = await last('bonn')
    call.answers()
    await until(
      () => shown(client, took),
      (page) => statesOn(page)[0] === 'done',
    )
    expect((await client.get(`${world.url}/abmelden`, { redirects: 'stop' })).status).to.equal(200)
  })

  it('leaves a service that is silent to the browser, where it has an address for that', async () => {
    const client = await world.loggedIn('bonn', 'coburg')
    const took = await logsOut(client)
    const silent = await last('coburg')
    await last('bonn')
    for (const { fails } of world.calls) fails()
    const page = await until(
      () => shown(client, took),
      (each) => each.find(NEXT) !== null,
    )
    expect(statesOn(page)).to.deep.equal(['unknown', 'unknown'])
    const asked = await client.get(`${whereTo(took, world).href}/weiter`, { redirects: 'stop' })
    const to = whereTo(asked, world)
    expect(to.href).to.match(/^https:\/\/portal\.coburg\.example\/slo\?SAMLRequest=/)
    expect(to.href).not.to.contain(encodeURIComponent(silent.id))
    expect((await shown(client, took)).find(LOGGED_OUT)).not.to.equal(null)
  })

  it('answers the portal that asked only once they are told, or nobody may tell them any more: then by PartialLogout, and once', async () => {
    const client = await world.loggedIn('aachen', 'bonn')
    const took = await client.get(await world.asks(client), { redirects: 'stop' })
    const back = () => client.get(`${whereTo(took, world).href}/zurueck`, { redirects: 'stop' })
    expect(whereTo(await back(), world).href).to.equal(whereTo(took, world).href)
    for (let lost = 1; lost < 3; lost += 1) {
      world.clock.pass(10_001)
      expect(whereTo(await back(), world).href, 'it is told once more first').to.equal(whereTo(took, world).href)
      await last('bonn', lost + 1)
    }
    world.clock.pass(10_001)
    const answer = responseIn(await back(), world)
    expect(answer).to.contain('status:Success').and.contain('status:PartialLogout')
    expect(responseIn(await back(), world), 'the same again').to.equal(answer)
    expect((await shown(client, took)).find(BACK)).not.to.equal(null)
    world.clock.pass(120_001)
    expect(whereTo(await back(), world).href).to.equal(whereTo(took, world).href)
    expect((await shown(client, took)).find(BACK)).to.equal(null)
  })
})
