import { expect } from 'chai'
import { startLogoutPortal, type LogoutBinding, type LogoutPortal } from '../support/logout-portal.js'
import { PASSWORD } from '../support/login-stages.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import { aggregateOf } from '../support/e2e-portal.js'
import type { WebPage } from '../support/web-page.js'

const BACK = '[data-testid="logout-back"]'
const NEXT = '[data-testid="logout-next"]'

/** What the page says of each service. */
const statesOn = (page: WebPage): Record<string, string> =>
  Object.fromEntries(
    page
      .all('[data-logout-service]')
      .map(({ attributes }) => [
        attributes.get('data-logout-service') ?? '',
        attributes.get('data-logout-state') ?? '',
      ]),
  )

describe('a logout at one of several portals', () => {
  let broker: RunningTestBroker
  const portals = new Map<string, LogoutPortal>()
  const PORTALS: readonly (readonly [name: string, bindings: readonly LogoutBinding[]])[] = [
    ['aachen', ['HTTP-Redirect']],
    ['bonn', ['HTTP-POST']],
    ['coburg', ['SOAP']],
    ['dueren', ['HTTP-Redirect', 'SOAP']],
    ['essen', []],
  ]
  const portal = (name: string): LogoutPortal => portals.get(name) ?? expect.fail(name)

  before(async () => {
    broker = await startBroker()
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    for (const [name, bindings] of PORTALS) portals.set(name, await startLogoutPortal(broker, { name, bindings }))
    await broker.register(aggregateOf([...portals.values()]))
  })
  afterEach(() => {
    for (const each of portals.values()) {
      each.manners = 'answers'
      ;(each.told as string[]).length = 0
    }
  })
  after(async () => {
    await broker.stop()
    for (const each of portals.values()) await each.close()
  })

  /** A browser that is logged in at these portals, and what they know the citizen by. */
  const loggedInAt = async (...names: readonly string[]) => {
    const client = createWebClient()
    const profiles = []
    for (const name of names) profiles.push(await portal(name).loggedIn(client))
    return { client, profiles }
  }
  const isSignedIn = async (client: WebClient): Promise<boolean> =>
    (await client.get(`${broker.url}/abmelden`)).find('[name="decision"][value="logout"]') !== null
  const id = (name: string): string => portal(name).entityId

  it('is answered at once where no other took part, with RelayState, and the session has ended', async () => {
    const { client, profiles } = await loggedInAt('aachen')
    expect(await isSignedIn(client)).to.equal(true)
    const page = await portal('aachen').logOut(client, profiles[0] ?? expect.fail(), 'zurück&weiter')
    expect(page.text).to.contain('Sie sind abgemeldet. zurück&weiter')
    expect(await isSignedIn(client)).to.equal(false)
  })

  it('reaches the others: by SOAP without the browser, else one after the other, and says so', async () => {
    const { client, profiles } = await loggedInAt('aachen', 'bonn', 'coburg', 'dueren')
    const shown = await portal('aachen').logOut(client, profiles[0] ?? expect.fail(), 'r1')
    // It is over here before anybody else is told.
    expect(await isSignedIn(client)).to.equal(false)
    expect(statesOn(shown)).to.deep.equal({ [id('bonn')]: 'unknown', [id('coburg')]: 'done', [id('dueren')]: 'done' })
    expect(portal('coburg').told).to.deep.equal([profiles[2]?.nameID])
    const done = await client.handOver(await client.click(shown, NEXT))
    expect(portal('bonn').told).to.deep.equal([profiles[1]?.nameID])
    expect(done.find('[data-testid="logged-out"]')).not.to.equal(null)
    expect(Object.values(statesOn(done))).to.deep.equal(['done', 'done', 'done'])
    const back = await client.click(done, BACK)
    expect(back.text).to.contain('Sie sind abgemeldet. r1')
  })

  it('goes on past a portal that is silent, one that refuses and one that cannot be told, and names them', async () => {
    const { client, profiles } = await loggedInAt('bonn', 'aachen', 'coburg', 'dueren', 'essen')
    portal('aachen').manners = 'refuses'
    portal('coburg').manners = 'is-silent'
    portal('dueren').manners = 'is-silent-by-soap'
    const shown = await portal('bonn').logOut(client, profiles[0] ?? expect.fail())
    const open = { [id('aachen')]: 'unknown', [id('coburg')]: 'unknown', [id('dueren')]: 'unknown' }
    expect(statesOn(shown)).to.deep.equal({ ...open, [id('essen')]: 'unsupported' })
    // The way through the browser goes on while the silent ones have their time.
    let page = await client.click(shown, NEXT)
    const refused = { ...open, [id('aachen')]: 'failed', [id('essen')]: 'unsupported' }
    expect(statesOn(page)).to.deep.equal(refused)
    for (let looked = 0; looked < 10 && !page.find(NEXT); looked += 1) page = await client.get(shown.url)
    // Over SOAP it was silent; through the browser it answers.
    const done = await client.click(page, NEXT)
    expect(statesOn(done)).to.deep.equal({ ...refused, [id('dueren')]: 'done' })
    expect(done.text).to.contain('nicht überall')
    const link = done.one(BACK)
    const answer = await client.get(new URL(link.attributes.get('href') ?? '', done.url).href, { redirects: 'stop' })
    const fields = Object.fromEntries(
      answer.all('input').map(({ attributes }) => [attributes.get('name') ?? '', attributes.get('value') ?? '']),
    )
    const xml = Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString()
    expect(xml).to.contain('status:Success').and.contain('status:PartialLogout')
  }).timeout(60_000)

  it('takes over the back channel nothing for done but the answer to its own request', async () => {
    const { client, profiles } = await loggedInAt('aachen', 'coburg', 'dueren')
    portal('coburg').manners = 'answers-another'
    portal('dueren').manners = 'refuses'
    const shown = await portal('aachen').logOut(client, profiles[0] ?? expect.fail())
    expect(statesOn(shown)).to.deep.equal({ [id('coburg')]: 'unknown', [id('dueren')]: 'failed' })
  })

  it('begun here shows what became of each, and leads past one that is dead from the page behind it', async () => {
    const { client } = await loggedInAt('aachen', 'bonn')
    await portal('aachen').close()
    const ask = await client.get(`${broker.url}/abmelden`)
    const shown = await client.submit(ask, { button: '[name="decision"][value="logout"]' })
    expect(Object.values(statesOn(shown))).to.deep.equal(['unknown', 'unknown'])
    await client.click(shown, NEXT).then(
      () => expect.fail('it is dead'),
      () => undefined,
    )
    const again = await client.get(shown.url)
    expect(again.textOf(NEXT)).to.contain('bonn')
    const done = await client.handOver(await client.click(again, NEXT))
    expect(statesOn(done)).to.deep.equal({ [id('aachen')]: 'unknown', [id('bonn')]: 'done' })
  })
})
