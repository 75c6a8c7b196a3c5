import { expect } from 'chai'
import { brokerSettings } from '../../src/demo/eid-stub/broker-settings.js'
import { textOf } from '../support/html-document.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startStubWorld, type StubWorld } from '../support/eid-world.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const FAMILY_NAME = '2.5.4.4'

const NAMES =
  '<md:Extensions><mdui:UIInfo xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui">' +
  '<mdui:DisplayName xml:lang="de">Einbürgerung Solingen</mdui:DisplayName>' +
  '<mdui:DisplayName xml:lang="en">Citizenship Solingen</mdui:DisplayName>' +
  '</mdui:UIInfo></md:Extensions>'

/** The whole way in a browser without scripts: portal, broker, eID client, and back. */
describe('a login with the online ID card', () => {
  let stub: StubWorld
  let broker: RunningTestBroker
  let portal: E2ePortal

  before(async () => {
    stub = await startStubWorld()
    const settings = { methods: { eid: brokerSettings(stub.stub.url, stub.folder) } }
    broker = await startBroker(JSON.stringify(settings))
    portal = await e2ePortal(broker, { name: 'solingen', attributes: [FAMILY_NAME] })
    await broker.register(portal.metadata.replace(/<md:SPSSODescriptor [^>]*>/, `$&${NAMES}`), [
      '--trust-level',
      'hoch',
    ])
  })
  afterEach(() => stub.faults({}))
  after(async () => {
    await broker.stop()
    await stub.stop()
  })

  /** As far as the page of the eID client. */
  const toTheClient = async (client: WebClient): Promise<WebPage> => {
    const choice = await portal.login(client)
    const page = await client.click(choice, '[data-method="eid"]')
    return client.click(page, '[data-testid="start-eid"]')
  }

  const useCard = (client: WebClient, page: WebPage, card: string, redirects: 'follow' | 'stop' = 'follow') =>
    client.submit(page, { fields: { card, pin: '123456' }, button: 'button[value="continue"]', redirects })

  const problemOn = (page: WebPage): string =>
    /^Fehler: (.*?)(?: \(Schritt \d von \d\))? – Servicekonto$/.exec(textOf(page.one('title')))?.[1] ?? ''

  it('leads from the portal to the eID client, names the portal there, and back with the card proved', async () => {
    const client = createWebClient()
    const atCard = await toTheClient(client)
    expect(textOf(atCard.one('[data-testid="transaction-info"]'))).to.equal('Einbürgerung Solingen')
    const after = await useCard(client, atCard, 'complete')
    expect(after.status).to.equal(200)
    expect(after.url).to.match(/\/login\/[\w-]+$/)
    // The card is of a person that no account holds: the broker asks what is to become of it.
    expect(after.body).to.contain('name="decision"')
  })

  it('names the portal to the eID client in the language of the login', async () => {
    const client = createWebClient()
    const choice = await portal.login(client)
    const page = await client.get(`${choice.url}/eid?lang=en`, { from: choice })
    const atCard = await client.click(page, '[data-testid="start-eid"]')
    expect(textOf(atCard.one('[data-testid="transaction-info"]'))).to.equal('Citizenship Solingen')
  })

  it('gives a portal the card’s values in a login that leaves nothing behind', async () => {
    const client = createWebClient()
    const asked = await useCard(client, await toTheClient(client), 'letters')
    const confirm = await client.submit(asked, { button: 'button[value="temporary"]' })
    expect(confirm.find('[data-testid="account-made"]')).to.equal(null)
    const handOver = await client.submit(confirm, { button: 'button[value="confirm"]' })
    const profile = await portal.read(handOver)
    expect(profile[`urn:oid:${FAMILY_NAME}`]).to.equal('ḪADDĀD-ŁĘCKI')
  })

  it('reads the card once more for an account at the method’s own address, which a change of language keeps', async () => {
    const client = createWebClient()
    const asked = await useCard(client, await toTheClient(client), 'doctor')
    const again = await client.submit(asked, { button: 'button[value="open-account"]' })
    expect(again.url).to.match(/\/login\/[\w-]+\/eid$/)
    const english = await client.click(again, 'a[hreflang="en"]')
    expect(english.textOf('h1')).to.equal('Read your card once more')
    const done = await useCard(client, await client.click(english, '[data-testid="start-eid"]'), 'doctor')
    expect(done.find('button[name="decision"][value="confirm"]')).not.to.equal(null)
    expect(done.textOf('[data-testid="account-made"]')).to.equal(
      'Your account has been created. Next time, log in the same way.',
    )
  })

  it('makes no account of a read that the citizen turned back from: the choice is there again', async () => {
    const client = createWebClient()
    const asked = await useCard(client, await toTheClient(client), 'letters')
    const again = await client.submit(asked, { button: 'button[value="open-account"]' })
    const { headers } = await useCard(client, await client.click(again, '[data-testid="start-eid"]'), 'letters', 'stop')
    const login = new URL(asked.url).pathname
    const back = await client.click(again, `a[href="${login}?methods"]`)
    expect(back.find('button[value="temporary"]')).not.to.equal(null)
    const late = await client.get(String(headers.location))
    expect(new URL(late.url).pathname).to.equal(login)
    expect(late.find('button[value="temporary"]')).not.to.equal(null)
    // The page of the read is no way past the choice either: back and forward in the browser.
    expect((await client.get(again.url)).find('button[value="temporary"]')).not.to.equal(null)
    const confirm = await client.submit(late, { button: 'button[value="temporary"]' })
    expect(confirm.find('button[value="confirm"]')).not.to.equal(null)
    const other = createWebClient()
    const anew = await useCard(other, await toTheClient(other), 'letters')
    expect(anew.find('button[value="open-account"]'), 'nobody has this card').not.to.equal(null)
  })

  it('reads for a portal what the account does not keep, in the same login', async () => {
    const nationality = '1.2.40.0.10.2.1.1.225577'
    const asks = await e2ePortal(broker, { name: 'haan', attributes: [nationality] })
    await broker.register(asks.metadata, ['--trust-level', 'hoch'])
    const client = createWebClient()
    const asked = await useCard(client, await toTheClient(client), 'eu-card')
    const again = await client.submit(asked, { button: 'button[value="open-account"]' })
    await useCard(client, await client.click(again, '[data-testid="start-eid"]'), 'eu-card')
    const profile = await asks.login(client)
    const card = await client.submit(profile, { button: 'button[name="method"]' })
    expect((await client.get(profile.url)).textOf('h1'), 'the page is there meanwhile').to.equal(profile.textOf('h1'))
    const confirm = await useCard(client, await client.click(card, '[data-testid="start-eid"]'), 'eu-card')
    const handOver = await client.submit(confirm, { button: 'button[value="confirm"]' })
    expect(await asks.read(handOver)).to.include({ [`urn:oid:${nationality}`]: 'ITA' })
  })

  it('shows every other method and all contact data when it raises what an account is known by', async () => {
    const contacts = ['--email', 'frieda@buerger.example', '--phone', '+49 212 1234']
    const names = ['--given-name', 'Jana Luise', '--family-name', 'Winterberg', '--birth-date', '1987-03-09']
    await broker.citizen('frieda', 'ein wirklich langer Satz', [...names, ...contacts])
    const client = createWebClient()
    const asked = await useCard(client, await toTheClient(client), 'complete')
    const again = await client.submit(asked, { button: 'button[value="link-account"]' })
    const read = await useCard(client, await client.click(again, '[data-testid="start-eid"]'), 'complete')
    // Back to the choice and here again: the card that was read is kept.
    const choice = await client.submit(read, { button: 'button[value="back"]' })
    expect(choice.find('button[value="temporary"]')).not.to.equal(null)
    const proving = await client.submit(choice, { button: 'button[value="link-account"]' })
    const password = await client.click(proving, '[data-method="password"]')
    const fields = { username: 'frieda', password: 'ein wirklich langer Satz' }
    const review = await client.submit(password, { fields })
    expect(review.find('input[type="checkbox"][value="password"]')).not.to.equal(null)
    expect(review.find('input[checked]')).to.equal(null)
    expect(textOf(review.one('main')))
      .to.include('frieda@buerger.example')
      .and.include('+49 212 1234')
    const confirm = await client.submit(review, { button: 'button[value="continue"]' })
    expect(confirm.find('button[value="confirm"]')).not.to.equal(null)
  })

  it('takes the stop of a page that waits at the way back, and no failure from it', async () => {
    const client = createWebClient()
    const choice = await portal.login(client)
    const stopped = await client.get(`${choice.url}/eid/return?auto=0`)
    expect(problemOn(stopped)).to.equal('')
    expect(stopped.find('[data-testid="start-eid"]')).not.to.equal(null)
  })

  it('does not go on in another browser than the one that began', async () => {
    const began = createWebClient()
    const { headers } = await useCard(began, await toTheClient(began), 'complete', 'stop')
    const other = await createWebClient().get(String(headers.location))
    expect(other.status).to.equal(400)
    expect(textOf(other.one('[data-testid="error"]'))).to.match(/in diesem Browser nicht mehr/)
    // The way back is not used up by that.
    expect((await began.get(String(headers.location))).body).to.contain('name="decision"')
  })

  it('takes no way back twice, none that was changed, and none that belongs to another login', async () => {
    const client = createWebClient()
    const { headers } = await useCard(client, await toTheClient(client), 'expired', 'stop')
    const address = new URL(String(headers.location))
    const changed = new URL(address)
    changed.searchParams.set('token', 'A'.repeat(43))
    changed.searchParams.set('ResultMajor', 'ok')
    expect(problemOn(await client.get(changed.href))).to.equal('Dieser Vorgang ist schon zu Ende')
    expect(problemOn(await client.get(address.href))).to.equal('Ihr Ausweis ist gesperrt oder abgelaufen')
    address.searchParams.set('ResultMajor', 'ok')
    expect(problemOn(await client.get(address.href))).to.equal('Ihr Ausweis ist gesperrt oder abgelaufen')

    const mine = await useCard(client, await toTheClient(client), 'complete', 'stop')
    const theirs = await useCard(client, await toTheClient(client), 'complete', 'stop')
    const crossed = new URL(String(mine.headers.location))
    crossed.searchParams.set('token', new URL(String(theirs.headers.location)).searchParams.get('token') ?? '')
    expect(problemOn(await client.get(crossed.href))).to.equal('Dieser Vorgang ist schon zu Ende')
  })

  it('believes no client that says ok where the card said no', async () => {
    const client = createWebClient()
    const { headers } = await useCard(client, await toTheClient(client), 'blocked', 'stop')
    const address = new URL(String(headers.location))
    address.searchParams.set('ResultMajor', 'ok')
    address.searchParams.delete('ResultMinor')
    expect(problemOn(await client.get(address.href))).to.equal('Ihr Ausweis ist gesperrt oder abgelaufen')
  })

  it('leads from a card that will never do, in one press, to the portal: it learns that the login was given up', async () => {
    const client = createWebClient()
    const page = await useCard(client, await toTheClient(client), 'blocked')
    const pressed = await client.submit(page, { button: 'button[name="decision"][value="cancel"]' })
    const end = await portal.read(pressed).catch((error: Error) => error.message)
    expect(end).to.include('cancelled')
  })

  it('gives the token of a login to nobody who does not know its address', async () => {
    const client = createWebClient()
    const page = await client.click(await portal.login(client), '[data-method="eid"]')
    const link = page.one('[data-testid="start-eid"]').attributes.get('href') ?? ''
    const address = new URL(link).searchParams.get('tcTokenURL') ?? ''
    const wrong = await createWebClient().get(address.replace(/.{4}(?=\?)/, 'AAAA'))
    expect(wrong.status).to.equal(404)
    const token = await createWebClient().get(address)
    expect(token.headers['content-type']).to.equal('text/xml; charset=utf-8')
    expect(token.body).to.match(/^<TCTokenType><ServerAddress>/)
  })

  it('offers the method no more within seconds of a server that broke, and again when it works', async () => {
    const offered = async (): Promise<boolean> =>
      (await portal.login(createWebClient())).body.includes('data-method="eid"')
    const until = async (wanted: boolean): Promise<void> => {
      while ((await offered()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(await offered()).to.equal(true)
    await stub.faults({ down: true })
    await until(false)
    await stub.faults({})
    await until(true)
  })
})
