import { expect } from 'chai'
import { testService } from '../support/saml-service.js'
import { cookiesOf, logoutWorld, whereTo, type LogoutWorld } from '../support/logout-world.js'
import { createWebClient } from '../support/web-client.js'

const LOGOUT = { button: '[name="decision"][value="logout"]' }
const BACK = '[data-testid="logout-back"]'

describe('the steps of a logout', () => {
  let world: LogoutWorld
  before(async () => {
    world = await logoutWorld()
  })
  after(() => world.stop())

  it('are nothing that a HEAD does: no service is asked, and nothing is answered', async () => {
    const client = await world.loggedIn('aachen', 'coburg')
    const took = await client.get(await world.asks(client), { redirects: 'stop' })
    const path = whereTo(took, world).href
    const cookie = cookiesOf(world, client)
    const head = async (step: string): Promise<number> =>
      (await fetch(path + step, { method: 'HEAD', headers: { cookie }, redirect: 'manual' })).status
    expect([await head(''), await head('/weiter'), await head('/zurueck')]).to.deep.equal([200, 405, 405])
  })

  it('end where the portal that asked has no address for its answer any more: no link leads to where it is', async () => {
    const client = await world.loggedIn('aachen', 'coburg')
    const shown = await client.get(await world.asks(client))
    const before = world.services.get('https://portal.aachen.example/saml/metadata') ?? testService()
    await world.registers({ ...before, metadata: { ...before.metadata, singleLogoutServices: [] } })
    world.clock.pass(31_000)
    world.calls.forEach(({ fails }) => fails())
    await client.get(`${shown.url}/weiter`, { redirects: 'stop' })
    const over = await client.get(shown.url)
    expect(over.find('[data-testid="logged-out"]')).not.to.equal(null)
    expect(over.find(BACK)).to.equal(null)
    expect(over.find('a[href="/"]')).not.to.equal(null)
    const pressed = await client.get(`${shown.url}/zurueck`)
    expect([pressed.status, pressed.url]).to.deep.equal([200, shown.url])
    await world.registers(before)
  })

  it('leave a browser the cookies of the newest few logouts', async () => {
    const client = createWebClient()
    for (let count = 0; count < 6; count += 1) {
      await world.loggedInWith(client, 'coburg')
      const out = await client.submit(await client.get(`${world.url}/abmelden`), LOGOUT)
      expect(new URL(out.url).pathname).to.match(/^\/abmelden\/./)
      const cookies = cookiesOf(world, client).match(/\blogout-[\w-]+=/g) ?? []
      expect(cookies).to.have.length(Math.min(count + 1, 4))
      expect(cookies.at(-1)).to.equal(`logout-${new URL(out.url).pathname.split('/').at(-1)}=`)
      world.calls.forEach(({ fails }) => fails())
    }
  }).timeout(60_000)
})
