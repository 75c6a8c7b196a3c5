import { expect } from 'chai'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const RIBBON = '[data-testid="test-portal"]'
const ribbonOf = (page: WebPage): string | null => page.textOf(RIBBON)
const SAID = 'Testportal: Diese Anmeldung dient nur zum Ausprobieren.'

describe('a login at a service of stage test', () => {
  let world: HttpWorld
  const at = async (stage: 'test' | 'production') =>
    (world = await httpWorld({ services: [testService({ settings: { stage } })] }))
  afterEach(() => world.stop())

  it('says on each of its pages that it is one, up to the way back', async () => {
    const client = createWebClient()
    await at('test')
    const choice = await client.get(world.requestUrl())
    expect(ribbonOf(choice)).to.equal(SAID)
    expect(ribbonOf(await world.toPassword(client))).to.equal(SAID)
    const confirm = await world.toConfirm(client)
    expect(ribbonOf(confirm)).to.equal(SAID)
    const back = await client.submit(confirm, { button: 'button[value="confirm"]' })
    expect(back.find('input[name="SAMLResponse"]'), back.body).not.to.equal(null)
    expect(ribbonOf(back)).to.equal(SAID)
  })

  it('says it in every language', async () => {
    await at('test')
    const said = async (language: string) =>
      ribbonOf(await createWebClient().get(`${world.requestUrl()}&lang=${language}`))
    expect(await said('en')).to.equal('Test portal: this login is only for trying things out.')
    expect(await said('de-x-leicht')).to.equal('Das ist ein Test-Portal: nur zum Ausprobieren.')
  })

  it('is none as imported, and none outside of its login', async () => {
    await at('production')
    expect(ribbonOf(await createWebClient().get(world.requestUrl()))).to.equal(null)
    await world.stop()
    await at('test')
    expect(ribbonOf(await createWebClient().get(`${world.url}/`))).to.equal(null)
  })
})
