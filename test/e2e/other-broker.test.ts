import { expect } from 'chai'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { connect, NEIGHBOUR, startNeighbour, succeeds } from '../support/other-broker.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const GIVEN_NAME = '2.5.4.42'
const ROW = `[data-method="${NEIGHBOUR}"]`
const CONFIRM = '[name="decision"][value="confirm"]'
const CANCEL = '[name="decision"][value="cancel"]'

/** Logs in at the neighbour and confirms there; the browser comes back by itself. */
async function throughNeighbour(client: WebClient, start: WebPage): Promise<WebPage> {
  let page = start
  for (const stage of STAGES) page = await stage(client, page, 'mia')
  return client.handOver(page)
}

describe('a login with an account of another broker', () => {
  let broker: RunningTestBroker
  let neighbour: RunningTestBroker
  let portal: E2ePortal
  before(async () => {
    ;[broker, neighbour] = await Promise.all([startBroker(), startNeighbour()])
    await connect(broker, neighbour)
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Mia', '--family-name', 'Lindner'])
    portal = await e2ePortal(broker, { name: 'aachen', attributes: [GIVEN_NAME] })
    await broker.register(portal.metadata)
  })
  after(() => Promise.all([broker.stop(), neighbour.stop()]))

  it('leads there and back, asks once what is released, and names who proved it', async () => {
    const client = createWebClient()
    const there = await client.click(await portal.login(client), ROW)
    expect(new URL(there.url).host).to.equal(new URL(neighbour.url).host)
    const confirm = await throughNeighbour(client, there)
    expect(new URL(confirm.url).host).to.equal(new URL(broker.url).host)
    expect(confirm.find('[data-attribute="givenName"]')).not.to.equal(null)
    expect(confirm.all('[name="decision"]').map((button) => button.attributes.get('value'))).to.have.members([
      'confirm',
      'cancel',
      'open-account',
      'link-account',
    ])
    const answer = await client.submit(confirm, { button: CONFIRM })
    const profile = await portal.read(answer)
    expect(profile).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Mia')
    expect(profile.getAssertionXml?.()).to.contain(
      `<saml:AuthenticatingAuthority>${neighbour.url}/saml/metadata</saml:AuthenticatingAuthority>`,
    )
    const again = createWebClient()
    const second = await throughNeighbour(again, await again.click(await portal.login(again), ROW))
    expect((await portal.read(await again.submit(second, { button: CONFIRM }))).nameID).to.equal(profile.nameID)
  })

  it('comes back to the page of the methods where the citizen gives up there, and says so', async () => {
    const client = createWebClient()
    const there = await client.click(await portal.login(client), ROW)
    const back = await client.handOver(await client.submit(there, { button: CANCEL }))
    expect(new URL(back.url).host).to.equal(new URL(broker.url).host)
    expect(back.find('[data-testid="method-gave-up"], #method-gave-up')).not.to.equal(null)
    expect(back.find(ROW)).not.to.equal(null)
    expect(back.find('[data-testid="error"]')).to.equal(null)
  })

  it('ends with one answer where the citizen gives up here after that', async () => {
    const client = createWebClient()
    const there = await client.click(await portal.login(client), ROW)
    const back = await client.handOver(await client.submit(there, { button: CANCEL }))
    const answer = await client.submit(back, { button: CANCEL })
    const status = await portal.read(answer).catch((error: unknown) => String(error))
    expect(status).to.include('cancelled')
  })

  it('becomes the way into an account of the broker, once both are proved', async () => {
    const client = createWebClient()
    const there = await client.click(await portal.login(client), ROW)
    const confirm = await throughNeighbour(client, there)
    let page = await client.submit(confirm, { button: '[value="link-account"]' })
    for (const stage of STAGES.slice(0, 2)) page = await stage(client, page, 'jana')
    const profile = await portal.read(await client.submit(page, { button: CONFIRM }))
    const again = createWebClient()
    const second = await throughNeighbour(again, await again.click(await portal.login(again), ROW))
    expect(second.find('[value="link-account"]')).to.equal(null)
    expect((await portal.read(await again.submit(second, { button: CONFIRM }))).nameID).to.equal(profile.nameID)
  })

  it('is nothing in a browser that did not begin it', async () => {
    const [client, thief] = [createWebClient(), createWebClient()]
    const there = await client.click(await portal.login(client), ROW)
    let page = there
    for (const stage of STAGES) page = await stage(client, page, 'mia')
    // Whoever reads the form on its way posts it from a browser of their own.
    const fields = Object.fromEntries(
      page.all('input').map((input) => [input.attributes.get('name') ?? '', input.attributes.get('value') ?? '']),
    )
    const stolen = await thief.post(page.one('form').attributes.get('action') ?? '', fields)
    expect(stolen.find('[data-testid="error"]')).not.to.equal(null)
    // In another login of theirs it answers no request either.
    await portal.login(thief)
    const mine = await thief.click(await portal.login(thief), ROW)
    const own = new URL(mine.hops.find(({ url }) => url.includes('/login/'))?.url ?? '').pathname.split('/')[2] ?? ''
    const swapped = await thief.post(page.one('form').attributes.get('action') ?? '', { ...fields, RelayState: own })
    expect(swapped.find('[data-testid="error"]')).not.to.equal(null)
    // The citizen goes on all the same.
    const confirm = await client.handOver(page)
    expect(confirm.find(CONFIRM)).not.to.equal(null)
  })

  it('is refused, and asked for by nobody, as soon as it is switched off', async () => {
    const client = createWebClient()
    const there = await client.click(await portal.login(client), ROW)
    let page = there
    for (const stage of STAGES) page = await stage(client, page, 'mia')
    await succeeds(broker, ['upstream', 'disable', NEIGHBOUR])
    await broker.settled()
    const back = await client.handOver(page)
    expect(back.find(ROW)).to.equal(null)
    expect(back.find(`[data-method-missing="${NEIGHBOUR}"]`)).not.to.equal(null)
    await succeeds(broker, ['upstream', 'enable', NEIGHBOUR])
    await broker.settled()
  })
})
