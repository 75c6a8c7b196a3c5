import { expect } from 'chai'
import { signIn } from '../../support/factor-walk.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { testService } from '../../support/saml-service.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'

describe('a login at a service for pseudonyms alone', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld({ services: [testService({ settings: { pseudonymous: true } })] })
  })
  after(() => world.stop())

  const toConfirm = async (client: WebClient) =>
    client.submit(await client.get(world.requestUrl()), { fields: { username: 'jana', password: RIGHT } })

  it('comes to its answer without a session cookie, and asks for a method again the next time', async () => {
    const client = createWebClient()
    const confirm = await toConfirm(client)
    expect(confirm.find('[data-attribute="trustLevel"]')).not.to.equal(null)
    expect(client.cookies.for(`${world.url}/`).map(({ name }) => name)).not.to.include('session')
    const handOver = await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect(handOver.find('[name="SAMLResponse"]')).not.to.equal(null)
    expect((await client.get(world.requestUrl())).find('[name="password"]')).not.to.equal(null)
  })

  it('opens the one method that there is, and has the method page for whoever turns back or gives up', async () => {
    const client = createWebClient()
    const password = await client.get(world.requestUrl())
    expect(new URL(password.url).pathname).to.match(/\/login\/[\w-]+\/password$/)
    const choice = await client.click(
      password,
      `[href="${new URL(password.url).pathname.replace(/password$/, '').slice(0, -1)}?methods"]`,
    )
    expect(choice.find('[data-method="password"]')).not.to.equal(null)
    const again = await client.click(choice, '[data-method="password"]')
    expect(again.find('[name="username"]')).not.to.equal(null)
    const handOver = await client.submit(choice, { button: '[name="decision"][value="cancel"]' })
    expect(handOver.find('[name="SAMLResponse"]')).not.to.equal(null)
    expect(world.ends.at(-1)).to.equal('cancelled')
  })

  it('opens it for whoever is signed in here too, as there is nothing to choose', async () => {
    const client = createWebClient()
    await signIn(world, client)
    const page = await client.get(world.requestUrl({ attributes: { ForceAuthn: 'true' } }))
    expect(new URL(page.url).pathname).to.match(/\/login\/[\w-]+\/password$/)
  })

  it('is answered once to clicks on confirm that come at once, and the same to both', async () => {
    const client = createWebClient()
    const confirm = await toConfirm(client)
    const click = () => client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    const pages = await Promise.all([click(), click()])
    const answers = pages.map((page) => page.one('[name="SAMLResponse"]').attributes.get('value'))
    expect(new Set(answers).size).to.equal(1)
  })
})
