import { expect } from 'chai'
import { minutes } from '../../src/domain/instant.js'
import { typePassword } from '../support/factor-walk.js'
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

  describe('that is over', () => {
    const NOTICE = '[data-testid="session-ended"]'

    it('is told of between two pages of a login, also after a change of language, once beside a form that came late', async () => {
      const client = await signedIn()
      world.clock.pass(minutes(50))
      const confirm = await asked(client)
      expect(confirm.find(NOTICE)).to.equal(null)
      world.clock.pass(minutes(11))
      const late = await client.submit(confirm, { button: CONFIRM })
      expect(late.find('[data-method="password"]')).not.to.equal(null)
      expect(late.textOf(NOTICE)).to.contain('Melden Sie sich bitte noch einmal an.')
      expect(late.find('[data-testid="input-dropped"]')).not.to.equal(null)
      const english = await client.click(late, 'a[hreflang="en"]')
      expect(english.textOf(NOTICE)).to.contain('your session has ended')
      expect(english.text).not.to.contain('jana')
    })

    it('is told of where a page of the citizen’s own asks for it, and no more once there is another', async () => {
      const client = await signedIn()
      world.clock.pass(minutes(61))
      const chooser = await client.get(`${world.url}/konto/zweiter-faktor`)
      expect(chooser.find(NOTICE)).not.to.equal(null)
      const list = await typePassword(client, chooser)
      expect(list.find('[data-session-ends]')).not.to.equal(null)
      const stepUp = await client.get(world.requestUrl({ attributes: { ForceAuthn: 'true' } }))
      expect(stepUp.find('[data-method="password"]')).not.to.equal(null)
      expect(stepUp.find(NOTICE)).to.equal(null)
    })

    it('is nobody’s business at a login that begins later, after signing out, or without a session', async () => {
      const client = await signedIn()
      world.clock.pass(minutes(61))
      expect((await asked(client)).find(NOTICE)).to.equal(null)
      expect((await asked(createWebClient())).find(NOTICE)).to.equal(null)
      const out = await signedIn()
      const list = await out.get(`${world.url}/konto/zweiter-faktor`)
      await out.submit(list, { form: 'form[action="/abmelden"]' })
      world.clock.pass(minutes(61))
      const chooser = await out.get(`${world.url}/konto/zweiter-faktor`)
      expect(chooser.find('[data-method="password"]')).not.to.equal(null)
      expect(chooser.find(NOTICE)).to.equal(null)
    })
  })
})
