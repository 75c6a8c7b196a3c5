import { expect } from 'chai'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'

describe('a login at a service for pseudonyms alone', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld({ services: [testService({ settings: { pseudonymous: true } })] })
  })
  after(() => world.stop())

  it('comes to its answer without a session cookie, and asks for a method again the next time', async () => {
    const client = createWebClient()
    const confirm = await world.toConfirm(client)
    expect(confirm.find('[data-attribute="trustLevel"]')).not.to.equal(null)
    expect(client.cookies.for(`${world.url}/`).map(({ name }) => name)).not.to.include('session')
    const handOver = await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect(handOver.find('[name="SAMLResponse"]')).not.to.equal(null)
    expect((await client.get(world.requestUrl())).find('[data-method="password"]')).not.to.equal(null)
  })

  it('is answered once to clicks on confirm that come at once, and the same to both', async () => {
    const client = createWebClient()
    const confirm = await world.toConfirm(client)
    const click = () => client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    const pages = await Promise.all([click(), click()])
    const answers = pages.map((page) => page.one('[name="SAMLResponse"]').attributes.get('value'))
    expect(new Set(answers).size).to.equal(1)
  })
})
