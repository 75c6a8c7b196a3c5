import { EventEmitter } from 'node:events'
import type { Response } from 'express'
import { expect } from 'chai'
import { createOpenWaits, type OpenWaits } from '../../src/http/open-waits.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { createWebClient } from '../support/web-client.js'

describe('a page that waits', () => {
  let world: HttpWorld
  const tabs: AbortController[] = []
  before(async () => {
    world = await httpWorld({ pass: { webApp: null } })
  })
  afterEach(() => tabs.splice(0).forEach((tab) => tab.abort()))
  after(() => world.stop())

  /** A login that waits for a phone, in a browser of its own. */
  const waitingLogin = async () => {
    const client = createWebClient()
    const page = await client.click(await client.get(world.requestUrl()), '[data-method="pass"]')
    const address = `${page.url.replace(/\?.*$/, '')}/wait`
    const cookie = client.cookies.for(address).map(({ name, value }) => `${name}=${value}`)
    const ask = (signal: AbortSignal | null = null) =>
      fetch(address, { headers: { cookie: cookie.join('; ') }, signal })
    /** One more tab, which waits until it is closed; null if it was answered. */
    const open = async () => {
      const tab = new AbortController()
      tabs.push(tab)
      const answer = ask(tab.signal).catch(() => null)
      return {
        tab,
        answer: await Promise.race([answer, new Promise<null>((resolve) => setTimeout(resolve, 100, null))]),
      }
    }
    return { ask, open }
  }

  it('is one of five of its login; a sixth is told to come again, and other logins wait on', async () => {
    const [login, other] = [await waitingLogin(), await waitingLogin()]
    const five = [await login.open(), await login.open(), await login.open(), await login.open(), await login.open()]
    expect(five.map(({ answer }) => answer)).to.deep.equal([null, null, null, null, null])
    const sixth = await login.ask()
    expect([sixth.status, sixth.headers.get('retry-after'), await sixth.json()]).to.deep.equal([
      429,
      '5',
      { changed: false },
    ])
    expect((await other.open()).answer).to.equal(null)
  })

  it('leaves its place to another when it is closed', async () => {
    const login = await waitingLogin()
    const { tab } = await login.open()
    for (let count = 1; count < 5; count++) await login.open()
    tab.abort()
    let next = await login.open()
    while (next.answer) next = await login.open()
    expect((await login.ask()).status).to.equal(429)
  })

  it('is one of so many of a process, and told beyond them what is new already', async () => {
    const waits = createOpenWaits({ ofAll: 2 })
    const [first, second] = [ask(waits, 'one'), ask(waits, 'two')]
    const [third, news] = [ask(waits, 'three'), ask(waits, 'three', true)]
    expect([await third.answered, await news.answered]).to.deep.equal([
      { status: 429, changed: false },
      { status: 200, changed: true },
    ])
    first.end()
    expect(await first.answered).to.deep.equal({ status: 200, changed: false })
    const fourth = ask(waits, 'three')
    second.end()
    fourth.end()
    expect((await fourth.answered).status).to.equal(200)
  })
})

/** One request that waits until `end`, and how it was answered. */
function ask(waits: OpenWaits, place: string, isNew = false) {
  let status = 200
  let changed: unknown = null
  let end: () => void = () => undefined
  const response = Object.assign(new EventEmitter(), {
    status: (given: number) => ((status = given), response),
    set: () => response,
    json: (body: { readonly changed: boolean }) => void (changed = body.changed),
  })
  const wait = (signal: AbortSignal): Promise<boolean> =>
    isNew || signal.aborted ? Promise.resolve(isNew) : new Promise((resolve) => (end = () => resolve(false)))
  const answered = waits.answer(place, response as unknown as Response, wait).then(() => ({ status, changed }))
  return { answered, end: () => end() }
}
