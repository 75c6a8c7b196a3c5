import { expect } from 'chai'
import { signIn } from '../support/factor-walk.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import { pageOfOtherSite } from '../support/other-site.js'

const LOGOUT = '[name="decision"][value="logout"]'
const LOGGED_OUT = '[data-testid="logged-out"]'

describe('logging out', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  const signedIn = async (): Promise<WebClient> => {
    const client = createWebClient()
    await signIn(world, client)
    return client
  }
  const isSignedIn = async (client: WebClient): Promise<boolean> =>
    (await client.get(world.url)).find('[data-session-ends]') !== null

  it('is asked first, says who is signed in, and ends the session of this browser alone', async () => {
    const [client, elsewhere] = [await signedIn(), await signedIn()]
    const asked = await client.get(`${world.url}/abmelden`)
    expect(asked.status).to.equal(200)
    expect(asked.textOf('h1')).to.equal('Beim Servicekonto abmelden?')
    expect(asked.text).to.contain('Sie sind angemeldet als')
    expect(asked.find(LOGGED_OUT)).to.equal(null)
    expect(await isSignedIn(client)).to.equal(true)
    const out = await client.click(asked, LOGOUT)
    expect(out.hops.map(({ status }) => status)).to.deep.equal([303, 200])
    expect(out.find(LOGGED_OUT)).not.to.equal(null)
    expect(await isSignedIn(client)).to.equal(false)
    expect(await isSignedIn(elsewhere)).to.equal(true)
  })

  it('tells whoever is signed out already, by link and by form', async () => {
    const client = await signedIn()
    const [first, second] = [await client.get(`${world.url}/abmelden`), await client.get(`${world.url}/abmelden`)]
    await client.click(first, LOGOUT)
    for (const page of [await client.click(second, LOGOUT), await createWebClient().get(`${world.url}/abmelden`)]) {
      expect(page.status).to.equal(200)
      expect(page.find(LOGGED_OUT)).not.to.equal(null)
      expect(page.find(LOGOUT)).to.equal(null)
    }
  })

  it('does nothing without the token, with that of another session, or without its button', async () => {
    const [client, other] = [await signedIn(), await signedIn()]
    const tokenOf = async (who: WebClient): Promise<string> =>
      (await who.get(`${world.url}/abmelden`)).one('[name="token"]').attributes.get('value') ?? ''
    const sent = async (fields: Record<string, string>): Promise<number> =>
      (await client.post(`${world.url}/abmelden`, fields)).status
    expect(await sent({ decision: 'logout' })).to.equal(403)
    expect(await sent({ decision: 'logout', token: await tokenOf(other) })).to.equal(403)
    expect(await sent({ token: await tokenOf(client) })).to.equal(400)
    expect(await isSignedIn(client)).to.equal(true)
    expect(await sent({ token: await tokenOf(client), decision: 'logout' })).to.equal(200)
    expect(await isSignedIn(client)).to.equal(false)
  })

  it('leads back into a login that is still open, whose page says to log out afterwards', async () => {
    const client = await signedIn()
    const confirm = await client.get(world.requestUrl())
    expect(confirm.find('button[value="confirm"]')).not.to.equal(null)
    const asked = await client.click(confirm, 'a[href="/abmelden"]')
    const back = await client.click(asked, `a[href="${new URL(confirm.url).pathname}"]`)
    expect(back.textOf('h1')).to.equal(confirm.textOf('h1'))
  })

  it('is not done by a form of another site, which comes without the cookie and must not take it away', async () => {
    const client = await signedIn()
    const from = pageOfOtherSite()
    await client.post(`${world.url}/abmelden`, { decision: 'logout' }, { from })
    expect(await isSignedIn(client)).to.equal(true)
  })

  it('leads nowhere that its address says', async () => {
    const client = await signedIn()
    const asked = await client.get(
      `${world.url}/abmelden?return=https://evil.example/&RelayState=https://evil.example/`,
    )
    for (const page of [asked, await client.click(asked, LOGOUT)]) {
      const ways = [...page.all('a'), ...page.all('form')].map(
        ({ attributes }) => attributes.get('href') ?? attributes.get('action'),
      )
      expect(ways.filter((way) => !/^(#|\/($|[^/]))/.test(way ?? ''))).to.deep.equal([])
      expect(new URL(page.url).host).to.equal(new URL(world.url).host)
    }
  })

  it('is on the start page, with the name; whoever is nobody logs in there', async () => {
    const client = createWebClient()
    const start = await client.get(world.url)
    expect(start.find('[data-session-ends]')).to.equal(null)
    expect(start.find('a[href="/konto"]')).not.to.equal(null)
    await signIn(world, client, 'jana', '/konto')
    const signed = await client.get(world.url)
    expect(signed.text).to.contain('Sie sind angemeldet als')
    expect(signed.find('a[href="/konto"]')).to.equal(null)
    expect((await client.click(signed, LOGOUT)).find(LOGGED_OUT)).not.to.equal(null)
  })

  it('is open to other methods than reading and forms under no address', async () => {
    const answer = await fetch(`${world.url}/abmelden`, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'GET, POST'])
  })
})
