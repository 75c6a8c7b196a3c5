import { expect } from 'chai'
import { type OidcStub, startOidcStub } from '../../src/demo/oidc-stub/oidc-stub.js'
import { clickThrough, launchChromium } from '../support/chromium.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { freePort } from '../support/free-port.js'
import { CLIENT_ID, CLIENT_SECRET } from '../support/oidc-world.js'
import { registerIssuer, switchIssuer } from '../support/registered-issuer.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const GIVEN_NAME = '2.5.4.42'

/** The whole way in a browser without scripts: portal, broker, a real OpenID provider, and back. */
describe('a login with another account by OpenID Connect', () => {
  let stub: OidcStub
  let broker: RunningTestBroker
  let portal: E2ePortal

  before(async () => {
    broker = await startBroker()
    stub = await startOidcStub(`http://nord.localhost:${await freePort()}`, [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${broker.url}/oidc/upstream/nord/callback`],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ])
    portal = await e2ePortal(broker, { name: 'aachen', attributes: [GIVEN_NAME] })
    await broker.register(portal.metadata, ['--trust-level', 'substantiell'])
    await registerIssuer(broker, stub.issuer)
  })
  after(async () => {
    await broker.stop()
    await stub.stop()
  })

  const toStub = async (client: WebClient): Promise<WebPage> =>
    client.click(await portal.login(client), 'a[data-method="nord"]')

  const choose = (client: WebClient, page: WebPage, account: string, redirects: 'follow' | 'stop' = 'follow') =>
    client.submit(page, { button: `button[value="${account}"]`, redirects })

  it('leads there and back, to the page that confirms, and gives the portal what was told there', async () => {
    const client = createWebClient()
    const atStub = await toStub(client)
    expect(atStub.textOf('h1')).to.equal('Anmelden bei Konto Nord')
    const confirm = await choose(client, atStub, 'mira-sommer')
    expect(confirm.find('button[value="open-account"]')).not.to.equal(null)
    const handOver = await client.submit(confirm, { button: 'button[value="confirm"]' })
    const profile = await portal.read(handOver)
    expect(profile[`urn:oid:${GIVEN_NAME}`]).to.equal('Mira')
    expect(profile.getAssertionXml?.()).to.contain(
      `<saml:AuthenticatingAuthority>${stub.issuer}</saml:AuthenticatingAuthority>`,
    )
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`leads Chromium there and back ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const browser = await launchChromium()
      try {
        const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
        await page.goto(await portal.requestUrl())
        await clickThrough(page, 'a[data-method="nord"]')
        expect(new URL(page.url()).origin).to.equal(stub.issuer)
        await clickThrough(page, 'button[data-account="mira-sommer"]')
        expect(new URL(page.url()).origin).to.equal(broker.url)
        expect(await page.isVisible('button[name="decision"][value="confirm"]')).to.equal(true)
        expect(await page.textContent('[data-attribute="givenName"]')).to.contain('Mira')
      } finally {
        await browser.close()
      }
    })
  }

  it('keeps an account that was opened with it, which opens again', async () => {
    const open = async (): Promise<{ readonly client: WebClient; readonly page: WebPage }> => {
      const client = createWebClient()
      return { client, page: await choose(client, await toStub(client), 'mira-sommer') }
    }
    const { client, page } = await open()
    const kept = await client.submit(page, { button: 'button[value="open-account"]' })
    expect(kept.find('button[value="confirm"]')).not.to.equal(null)
    const again = await open()
    expect(again.page.find('button[value="confirm"]')).not.to.equal(null)
    expect(again.page.find('button[value="open-account"]')).to.equal(null)
  })

  it('comes back to the other methods if nothing was proved there, or not enough', async () => {
    const client = createWebClient()
    const declined = await choose(client, await toStub(client), 'cancel')
    expect(declined.textOf('[data-testid="method-gave-up"]')).to.contain(
      'Bei „Konto Nord“ wurden Sie nicht angemeldet.',
    )
    const low = await choose(client, await client.click(declined, '[data-method="nord"]'), 'till-becker')
    expect(low.find('[data-method-missing="nord"]')).not.to.equal(null)
  })

  it('counts in no other browser than the one that was led there', async () => {
    const [mine, other] = [createWebClient(), createWebClient()]
    const { headers } = await choose(mine, await toStub(mine), 'mira-sommer', 'stop')
    const stolen = await followed(mine, String(headers.location), broker.url)
    const fault = await other.get(stolen)
    expect([fault.status >= 400, fault.find('[data-testid="error"]') !== null]).to.deep.equal([true, true])
  })

  it('answers a callback that names no login, no provider, or a field twice with the error page', async () => {
    const client = createWebClient()
    for (const [path, status] of [
      ['nord/callback', 400],
      ['nord/callback?state=a.b&code=1', 400],
      ['sued/callback?state=x', 404],
      [`nord/callback?state=${'a'.repeat(22)}.${'b'.repeat(43)}&code=1&code=2`, 400],
    ] as const) {
      const page = await client.get(`${broker.url}/oidc/upstream/${path}`)
      expect([page.status, page.find('[data-testid="error"]') !== null], path).to.deep.equal([status, true])
    }
  })

  it('is offered no more once an operator has switched it off, also on the way back', async () => {
    const client = createWebClient()
    const atStub = await toStub(client)
    await switchIssuer(broker, false)
    const back = await choose(client, atStub, 'mira-sommer')
    expect(back.find('a[data-method="nord"]')).to.equal(null)
    expect(back.find('button[value="open-account"]')).to.equal(null)
    await switchIssuer(broker, true)
  })

  it('says that it is not possible now if nobody is there any more on the way back', async () => {
    const client = createWebClient()
    const { headers } = await choose(client, await toStub(client), 'mira-sommer', 'stop')
    const back = await followed(client, String(headers.location), broker.url)
    await stub.stop()
    const page = await client.get(back)
    expect(page.textOf('[data-testid="method-gave-up"]')).to.contain('Mit „Konto Nord“ geht es gerade nicht.')
  })
})

/** Follows redirects of other sites, up to the address of the broker, which is not opened. */
async function followed(client: WebClient, location: string, broker: string): Promise<string> {
  if (location.startsWith(broker)) return location
  const { headers } = await client.get(location, { redirects: 'stop' })
  return followed(client, String(headers.location), broker)
}
