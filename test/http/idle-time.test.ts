import { expect } from 'chai'
import { minutes } from '../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

describe('the idle time of a session', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  const CONFIRM = '[name="decision"][value="confirm"]'
  const signedIn = async (): Promise<WebClient> => {
    const client = createWebClient()
    await client.submit(await world.toConfirm(client), { button: CONFIRM })
    return client
  }
  const asked = (client: WebClient): Promise<WebPage> => client.get(world.requestUrl())

  it('begins anew with a form that the citizen sends', async () => {
    const client = await signedIn()
    world.clock.pass(minutes(40))
    await client.submit(await asked(client), { button: CONFIRM })
    world.clock.pass(minutes(40))
    expect((await asked(client)).find(CONFIRM)).not.to.equal(null)
  })

  it('goes on through requests of services, reloading, and pages that look whether something came', async () => {
    const client = await signedIn()
    world.clock.pass(minutes(40))
    const page = await asked(client)
    expect(page.find(CONFIRM)).not.to.equal(null)
    await client.get(page.url)
    await client.get(`${page.url}/password/wait`)
    world.clock.pass(minutes(20))
    expect((await asked(client)).find('[data-method="password"]')).not.to.equal(null)
  })
})
