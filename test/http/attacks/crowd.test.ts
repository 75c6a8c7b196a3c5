import { expect } from 'chai'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { minutes } from '../../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'

/** One at a time, and two of these are more than a new login may wait, but not a known browser. */
const FULL = { inWork: 1, worksFor: minutes(5), pace: { perPlace: () => 600, took: () => undefined } }

const cookiesOf = (client: WebClient, url: string): Record<string, string> => ({
  cookie: client.cookies
    .for(url)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; '),
})

describe('more requests at once than there is room for', () => {
  let world: HttpWorld
  let release: () => void = () => undefined
  before(async () => {
    world = await httpWorld({ admission: FULL, pass: { webApp: null } })
  })
  afterEach(() => free())
  after(() => world.stop())

  /** Somebody sends a body slowly, and has the only place. */
  const occupied = async (): Promise<void> => {
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\nExpect: 100-continue'
    socket.write(`POST /saml/sso HTTP/1.1\r\nHost: localhost\r\n${form}\r\n\r\n`)
    release = () => void socket.destroy()
    const [answer] = await once(socket, 'data')
    expect(String(answer)).to.contain('100 Continue')
  }
  const free = async (): Promise<void> => {
    release()
    while ((await fetch(`${world.url}/assets/none`)).status === 503) await sleep(5)
  }
  /** True if it waits for its turn; false if it was sent away. */
  const isLetIn = async (path: string, headers: Record<string, string> = {}): Promise<boolean> => {
    const gone = new AbortController()
    const answer = fetch(world.url + path, { headers, redirect: 'manual', signal: gone.signal }).then(
      ({ status }) => status !== 503,
      () => true,
    )
    const isIn = await Promise.race([answer, sleep(300, true)])
    gone.abort()
    await answer
    return isIn
  }

  /** The one before is gone from the line a moment after it gave up. */
  const comesIn = async (path: string, headers: Record<string, string>): Promise<void> => {
    while (!(await isLetIn(path, headers))) await sleep(20)
  }

  it('are sent away at once with 503, a page that says when to come back, and the headers of every page', async () => {
    await occupied()
    const client = createWebClient()
    const page = await client.get(world.requestUrl())
    expect(page.status).to.equal(503)
    expect(Number(page.headers['retry-after'])).to.be.within(3, 8)
    expect(page.find('[data-testid="error"]')).not.to.equal(null)
    expect(page.textOf('a[href=" "]')).to.equal('Noch einmal versuchen')
    // What was sent can be sent again by the browser alone.
    const sent = await fetch(`${world.url}/saml/sso`, {
      method: 'POST',
      body: new URLSearchParams({ SAMLRequest: '' }),
    })
    expect(sent.status).to.equal(503)
    expect(await sent.text())
      .to.contain('href="/"')
      .and.not.contain('href=" "')
    expect(page.text).to.contain('melden sich sehr viele Menschen an')
    expect(page.text).to.match(/E-\w{4}-\w{4}/)
    expect(page.headers['content-security-policy']).to.contain("default-src 'none'")
    expect(page.headers['cache-control']).to.contain('no-store')
    const english = await client.get(`${world.url}/?lang=en`)
    expect(english.text).to.contain('logging in right now')
  })

  it('are told to programs as JSON', async () => {
    await occupied()
    for (const [path, accept] of [
      ['/api/v1/pass/challenges/abc', '*/*'],
      ['/login/abc/pass/wait', 'application/json'],
    ] as const) {
      const answer = await fetch(world.url + path, { headers: { accept } })
      expect(answer.status).to.equal(503)
      expect(answer.headers.get('content-type')).to.contain('application/problem+json')
      expect(Number(answer.headers.get('retry-after'))).to.be.within(3, 8)
      expect(await answer.json()).to.include({ status: 503, code: 'unavailable' })
    }
  })

  it('claim nothing: the same request begins a login when there is room again', async () => {
    await occupied()
    const client = createWebClient()
    const url = world.requestUrl()
    expect((await client.get(url)).status).to.equal(503)
    expect(client.cookies.for(world.url)).to.deep.equal([])
    await free()
    expect((await client.get(url)).find('[data-method="password"]')).not.to.equal(null)
  })

  it('leave the ID of their request unused, for another request too', async () => {
    const attributes = { ID: '_of-the-crowd' }
    await occupied()
    const client = createWebClient()
    expect((await client.get(world.requestUrl({ attributes }, 'one'))).status).to.equal(503)
    await free()
    const page = await client.get(world.requestUrl({ attributes }, 'two'))
    expect(page.find('[data-method="password"]')).not.to.equal(null)
    const used = await createWebClient().get(world.requestUrl({ attributes }, 'three'))
    expect(used.status, 'by now it is used').to.equal(400)
  })

  it('leave health and metrics as they are', async () => {
    await occupied()
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      expect((await fetch(world.url + path)).status, path).to.equal(200)
    }
  })

  it('leave room to a browser that has begun a login, has a session, or has come for its account', async () => {
    const [login, session, account] = [createWebClient(), createWebClient(), createWebClient()]
    const chooser = await login.get(world.requestUrl())
    await world.toConfirm(session)
    await account.get(`${world.url}/konto/geraete`)
    await occupied()
    const path = new URL(chooser.url).pathname
    await comesIn(path, cookiesOf(login, chooser.url))
    const alone = session.cookies.for(world.url).find(({ name }) => name === 'session')
    await comesIn('/konto', { cookie: `session=${alone?.value ?? ''}` })
    await comesIn('/konto/geraete', cookiesOf(account, world.url))
  })

  it('leave none to a cookie that the broker did not make', async () => {
    const client = createWebClient()
    const chooser = await client.get(world.requestUrl())
    await world.toConfirm(client)
    const { pathname } = new URL(chooser.url)
    const id = pathname.split('/')[2] ?? ''
    const value = (name: string): string =>
      client.cookies.for(world.url).find((each) => each.name === name)?.value ?? ''
    const [login, session] = [value(`login-${id}`), value('session')]
    await occupied()
    const random = 'A'.repeat(43)
    for (const forged of [
      `session=${random}`,
      `session=${random}.${'A'.repeat(22)}`,
      `session=${session.slice(0, 44)}`,
      `session=${random}${session.slice(43)}`,
      `login-${id}=${random}.s1.${'A'.repeat(80)}`,
      `login-${id}=${login.slice(0, -4)}AAAA`,
      `login-${'B'.repeat(22)}=${login}`,
    ]) {
      expect(await isLetIn(pathname, { cookie: forged }), forged).to.equal(false)
    }
    await comesIn(pathname, { cookie: `session=${session}` })
    await comesIn(pathname, { cookie: `login-${id}=${login}` })
  })

  it('are counted by whose they are, and logged once a second with how many', async () => {
    await occupied()
    await sleep(1100)
    const [before, lines] = [world.shed.length, world.log.filter((line) => line.startsWith('request.shed')).length]
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${world.url}/saml/sso`)))
    expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 20 }, () => 503))
    const isTold = () => world.log.filter((line) => line.startsWith('request.shed')).slice(lines)
    while (isTold().length === 0) await sleep(20)
    expect(world.shed.slice(before)).to.deep.equal(Array.from({ length: 20 }, () => 'new'))
    expect(isTold()).to.have.length(1)
    expect(isTold()[0]).to.match(/"errorId":"E-\w{4}-\w{4}","code":"busy","count":20/)
  })

  it('are none where a page only waits for a phone', async () => {
    const client = createWebClient()
    const page = await client.click(await client.get(world.requestUrl()), '[data-method="pass"]')
    const address = `${page.url.replace(/\?.*$/, '')}/wait`
    const tab = new AbortController()
    const waiting = fetch(address, { headers: cookiesOf(client, address), signal: tab.signal }).catch(() => null)
    await sleep(200)
    expect((await createWebClient().get(world.requestUrl())).status).to.equal(200)
    tab.abort()
    await waiting
  })
})
