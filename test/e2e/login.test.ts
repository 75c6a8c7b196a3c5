import { expect } from 'chai'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PASSWORD = 'ein wirklich langer Satz'
const NAME = { givenName: '2.5.4.42', familyName: '2.5.4.4', phone: '2.5.4.20', street: '2.5.4.16' }

describe('a login at a service portal', function () {
  let broker: RunningTestBroker
  let aachen: E2ePortal
  let hoch: E2ePortal
  let missing: E2ePortal

  before(async () => {
    broker = await startBroker()
    aachen = await e2ePortal(broker, {
      name: 'aachen',
      attributes: [NAME.givenName, NAME.familyName, `${NAME.phone}?`],
    })
    hoch = await e2ePortal(broker, { name: 'hoch', attributes: [NAME.givenName] })
    missing = await e2ePortal(broker, { name: 'missing', attributes: [NAME.street] })
    await broker.cli(['sp', 'import', '/dev/null'])
    await broker.register(missing.metadata, ['--name', 'Bauamt'])
    await broker.register(hoch.metadata, ['--trust-level', 'hoch'])
    await broker.register(aachen.metadata, ['--name', 'Serviceportal Aachen'])
    const names = ['--given-name', 'Jana', '--family-name', 'Nowak-Ḫaddād', '--phone', '+49 241 123456']
    await broker.citizen('jana', PASSWORD, names)
    await broker.citizen('lena', PASSWORD, ['--given-name', 'Lena', '--family-name', 'Groß'])
    await broker.citizen('omar', PASSWORD, ['--given-name', 'Omar', '--family-name', 'Çelik'])
  })
  after(() => broker.stop())

  const toPassword = async (client: WebClient, page: WebPage) => client.click(page, '[data-method="password"]')
  const logIn = async (client: WebClient, page: WebPage, username = 'jana', password = PASSWORD) =>
    client.submit(await toPassword(client, page), { fields: { username, password } })
  const press = (client: WebClient, page: WebPage, decision: string, fields: Record<string, string | null> = {}) =>
    client.submit(page, { button: `[name="decision"][value="${decision}"]`, fields })

  it('takes the citizen from the portal over method, password and confirmation back to it', async () => {
    const client = createWebClient()
    const chooser = await aachen.login(client, {}, 'where I was')
    expect(chooser.status).to.equal(200)
    const confirm = await logIn(client, chooser)
    expect(confirm.attributes()).to.deep.include({ givenName: 'Jana', familyName: 'Nowak-Ḫaddād' })
    expect(confirm.attributes()).to.have.property('trustLevel')
    const handOver = await press(client, confirm, 'confirm')
    expect(handOver.one('form').attributes.get('action')).to.equal(aachen.acs)
    expect(handOver.headers['content-security-policy']).not.to.include('form-action')
    expect(handOver.one('[name="RelayState"]').attributes.get('value')).to.equal('where I was')
    const profile = await aachen.read(handOver)
    expect(profile).to.include({
      [`urn:oid:${NAME.givenName}`]: 'Jana',
      [`urn:oid:${NAME.familyName}`]: 'Nowak-Ḫaddād',
      'urn:oid:1.2.40.0.10.2.1.1.261.94': 'STORK-QAA-Level-2',
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    })
  })

  it('by POST from another site needs no cookie to begin, and single sign-on still works', async () => {
    const client = createWebClient()
    await press(client, await logIn(client, await aachen.login(client)), 'confirm')
    const fields = await aachen.requestFields({ forceAuthn: false })
    const page = await client.post(`${broker.url}/saml/sso`, fields, { from: aachen.page })
    expect(page.hops.map(({ method, status }) => `${method} ${status}`)).to.deep.equal(['POST 303', 'GET 200'])
    expect(page.find('[name="decision"][value="confirm"]')).not.to.equal(null)
  })

  it('releases an optional attribute where the citizen ticks it, and shows it ticked the next time', async () => {
    const client = createWebClient()
    const confirm = await logIn(client, await aachen.login(client))
    expect(confirm.attributes()).to.have.property('phone', '+49 241 123456')
    const without = await aachen.read(await press(client, confirm, 'confirm'))
    expect(without).not.to.have.property(`urn:oid:${NAME.phone}`)
    const ticking = await press(client, await aachen.login(client), 'confirm', { release: 'phone' })
    expect(await aachen.read(ticking)).to.have.property(`urn:oid:${NAME.phone}`, '+49 241 123456')
    const again = await press(client, await aachen.login(client), 'confirm')
    expect(await aachen.read(again)).to.have.property(`urn:oid:${NAME.phone}`, '+49 241 123456')
  })

  it('asks nothing at all the next time where the citizen ticked remember', async () => {
    const client = createWebClient()
    const confirm = await logIn(client, await aachen.login(client), 'lena')
    await press(client, confirm, 'confirm', { remember: 'yes' })
    const again = await aachen.login(client)
    expect(again.find('[name="SAMLResponse"]')).not.to.equal(null)
    expect((await aachen.read(again)).nameID).to.be.a('string')
    const passive = await aachen.login(client, { passive: true })
    expect((await aachen.read(passive)).nameID).to.be.a('string')
  })

  it('gives each service another pseudonym, and the same one at each login', async () => {
    const ids = await Promise.all(
      [aachen, aachen, missing].map(async (portal) => {
        const client = createWebClient()
        const page = await logIn(client, await portal.login(client, { identifierFormat: null }), 'jana')
        const confirm = page.find('[name="street"]')
          ? await client.submit(page, { fields: { street: 'Markt 1' } })
          : page
        return (await portal.read(await press(client, confirm, 'confirm'))).nameID
      }),
    )
    expect(ids[0]).to.equal(ids[1])
    expect(ids[0]).not.to.equal(ids[2])
  })

  it('says which required attribute is missing and takes it within the login', async () => {
    const client = createWebClient()
    const page = await logIn(client, await missing.login(client), 'omar')
    expect(page.find('[name="street"]')).not.to.equal(null)
    const wrong = await client.submit(page, { fields: { street: 'Straße 漢' } })
    expect(wrong.text).to.include('漢')
    const confirm = await client.submit(wrong, { fields: { street: 'Krämerstraße 7' } })
    expect(confirm.attributes()).to.have.property('street', 'Krämerstraße 7')
    const profile = await missing.read(await press(client, confirm, 'confirm'))
    expect(profile).to.have.property(`urn:oid:${NAME.street}`, 'Krämerstraße 7')
  })

  describe('that ends without one', () => {
    const failure = async (page: WebPage, portal = aachen): Promise<string> =>
      portal.read(page).then(
        () => 'logged in',
        (error: Error) => error.message,
      )

    it('is told AuthnFailed when the citizen gives up at the method page', async () => {
      const client = createWebClient()
      expect(await failure(await press(client, await aachen.login(client), 'cancel'))).to.include('cancelled')
    })

    it('is told RequestDenied when the citizen does not agree', async () => {
      const client = createWebClient()
      const confirm = await logIn(client, await aachen.login(client))
      expect(await failure(await press(client, confirm, 'cancel'))).to.include('declined')
    })

    it('is told NoAuthnContext when no method reaches the level, and the page says so', async () => {
      const client = createWebClient()
      const page = await hoch.login(client)
      expect(page.find('[data-method]')).to.equal(null)
      expect(page.one('[data-method-missing="password"]')).to.be.an('object')
      expect(await failure(await press(client, page, 'cancel'), hoch)).to.include('level-not-reached')
    })

    it('is told NoAuthnContext at once for unknown classes', async () => {
      const client = createWebClient()
      const page = await aachen.login(client, {
        disableRequestedAuthnContext: false,
        authnContext: ['urn:example:unknown'],
      })
      expect(await failure(page)).to.include('level-not-reached')
    })

    it('is told NoPassive without a session, which node-saml reads as nobody being logged in', async () => {
      const page = await aachen.login(createWebClient(), { passive: true })
      expect(await failure(page)).to.equal('nobody is logged in')
      const response = Buffer.from(page.one('[name="SAMLResponse"]').attributes.get('value') ?? '', 'base64')
      expect(response.toString()).to.include('status:NoPassive')
    })

    it('is told InvalidNameIDPolicy for e-mail that the metadata does not list', async () => {
      const identifierFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
      expect(await failure(await aachen.login(createWebClient(), { identifierFormat }))).to.include(
        'InvalidNameIDPolicy',
      )
    })
  })

  describe('in a browser that does as browsers do', () => {
    it('delivers the same answer to clicks on confirm that come at once', async () => {
      for (const gap of [0, 20, 50]) {
        const client = createWebClient()
        const confirm = await logIn(client, await aachen.login(client))
        const answers = await Promise.all(
          [0, gap, 2 * gap].map(async (wait) => {
            await new Promise((resolve) => setTimeout(resolve, wait))
            const page = await press(client, confirm, 'confirm')
            return page.one('[name="SAMLResponse"]').attributes.get('value')
          }),
        )
        expect(new Set(answers).size).to.equal(1)
      }
    })

    it('lets whoever finds another citizen’s session log in as themselves', async () => {
      const client = createWebClient()
      await logIn(client, await aachen.login(client))
      const page = await aachen.login(client)
      const chooser = await press(client, page, 'other')
      expect(chooser.find('[data-method="password"]')).not.to.equal(null)
      const confirm = await logIn(client, chooser, 'omar')
      expect(confirm.attributes()).to.have.property('givenName', 'Omar')
    })

    it('delivers the same answer to a double click on confirm, and one only', async () => {
      const client = createWebClient()
      const confirm = await logIn(client, await aachen.login(client))
      const [first, second] = [await press(client, confirm, 'confirm'), await press(client, confirm, 'confirm')]
      const responseOf = (page: WebPage) => page.one('[name="SAMLResponse"]').attributes.get('value')
      expect(responseOf(first)).to.equal(responseOf(second))
    })

    it('survives a double click on the password form', async () => {
      const client = createWebClient()
      const form = await toPassword(client, await aachen.login(client))
      const both = await Promise.all(
        [1, 2].map(() => client.submit(form, { fields: { username: 'jana', password: PASSWORD } })),
      )
      for (const page of both) expect(page.status).to.equal(200)
      const last = await client.get(both[1]?.url ?? '')
      expect(last.find('[name="decision"][value="confirm"]')).not.to.equal(null)
    })

    it('shows where the login is after back and reload', async () => {
      const client = createWebClient()
      const chooser = await aachen.login(client)
      const form = await toPassword(client, chooser)
      const confirm = await client.submit(form, { fields: { username: 'jana', password: PASSWORD } })
      for (const url of [chooser.url, form.url, confirm.url]) {
        expect((await client.get(url)).find('[name="decision"][value="confirm"]'), url).not.to.equal(null)
      }
      const stale = await client.submit(form, { fields: { username: 'jana', password: PASSWORD } })
      expect(stale.find('[name="decision"][value="confirm"]')).not.to.equal(null)
      expect(stale.textOf('[data-testid="input-dropped"]')).to.match(/nicht benutzt/)
      const english = await client.click(stale, 'a[hreflang="en"]')
      expect(english.textOf('[data-testid="input-dropped"]')).to.match(/did not use/)
      expect(confirm.find('[data-testid="input-dropped"]')).to.equal(null)
    })

    it('shows a bookmark of a finished login the way back to the portal', async () => {
      const client = createWebClient()
      const confirm = await logIn(client, await aachen.login(client))
      await press(client, confirm, 'confirm')
      // A reload of a moment ago gets the same answer; a way back later does not answer again.
      expect((await client.get(confirm.url)).find('[name="SAMLResponse"]')).not.to.equal(null)
      await new Promise((resolve) => setTimeout(resolve, 5500))
      const page = await client.get(confirm.url)
      expect(page.status).to.equal(409)
      expect(page.textOf('[data-testid="error-id"]')).to.match(/^E-/)
      expect(page.body).to.include('http://aachen.localhost:9/')
    })

    it('runs two logins in two tabs beside each other', async () => {
      const client = createWebClient()
      const [one, two] = [await aachen.login(client), await missing.login(client)]
      const first = await logIn(client, one)
      const second = await client.get(two.url)
      expect(second.status).to.equal(200)
      expect((await aachen.read(await press(client, first, 'confirm'))).nameID).to.be.a('string')
    })

    it('asks again when another tab changed the session to another account', async () => {
      const client = createWebClient()
      const tab = await logIn(client, await aachen.login(client))
      const other = await logIn(client, await aachen.login(client, { forceAuthn: true }), 'omar')
      const switched = await press(client, other, 'switch')
      expect(switched.attributes()).to.have.property('givenName', 'Omar')
      const stale = await press(client, tab, 'confirm')
      expect(stale.find('[name="SAMLResponse"]')).to.equal(null)
      const shown = await client.get(tab.url)
      expect(shown.attributes()).to.have.property('givenName', 'Omar')
    })

    it('goes on with the first account where the citizen turns back from another', async () => {
      const client = createWebClient()
      await logIn(client, await aachen.login(client))
      const other = await logIn(client, await aachen.login(client, { forceAuthn: true }), 'omar')
      const back = await press(client, other, 'back')
      expect(back.find('[data-method="password"]')).not.to.equal(null)
    })

    it('needs the cookie of the login', async () => {
      const client = createWebClient()
      const chooser = await aachen.login(client)
      const stranger = await createWebClient().get(chooser.url)
      expect(stranger.status).to.equal(400)
      expect(stranger.textOf('[data-testid="error"]')).to.include('in diesem Browser nicht mehr')
      expect(stranger.text).to.include('Cookies')
    })

    it('leads the same request again back to its login, and tells any other reuse', async () => {
      const client = createWebClient()
      const url = await aachen.requestUrl()
      const first = await client.get(url)
      expect((await client.get(url)).url).to.equal(first.url)
      const stranger = await createWebClient().get(url)
      expect(stranger.status).to.equal(400)
      expect(stranger.body).to.include('http://aachen.localhost:9/')
      const fields = await aachen.requestFields()
      const posted = await client.post(`${broker.url}/saml/sso`, fields, { from: aachen.page })
      const again = await client.post(`${broker.url}/saml/sso`, fields, { from: aachen.page })
      expect(new URL(again.url).pathname).to.equal(new URL(posted.url).pathname)
      expect((await createWebClient().post(`${broker.url}/saml/sso`, fields)).status).to.equal(400)
    })
  })

  describe('with forms that are not its own', () => {
    it('does nothing without the token, with another login’s, or with one of another session', async () => {
      const client = createWebClient()
      const confirm = await logIn(client, await aachen.login(client))
      const stranger = createWebClient()
      const foreign = await logIn(stranger, await aachen.login(stranger))
      for (const token of [null, 'x', foreign.one('[name="token"]').attributes.get('value') ?? '']) {
        const page = await press(client, confirm, 'confirm', { token })
        expect(page.status, String(token)).to.equal(403)
        expect(page.find('[data-testid="error"]')).not.to.equal(null)
      }
      expect((await press(client, confirm, 'confirm')).find('[name="SAMLResponse"]')).not.to.equal(null)
    })

    it('refuses a decision that the page does not have', async () => {
      const client = createWebClient()
      const confirm = await logIn(client, await aachen.login(client))
      const token = confirm.one('[name="token"]').attributes.get('value') ?? ''
      const page = await client.post(`${confirm.url}/confirm`, { token, decision: 'perhaps' })
      expect(page.status).to.equal(400)
    })
  })

  describe('with a wrong password', () => {
    it('gives the same page, status and text for known and unknown names, and brakes both alike', async () => {
      const texts: string[][] = []
      for (const username of ['jana', 'nobody-here']) {
        const client = createWebClient()
        let page = await toPassword(client, await aachen.login(client))
        const seen: string[] = []
        for (let count = 0; count < 11; count++) {
          page = await client.submit(
            page.find('[name="username"]') ? page : await toPassword(client, await aachen.login(client)),
            {
              fields: { username, password: `falsches Passwort ${username} ${count}` },
            },
          )
          seen.push(`${page.status} ${page.text.replace(/E-\w{4}-\w{4}|\d\d:\d\d/g, '')}`)
        }
        texts.push(seen)
      }
      expect(texts[0]).to.deep.equal(texts[1])
      expect(texts[0]?.[8]).to.match(/^200/)
      expect(texts[0]?.[9], 'the pause is shown at once').to.match(/^429/)
      expect(texts[0]?.[10]).to.equal(texts[0]?.[9])
    })
  })
})
