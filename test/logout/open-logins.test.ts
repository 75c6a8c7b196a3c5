import { expect } from 'chai'
import { signIn, typePassword } from '../support/factor-walk.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { logoutRequest } from '../support/logout-messages.js'
import { cookieOf, whereTo } from '../support/logout-world.js'
import { envelopedSigned, postFields, signedRedirectQuery } from '../support/saml-requests.js'
import { testService } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { pageOfOtherSite } from '../support/other-site.js'

const CONFIRM = '[name="decision"][value="confirm"]'
const LOGOUT = '[name="decision"][value="logout"]'
const LOGGED_OUT = '[data-testid="logged-out"]'
const FRESH = { attributes: { ForceAuthn: 'true' } }

describe('a login in which somebody proved who they are in this browser, and which is open', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  /** Somebody else proves who they are than the one who is signed in: the proof waits in the login alone. */
  const waiting = async (client: WebClient): Promise<WebPage> => {
    await signIn(world, client)
    return typePassword(client, await client.get(world.requestUrl(FRESH)), 'omar')
  }
  /** The session has ended elsewhere. */
  const withoutSession = async (client: WebClient): Promise<WebPage> => {
    const page = await waiting(client)
    await world.sessions.end(world.sessionIdOf(cookieOf(world, client, 'session') ?? ''))
    return page
  }
  /** Whether whoever goes back to it may confirm it. */
  const goesOn = async (client: WebClient, page: WebPage): Promise<boolean> =>
    (await client.get(page.url)).find(CONFIRM) !== null

  it('is gone on with by whoever goes back to it, though nobody is signed in', async () => {
    const client = createWebClient()
    expect(await goesOn(client, await withoutSession(client))).to.equal(true)
  })

  it('is what /abmelden asks about where nobody is signed in, and ends with that', async () => {
    const client = createWebClient()
    const page = await withoutSession(client)
    const asked = await client.get(`${world.url}/abmelden`)
    expect(asked.find(LOGGED_OUT)).to.equal(null)
    expect(asked.text).to.contain('eine Anmeldung noch nicht zu Ende')
    const out = await client.click(asked, LOGOUT)
    expect(out.find(LOGGED_OUT)).not.to.equal(null)
    expect(await goesOn(client, page)).to.equal(false)
    expect((await client.get(`${world.url}/abmelden`)).find(LOGGED_OUT)).not.to.equal(null)
  })

  it('is not ended by a form that nobody made for this browser', async () => {
    const client = createWebClient()
    const page = await withoutSession(client)
    const { cookie } = { cookie: client.cookies.header({ url: new URL(world.url), method: 'GET', initiator: null }) }
    for (const token of ['', 'x']) {
      const sent = { method: 'POST', headers: { cookie: cookie ?? '' }, body: new URLSearchParams({ token }) }
      expect((await fetch(`${world.url}/abmelden`, sent)).status).to.equal(403)
    }
    expect(await goesOn(client, page)).to.equal(true)
  })

  for (const binding of ['redirect', 'post'] as const) {
    it(`ends where the portal logs out by ${binding}, and nobody else has to be told`, async () => {
      const location = 'https://portal.aachen.example/slo'
      const slo = (['redirect', 'post'] as const).map((each) => ({ binding: each, location, responseLocation: null }))
      await world.registers(testService({ metadata: { singleLogoutServices: slo } }))
      const client = createWebClient()
      await signIn(world, client)
      await client.submit(await client.get(world.requestUrl({})), { button: CONFIRM })
      const page = await typePassword(client, await client.get(world.requestUrl(FRESH)), 'omar')
      const session = await world.sessions.find(world.sessionIdOf(cookieOf(world, client, 'session') ?? ''))
      const { nameId, sessionIndex } = session?.participations[0] ?? expect.fail('no part')
      const xml = logoutRequest(world.clock.now(), { nameId, sessionIndexes: [sessionIndex] })
      if (binding === 'redirect')
        await client.get(`${world.url}/saml/slo?${signedRedirectQuery(xml)}`, { redirects: 'stop' })
      else {
        // A form of another site: the browser shows no cookie with it.
        const from = pageOfOtherSite('https://portal.aachen.example/')
        const fields = postFields(envelopedSigned(xml))
        const taken = await client.post(`${world.url}/saml/slo`, fields, { from, redirects: 'stop' })
        await client.get(whereTo(taken, world).href, { redirects: 'stop' })
      }
      expect(await goesOn(client, page)).to.equal(false)
    })
  }

  it('ends with the session of the browser, and with no other one', async () => {
    const [client, other] = [createWebClient(), createWebClient()]
    const page = await waiting(client)
    await signIn(world, other)
    await other.click(await other.get(`${world.url}/abmelden`), LOGOUT)
    expect((await client.get(page.url)).find('[data-testid="error"]')).to.equal(null)
    const out = await client.click(await client.get(`${world.url}/abmelden`), LOGOUT)
    expect(out.find(LOGGED_OUT)).not.to.equal(null)
    expect(await goesOn(client, page)).to.equal(false)
  })
})
