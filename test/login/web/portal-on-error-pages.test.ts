import { expect } from 'chai'
import { hours, minutes } from '../../../src/domain/instant.js'
import { RIGHT, httpWorld, type HttpWorld } from '../../support/http-world.js'
import { authnRequest, postFields } from '../../support/saml-requests.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const PORTAL = { name: 'Serviceportal Aachen', home: 'https://portal.aachen.example/' }

/** The page names the portal on its button, which leads to where registered metadata says that it is. */
function expectWayBack(page: WebPage, status: number): void {
  expect(page.status).to.equal(status)
  expect(page.textOf('[data-testid="error"]')).to.be.a('string')
  const way = page.find(`a[href="${PORTAL.home}"]`)
  expect(way, page.body).not.to.equal(null)
  expect(page.textOf(`a[href="${PORTAL.home}"]`)).to.contain(PORTAL.name)
}

describe('an error page whose portal can be known names it and leads back', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    world = await httpWorld()
    client = createWebClient()
  })
  afterEach(() => world.stop())

  const asked = (id: string) =>
    postFields(authnRequest({ attributes: { ID: id, IssueInstant: new Date(world.clock.now()).toISOString() } }))
  const loginOf = (page: WebPage): string => new URL(page.url).pathname
  const cookieless = (page: WebPage) => createWebClient().get(world.url + loginOf(page))

  it('where the same request is posted twice and the first answer was lost', async () => {
    const fields = asked('_twice')
    await createWebClient().post(`${world.url}/saml/sso`, fields, { redirects: 'stop' })
    const page = await client.post(`${world.url}/saml/sso`, fields)
    expect(page.textOf('h1')).to.equal('Diese Anmeldung ist vorbei')
    expectWayBack(page, 400)
  })

  it('where the login’s cookie is missing', async () => {
    const page = await cookieless(await client.get(world.requestUrl()))
    expect(page.textOf('h1')).to.equal('Hier geht Ihre Anmeldung nicht weiter')
    expectWayBack(page, 400)
  })

  it('where the login was left open too long, for a day', async () => {
    const chosen = await world.toPassword(client)
    world.clock.pass(minutes(31))
    const late = await client.submit(chosen, { fields: { username: 'jana', password: RIGHT } })
    expect(late.textOf('h1')).to.equal('Ihre Anmeldung ist abgelaufen')
    expectWayBack(late, 400)
    world.clock.pass(hours(23))
    expectWayBack(await client.get(chosen.url), 400)
    expect(world.audit.map(({ action }) => action)).not.to.contain('login.answered')
  })

  it('where the login that ended is opened again', async () => {
    const confirm = await world.toConfirm(client)
    const address = world.url + loginOf(confirm)
    await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    world.clock.pass(minutes(5))
    expectWayBack(await client.get(address), 409)
  })

  it('where the request is refused before it is proven, and the way back is the registered one', async () => {
    const other = { AssertionConsumerServiceURL: 'https://portal.aachen.example/elsewhere' }
    const page = await client.get(world.requestUrl({ attributes: other }))
    expect(page.textOf('[data-testid="error"]')).to.contain(PORTAL.name)
    expectWayBack(page, 400)
    expect(page.body).not.to.contain('elsewhere')
    const late = world.requestUrl()
    world.clock.pass(hours(1))
    expectWayBack(await client.get(late), 400)
    const wrong = { Destination: 'https://other.example/saml/sso' }
    expectWayBack(await client.get(world.requestUrl({ attributes: wrong })), 400)
  })

  it('where the address is none that a login has', async () => {
    const begun = await client.get(world.requestUrl())
    expectWayBack(await client.get(`${world.url}${loginOf(begun)}/a/b/c`), 404)
  })

  it('but not of a login that this browser never had', async () => {
    const page = await createWebClient().get(`${world.url}/login/${'x'.repeat(22)}`)
    expect(page.status).to.equal(404)
    expect(page.find(`a[href="${PORTAL.home}"]`)).to.equal(null)
  })

  it('and takes no name from a cookie that the broker did not make for that login', async () => {
    const begun = await client.get(world.requestUrl())
    const own = client.cookies.for(`${world.url}/`).find(({ name }) => name.startsWith('login-'))
    const other = 'y'.repeat(22)
    const page = await createWebClient().get(`${world.url}/login/${other}`, {
      headers: { cookie: `login-${other}=${own?.value ?? expect.fail(`no cookie of ${begun.url}`)}` },
    })
    expect(page.status).to.equal(404)
    expect(page.find(`a[href="${PORTAL.home}"]`)).to.equal(null)
  })
})
