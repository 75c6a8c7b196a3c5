import { expect } from 'chai'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { pairPhone } from '../support/pair-phone.js'
import { testService } from '../support/saml-service.js'
import type { PhoneBody, VirtualPhone } from '../support/virtual-phone.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const CITY_APP = 'https://app.solingen.example/saml/metadata'
const APP = 'de.solingen.cityapp:/anmeldung'

describe('a login with the pass inside an app', () => {
  let world: HttpWorld
  let phone: VirtualPhone
  /** The tab in which the app lets its login run. */
  let tab: WebClient
  let page: WebPage

  before(async () => {
    const app = testService({ entityId: CITY_APP, settings: { appReturn: APP } })
    world = await httpWorld({ pass: { webApp: null }, services: [testService(), app] })
    if (!world.pass) return expect.fail()
    phone = await pairPhone(world.pass, 'account-jana')
  })
  after(() => world.stop())
  beforeEach(async () => {
    tab = createWebClient()
    page = await tab.click(await tab.get(world.requestUrl({ issuer: CITY_APP }, 'of-the-app')), '[data-method="pass"]')
  })

  const link = () => page.textOf('[data-testid="pass-link"]') ?? ''
  const number = () => page.textOf('[data-testid="pass-code"]') ?? ''
  const look = () => tab.get(`${page.url.replace(/\/(pass|methods).*$/, '/pass')}/return`, { from: page })
  const isConfirm = (at: WebPage) => at.find('[name="decision"][value="confirm"]') !== null
  const status = (at: WebPage) => at.find('[data-status]')?.attributes.get('data-status')
  /** What the system hands to the app that has the scheme. */
  const handedOver = ({ returnUrl }: PhoneBody): string => {
    const { protocol, pathname, searchParams } = new URL(returnUrl)
    expect(`${protocol}${pathname}`).to.equal(APP)
    expect([...searchParams.keys()]).to.deep.equal(['return'])
    return searchParams.get('return') ?? ''
  }

  it('goes back by the app’s own address, and on in the tab that the app opens the broker’s in', async () => {
    const { body } = await phone.confirm(link())
    const back = handedOver(body)
    expect(back.startsWith(`${world.url}/login/`)).to.equal(true)
    expect(status(await look())).to.equal('returning')
    const confirm = await tab.get(back)
    expect(isConfirm(confirm)).to.equal(true)
    const done = await tab.click(confirm, '[name="decision"][value="confirm"]')
    expect(done.one('input[name="RelayState"]').attributes.get('value')).to.equal('of-the-app')
  })

  it('gives a stranger’s app that took the scheme nothing: the login waits for the number', async () => {
    const opened = await phone.open(link())
    const { body } = await phone.confirm(link())
    const stranger = createWebClient()
    // Before it, the stranger had a login at the same service.
    await stranger.get(world.requestUrl({ issuer: CITY_APP }))
    const there = await stranger.get(handedOver(body))
    expect(there.textOf('h1')).to.equal('Ihre Anmeldung läuft in einem anderen Browser')
    expect(isConfirm(there)).to.equal(false)
    expect(status(await look())).to.equal('returning')
    await phone.number(link(), opened.body.nonce, number())
    expect(isConfirm(await look())).to.equal(true)
  })

  it('needs no way back with the number, and has none at services that run in browsers', async () => {
    expect((await phone.confirm(link(), { number: number() })).body).to.deep.equal({ result: 'confirmed' })
    tab = createWebClient()
    page = await tab.click(await tab.get(world.requestUrl()), '[data-method="pass"]')
    const { body } = await phone.confirm(link())
    expect(body.returnUrl.startsWith(`${world.url}/login/`)).to.equal(true)
  })
})
