import { expect } from 'chai'
import { minutes } from '../../../src/domain/instant.js'
import { httpWorld, RIGHT, type HttpWorld, type HttpWorldOptions } from '../../support/http-world.js'
import { createWebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

interface Guess {
  readonly username: string
  readonly password: string
  readonly headers?: Record<string, string>
}

describe('guessing', () => {
  let world: HttpWorld
  const begin = async (options: HttpWorldOptions = {}) => (world = await httpWorld(options))
  afterEach(() => world.stop())

  const guess = async ({ username, password, headers = {} }: Guess): Promise<WebPage> => {
    const client = createWebClient()
    return client.submit(await world.toPassword(client), { fields: { username, password }, headers })
  }
  /** All that a stranger sees, without what differs at any two visits. */
  const seen = (page: WebPage, name: string): string => {
    const headers = Object.entries(page.headers).filter(([header]) => !/^(date|content-length)$/.test(header))
    const body = page.body
      .replaceAll(name, 'NAME')
      .replace(/E-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'E')
      .replace(/\/login\/[\w-]{22}/g, '/login/ID')
      .replace(/name="token" value="[^"]*"/g, 'token')
    return `${page.status} ${JSON.stringify(headers).replace(/login-[\w-]{22}=[\w-]*/g, 'C')} ${body}`
  }

  it('a name shows nothing of whether it exists, until and beyond the brake', async () => {
    await begin()
    for (let count = 0; count < 12; count++) {
      const known = await guess({ username: 'jana', password: `jana falsch ${count}` })
      const unknown = await guess({ username: 'nele', password: `nele falsch ${count}` })
      expect(seen(known, 'jana'), String(count)).to.equal(seen(unknown, 'nele'))
    }
  })

  it('a password is braked after ten, and the right one looks no different then', async () => {
    await begin()
    for (let count = 0; count < 9; count++) {
      expect((await guess({ username: 'jana', password: `falsch ${count}` })).status).to.equal(200)
    }
    const tenth = await guess({ username: 'jana', password: 'falsch 9' })
    expect([tenth.status, tenth.find('[name="password"]')], 'the pause is shown at once').to.deep.equal([429, null])
    const [right, wrong] = [
      await guess({ username: 'JANA ', password: RIGHT }),
      await guess({ username: 'jana', password: 'falsch' }),
    ]
    expect(right.status).to.equal(429)
    expect(Number(right.headers['retry-after'])).to.be.within(1, 900)
    expect(seen(right, 'jana')).to.equal(seen(wrong, 'jana'))
  })

  it('a braked password is said to pause on the page of the methods, until it does no longer', async () => {
    await begin()
    const client = createWebClient()
    const password = await world.toPassword(client)
    const pauseOn = async (): Promise<string | null> =>
      (await client.get(password.url.replace(/\/password$/, ''))).textOf('[data-method-paused]')
    const wrong = () => client.submit(password, { fields: { username: 'jana', password: 'falsch' } })
    for (let count = 0; count < 9; count++) await wrong()
    expect(await pauseOn()).to.equal(null)
    expect((await wrong()).status).to.equal(429)
    expect(await pauseOn()).to.match(/^Pause bis \d\d:\d\d Uhr$/)
    world.clock.pass(minutes(15))
    expect(await pauseOn()).to.equal(null)
  })

  it('the braked name leaves other names free', async () => {
    await begin()
    for (let count = 0; count < 11; count++) await guess({ username: 'jana', password: `falsch ${count}` })
    expect((await guess({ username: 'omar', password: RIGHT })).find('[name="decision"]')).not.to.equal(null)
  })

  it('gains no new address by forwarded headers that nobody trusts', async () => {
    await begin()
    for (let count = 0; count < 30; count++) {
      const headers = { 'x-forwarded-for': `198.51.100.${count}`, forwarded: `for=198.51.100.${count}` }
      await guess({ username: `name${count}`, password: `falsch ${count}`, headers })
    }
    expect((await guess({ username: 'jana', password: RIGHT })).status).to.equal(429)
  })

  it('counts by the forwarded address where the proxy is trusted', async () => {
    await begin({ trustProxy: ['127.0.0.0/8'] })
    const from = (host: number) => ({ 'x-forwarded-for': `198.51.100.${host}` })
    for (let count = 0; count < 30; count++) {
      await guess({ username: `name${count}`, password: `falsch ${count}`, headers: from(1) })
    }
    expect((await guess({ username: 'jana', password: RIGHT, headers: from(1) })).status).to.equal(429)
    expect((await guess({ username: 'jana', password: RIGHT, headers: from(2) })).status).to.equal(200)
  })

  it('a login’s address shows nothing to whoever has no cookie, whether it exists or not', async () => {
    await begin()
    const chooser = await createWebClient().get(world.requestUrl())
    const stranger = await createWebClient().get(chooser.url)
    expect(stranger.status).to.equal(400)
    expect(stranger.body).not.to.include('data-method')
    const planted = { cookie: `${new URL(chooser.url).pathname.slice(1).replace('/', '-')}=${'x'.repeat(43)}` }
    expect((await createWebClient().get(chooser.url, { headers: planted })).status).to.equal(400)
  })

  it('a method that does not exist or is not offered is no way in', async () => {
    await begin()
    const client = createWebClient()
    const chooser = await client.get(world.requestUrl())
    for (const method of ['eid', 'constructor', '__proto__', 'toString']) {
      const page = await client.post(`${chooser.url}/${method}`, { token: 'x' }, { from: chooser })
      expect(page.status, method).to.be.within(400, 404)
      const shown = await client.get(`${chooser.url}/${method}`)
      expect(shown.find('[data-method]'), method).not.to.equal(null)
    }
  })
})
