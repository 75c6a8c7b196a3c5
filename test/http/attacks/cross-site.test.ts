import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { pageOfOtherSite } from '../../support/other-site.js'

const EVIL = pageOfOtherSite()
const tokenOf = (page: WebPage): string => page.one('[name="token"]').attributes.get('value') ?? ''
const actionOf = (page: WebPage): string => new URL(page.one('form').attributes.get('action') ?? '', page.url).href

describe('another site in the same browser', () => {
  let world: HttpWorld
  let client: WebClient

  beforeEach(async () => {
    world = await httpWorld()
    client = createWebClient()
  })
  afterEach(() => world.stop())

  const press = (page: WebPage, decision: string, token: string | null = tokenOf(page)) =>
    client.submit(page, { button: `[name="decision"][value="${decision}"]`, fields: { token } })
  const answered = () => world.audit.filter(({ action }) => action === 'login.answered').length

  it('cannot post a form of a login: its cookies do not travel, whatever token it knows', async () => {
    const confirm = await world.toConfirm(client)
    const page = await client.post(actionOf(confirm), { token: tokenOf(confirm), decision: 'confirm' }, { from: EVIL })
    expect(page.status).to.equal(400)
    expect(answered()).to.equal(0)
  })

  it('cannot confirm by a link', async () => {
    const confirm = await world.toConfirm(client)
    const query = new URLSearchParams({ token: tokenOf(confirm), decision: 'confirm' }).toString()
    for (const url of [`${actionOf(confirm)}?${query}`, `${confirm.url}?${query}`]) {
      const page = await client.get(url, { from: EVIL })
      expect(page.find('[name="SAMLResponse"]'), url).to.equal(null)
    }
    expect(answered()).to.equal(0)
  })

  it('cannot log anybody in by a link that holds a password', async () => {
    const chooser = await client.get(world.requestUrl())
    const query = new URLSearchParams({ username: 'jana', password: RIGHT }).toString()
    const page = await client.get(`${chooser.url}/password/return?${query}`, { from: EVIL })
    expect(page.status).to.equal(404)
    expect(client.cookies.for(`${world.url}/`).map(({ name }) => name)).not.to.include('session')
    expect((await client.get(chooser.url)).find('[data-method="password"]')).not.to.equal(null)
  })

  it('moves nothing by HEAD, which browsers and scanners send without asking', async () => {
    const confirm = await world.toConfirm(client)
    const cookie = client.cookies.for(confirm.url).map(({ name, value }) => `${name}=${value}`)
    for (const url of [confirm.url, world.requestUrl()]) {
      const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', headers: { cookie: cookie.join('; ') } })
      expect(answer.status).to.equal(405)
      expect(answer.headers.get('set-cookie')).to.equal(null)
    }
    expect((await press(confirm, 'confirm')).find('[name="SAMLResponse"]')).not.to.equal(null)
  })

  it('gets nothing done without the token, with a shorter, longer or other one, nor with one of another login', async () => {
    const confirm = await world.toConfirm(client)
    const other = await world.toConfirm(createWebClient(), 'omar')
    const own = tokenOf(confirm)
    const wrong = [null, '', 'x', own.slice(1), `${own}x`, own.replace(/./, (first) => (first === 'A' ? 'B' : 'A'))]
    for (const token of [...wrong, tokenOf(other)]) {
      const page = await press(confirm, 'confirm', token)
      expect(page.status, String(token)).to.equal(403)
      expect(page.textOf('[data-testid="error"]')).to.be.a('string')
    }
    expect(answered()).to.equal(0)
  })

  it('gets nothing done with the token of another login of the same citizen in the same browser', async () => {
    const confirm = await world.toConfirm(client)
    const second = await client.get(world.requestUrl())
    expect((await press(confirm, 'confirm', tokenOf(second))).status).to.equal(403)
    expect(answered()).to.equal(0)
  })

  it('gets nothing done with a token from before the citizen logged in', async () => {
    const password = await world.toPassword(client)
    const early = tokenOf(password)
    const confirm = await client.submit(password, { fields: { username: 'jana', password: RIGHT } })
    expect((await press(confirm, 'confirm', early)).status).to.equal(403)
  })

  it('cannot log a citizen in as somebody else by posting a password form', async () => {
    const password = await world.toPassword(client)
    const page = await client.submit(password, { fields: { username: 'omar', password: RIGHT, token: null } })
    expect(page.status).to.equal(403)
    expect(client.cookies.for(world.url).map(({ name }) => name)).not.to.include('session')
  })

  it('cannot give a field twice, so that two readers could see two values', async () => {
    const confirm = await world.toConfirm(client)
    const token = tokenOf(confirm)
    for (const body of [`token=${token}&token=x&decision=confirm`, `token=${token}&decision=confirm&decision=cancel`]) {
      const page = await client.post(actionOf(confirm), body, {
        from: confirm,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect(page.status).to.equal(400)
    }
    expect(answered()).to.equal(0)
  })

  it('cannot post as plain text or JSON, which a form of another site can send', async () => {
    const confirm = await world.toConfirm(client)
    const body = `token=${tokenOf(confirm)}&decision=confirm`
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
      const page = await client.post(actionOf(confirm), body, { from: confirm, headers: { 'content-type': type } })
      expect(page.status, type).to.equal(415)
    }
    expect(answered()).to.equal(0)
  })
})
