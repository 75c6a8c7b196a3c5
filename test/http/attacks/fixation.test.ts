import { expect } from 'chai'
import { minutes } from '../../../src/domain/instant.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const cookieOf = (client: WebClient, world: HttpWorld, name: RegExp): string | undefined =>
  client.cookies.for(`${world.url}/`).find((each) => name.test(each.name))?.value

const pasted = (client: WebClient, world: HttpWorld): Record<string, string> => ({
  cookie: client.cookies
    .for(`${world.url}/`)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; '),
})

/** A login begun in this browser and opened with further cookies beside its own. */
async function begunWith(client: WebClient, world: HttpWorld, more: string): Promise<WebPage> {
  const begun = await client.get(world.requestUrl(), { redirects: 'stop' })
  const own = pasted(client, world)['cookie'] ?? ''
  return client.get(new URL(begun.headers.location ?? '', world.url).href, { headers: { cookie: `${more}; ${own}` } })
}

describe('a cookie that was planted or read', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld()
  })
  afterEach(() => world.stop())

  const confirmed = (client: WebClient, page: WebPage) =>
    client.submit(page, { button: '[name="decision"][value="confirm"]' })

  it('names no session that the broker did not make', async () => {
    const client = createWebClient()
    const page = await begunWith(client, world, 'session=planted')
    expect(page.find('[data-method="password"]')).not.to.equal(null)
  })

  it('is worth nothing after the proof: the session gets a new id, and the old one is gone', async () => {
    const client = createWebClient()
    await world.toConfirm(client)
    const before = cookieOf(client, world, /^session$/) ?? ''
    const known = await begunWith(createWebClient(), world, `session=${before}`)
    expect(known.find('[name="decision"][value="confirm"]'), 'until then it is one').not.to.equal(null)
    const chooser = await client.get(world.requestUrl({ attributes: { ForceAuthn: 'true' } }))
    const password = await client.click(chooser, '[data-method="password"]')
    await client.submit(password, { fields: { username: 'jana', password: RIGHT } })
    expect(cookieOf(client, world, /^session$/)).not.to.equal(before)
    const thief = await begunWith(createWebClient(), world, `session=${before}`)
    expect(thief.find('[data-method="password"]'), 'asks for a proof again').not.to.equal(null)
  })

  it('of a login alone shows nothing of the citizen who logs in there, and releases nothing', async () => {
    const attacker = createWebClient()
    const chooser = await attacker.get(world.requestUrl())
    const victim = createWebClient()
    const password = await victim.get(`${chooser.url}/password`, { headers: pasted(attacker, world) })
    await victim.submit(password, { fields: { username: 'jana', password: RIGHT }, headers: pasted(attacker, world) })
    const seen = await attacker.get(chooser.url)
    expect(seen.body).not.to.include('jana')
    expect(seen.find('[name="SAMLResponse"]')).to.equal(null)
    expect(seen.find('[name="decision"][value="confirm"]')).to.equal(null)
  })

  it('is changed where a proof of another account waits for the citizen’s decision', async () => {
    const client = createWebClient()
    await world.toConfirm(client)
    const chooser = await client.get(world.requestUrl({ attributes: { ForceAuthn: 'true' } }))
    const id = new URL(chooser.url).pathname.split('/')[2] ?? ''
    const before = pasted(client, world)
    const password = await client.click(chooser, '[data-method="password"]')
    const asked = await client.submit(password, { fields: { username: 'omar', password: RIGHT } })
    expect(asked.find('[name="decision"][value="switch"]')).not.to.equal(null)
    expect(before['cookie']).not.to.include(cookieOf(client, world, new RegExp(`^login-${id}$`)))
    expect((await createWebClient().get(chooser.url, { headers: before })).status).to.equal(400)
  })

  it('of the session is needed for the answer again, and for moments only', async () => {
    const client = createWebClient()
    const confirm = await world.toConfirm(client)
    expect((await confirmed(client, confirm)).find('[name="SAMLResponse"]')).not.to.equal(null)
    const loginOnly = {
      cookie: client.cookies
        .for(`${world.url}/`)
        .filter(({ name }) => name.startsWith('login-'))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    }
    const token = confirm.one('[name="token"]').attributes.get('value') ?? ''
    const replay = (headers: Record<string, string>) =>
      createWebClient().post(`${confirm.url}/confirm`, { token, decision: 'confirm' }, { headers })
    expect((await replay(loginOnly)).find('[name="SAMLResponse"]')).to.equal(null)
    expect((await replay(pasted(client, world))).find('[name="SAMLResponse"]')).not.to.equal(null)
    world.clock.pass(minutes(3))
    expect((await replay(pasted(client, world))).find('[name="SAMLResponse"]')).to.equal(null)
  })

  it('is not what the store holds: whoever reads the sessions there has no cookie', async () => {
    const client = createWebClient()
    await world.toConfirm(client)
    const secret = cookieOf(client, world, /^session$/) ?? ''
    expect(secret).to.match(/^[\w-]{43}\.[\w-]{22}$/)
    expect(await world.sessions.find(secret as never)).to.equal(null)
  })
})
