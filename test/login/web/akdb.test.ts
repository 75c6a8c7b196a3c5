import { expect } from 'chai'
import {
  akdbRequest,
  akdbService,
  attributeList,
  display,
  extension,
  LEAST,
  methodList,
  requested,
  said,
} from '../../support/akdb-requests.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { responseXml } from '../../support/saml-broker.js'
import { redirectQuery, signedRedirectQuery } from '../../support/saml-requests.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const BACK = 'https://portal.aachen.example/start'

describe('a login of the dialect akdb', () => {
  let world: HttpWorld
  let count = 0
  before(async () => {
    world = await httpWorld({ services: [akdbService()] })
  })
  after(() => world.stop())

  const request = (content: string): string => {
    const attributes = { ID: `_akdb-${++count}`, IssueInstant: new Date(world.clock.now()).toISOString() }
    return akdbRequest(content === '' ? '' : extension(content), { attributes })
  }
  const begin = (client: WebClient, content: string): Promise<WebPage> =>
    client.get(`${world.url}/saml/sso?${signedRedirectQuery(request(content), { relayState: 'ticket-17' })}`)
  const sent = (page: WebPage): string =>
    responseXml({ SAMLResponse: page.find('[name="SAMLResponse"]')?.attributes.get('value') ?? '' })

  it('tells whoever runs a portal that does not sign, by BundID’s code', async () => {
    const page = await createWebClient().get(`${world.url}/saml/sso?${redirectQuery(request(LEAST))}`)
    expect(page.status).to.equal(400)
    expect(page.textOf('[data-testid="idp-code"]')).to.equal('saml-request-not-signed')
  })

  it('answers a fault at once, with BundID’s code in it', async () => {
    const page = await begin(createWebClient(), methodList() + LEAST)
    expect(sent(page)).to.include('"empty-authentication-methods"')
    expect(page.find('[name="RelayState"]')?.attributes.get('value')).to.equal('ticket-17')
  })

  it('offers the methods of the request alone, and links the portal’s own page', async () => {
    const page = await begin(createWebClient(), methodList('<akdb:eID/>') + LEAST + display(said('BackURL', BACK)))
    expect(page.find('[data-method="password"]')).to.equal(null)
    expect(page.find('[data-method-missing="password"]')).not.to.equal(null)
    expect(page.find('[data-testid="back-url"]')?.attributes.get('href')).to.equal(BACK)
    const foreign = await begin(createWebClient(), LEAST + display(said('BackURL', 'https://boese.example/')))
    expect(foreign.find('[data-testid="back-url"]')).to.equal(null)
    expect(foreign.find('[data-method="password"]')).not.to.equal(null)
  })

  it('speaks the language of the portal to whoever has chosen none', async () => {
    const language = (page: WebPage) => page.find('html')?.attributes.get('lang')
    const english = LEAST + display(said('Lang', 'en'))
    expect(language(await begin(createWebClient(), english))).to.equal('en')
    const client = createWebClient()
    await client.get(`${world.url}/?lang=de`)
    expect(language(await begin(client, english))).to.equal('de')
  })

  it('takes the language of a portal for no choice: the next portal shows another one, or none', async () => {
    const language = (page: WebPage) => page.find('html')?.attributes.get('lang')
    const client = createWebClient()
    await begin(client, LEAST + display(said('Lang', 'en')))
    expect(language(await client.get(`${world.url}/`))).to.equal('en')
    expect(language(await begin(client, LEAST + display(said('Lang', 'de'))))).to.equal('de')
    await begin(client, LEAST + display(said('Lang', 'en')))
    expect(language(await begin(client, LEAST))).to.equal('de')
  })

  it('names the service as its request does, before anything is released', async () => {
    const client = createWebClient()
    const first = await begin(client, LEAST + display(said('OrganizationDisplayName', 'Bürgerbüro &lt;i&gt;')))
    const page = await client.click(first, '[data-method="password"]')
    const confirm = await client.submit(page, { fields: { username: 'jana', password: RIGHT } })
    expect(confirm.text).to.include('Bürgerbüro <i>')
  })

  it('tells the service apart that a required attribute was not given', async () => {
    const client = createWebClient()
    const first = await begin(client, attributeList(requested('urn:oid:1.3.6.1.5.5.7.9.2', 'true')))
    const page = await client.click(first, '[data-method="password"]')
    const profile = await client.submit(page, { fields: { username: 'jana', password: RIGHT } })
    const xml = sent(await client.click(profile, '[name="decision"][value="cancel"]'))
    expect(xml).to.include('IDP_REQUIRED_ATTRIBUTES_MISSING').and.include('RequestDenied').and.not.include('Assertion ')
  })
})
