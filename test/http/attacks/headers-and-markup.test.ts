import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { ACS, acs, testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const MARKUP = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`

const expectDefended = (page: WebPage, what: string, handsOver = false): void => {
  const policy = page.headers['content-security-policy'] ?? ''
  expect(policy, what).to.be.a('string').that.includes("default-src 'none'")
  expect(policy, what).to.include("frame-ancestors 'none'").and.to.include("base-uri 'none'")
  expect(policy, what).not.to.include('unsafe')
  if (!handsOver) expect(policy, what).to.include("form-action 'self'")
  expect(page.headers, what).to.deep.include({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache, no-store',
  })
  expect(page.headers, what).not.to.have.any.keys('x-powered-by', 'server', 'etag')
}

describe('a page that another site would frame, read or fill', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld({ citizens: ['jana', MARKUP] })
  })
  after(() => world.stop())

  it('carries every security header, errors and the hand-over too', async () => {
    const client = createWebClient()
    expectDefended(await client.get(`${world.url}/`), 'start')
    expectDefended(await client.get(`${world.url}/nothing-here`), 'not found')
    expectDefended(await client.get(`${world.url}/saml/sso?SAMLRequest=x`), 'bad request')
    expectDefended(await client.get(`${world.url}/saml/metadata`), 'metadata')
    expectDefended(await client.get(`${world.url}/health/ready`), 'health')
    expectDefended(await client.post(`${world.url}/saml/sso`, 'x'.repeat(600_000)), 'other body')
    const chooser = await client.get(world.requestUrl())
    expectDefended(chooser, 'method choice')
    const handOver = await client.submit(chooser, { button: '[name="decision"][value="cancel"]' })
    expectDefended(handOver, 'hand-over', true)
    expect(handOver.one('form').attributes.get('action')).to.equal(ACS)
  })

  it('is told to come by https alone, where it came by https', async () => {
    const secure = await httpWorld({ secure: true })
    const page = await createWebClient().get(`${secure.url}/`)
    expect(page.headers['strict-transport-security']).to.match(/^max-age=\d{7,}/)
    await secure.stop()
  })

  it('leaves for the portal by a page with a form, never by a Location after a POST', async () => {
    const client = createWebClient()
    const chooser = await client.get(world.requestUrl())
    const page = await client.submit(chooser, { button: '[name="decision"][value="cancel"]', redirects: 'stop' })
    expect(page.status).to.equal(200)
    expect(page.headers.location).to.equal(undefined)
  })

  it('gives markup back as text: in a name typed, an attribute, RelayState, an address', async () => {
    const client = createWebClient()
    const harmless = (page: WebPage, what: string): void => {
      expect(page.body, what).not.to.include('<script>alert').and.not.to.include('<img src=x')
    }
    const password = await world.toPassword(client)
    harmless(await client.submit(password, { fields: { username: MARKUP, password: 'falsch' } }), 'user name')
    const confirm = await client.submit(password, { fields: { username: MARKUP, password: RIGHT } })
    harmless(confirm, 'confirm')
    harmless(await client.get(`${world.url}/${encodeURIComponent(MARKUP)}`), 'path')
    harmless(await client.get(`${world.url}/?lang=${encodeURIComponent(MARKUP)}`), 'language')
    const relayed = await client.get(world.requestUrl({}, MARKUP))
    const handOver = await client.submit(relayed, { button: '[name="decision"][value="cancel"]' })
    harmless(handOver, 'RelayState')
    expect(handOver.one('[name="RelayState"]').attributes.get('value')).to.equal(MARKUP)
  })

  it('shows no markup of a hostile request, nor its values, and logs no personal one', async () => {
    const { host, hostname } = new URL(world.url)
    const page = await createWebClient().get(
      world.requestUrl({ issuer: 'https://evil.example/&lt;script&gt;alert(1)&lt;/script&gt;' }),
    )
    expect(page.status).to.equal(400)
    expect(page.body).not.to.include('evil.example').and.not.to.include('<script>alert')
    expect(page.body).not.to.match(/node_modules|\.ts:|at \w+ \(/)
    expect(world.log.join('\n')).not.to.include(RIGHT)
    expect([host, hostname]).to.have.length(2)
  })

  it('says of a fault nothing but what the catalogue has, and its number', async () => {
    const client = createWebClient()
    const { url } = await world.toPassword(client)
    const many = await client.post(url, Array.from({ length: 70 }, (_, index) => `f${index}=1`).join('&'), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(world.log.join('\n')).to.include('too many fields')
    expect(many.status).to.equal(400)
    expect(many.text).not.to.include('too many fields')
    expect(many.textOf('[data-testid="error-id"]')).to.match(/^E-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  })

  it('takes no address from the request’s Host or forwarded headers', async () => {
    for (const headers of [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { forwarded: 'host=evil.example;proto=https' },
    ]) {
      for (const path of ['/', '/nothing-here', '/saml/metadata', '/saml/sso']) {
        const page = await createWebClient().get(`${world.url}${path}`, { headers })
        expect(page.body, `${JSON.stringify(headers)} ${path}`).not.to.include('evil.example')
      }
      const sso = await createWebClient().get(world.requestUrl(), { headers, redirects: 'stop' })
      expect(sso.headers.location).to.match(/^\/login\/[\w-]{22}$/)
    }
  })

  it('does not send anybody to another origin by its own path', async () => {
    for (const path of ['//evil.example/', '/\\evil.example', '/login//evil.example', '/login/%2F%2Fevil.example']) {
      const page = await createWebClient().get(`${world.url}${path}`, { redirects: 'stop' })
      expect(page.status, path).to.be.within(400, 499)
      expect(page.headers.location, path).to.equal(undefined)
      for (const link of page.all('a')) expect(link.attributes.get('href'), path).not.to.match(/^(https?:)?\/\/evil/)
    }
  })

  it('hands over to no ACS that a request asks for and the metadata lack', async () => {
    const asked = world.requestUrl({ attributes: { AssertionConsumerServiceURL: 'https://evil.example/acs' } })
    const page = await createWebClient().get(asked)
    expect(page.status).to.equal(400)
    expect(page.find('[name="SAMLResponse"]')).to.equal(null)
    expect(page.body).not.to.include('evil.example')
  })

  it('is not made at all where metadata hold an address that no form may have', async () => {
    const services = [testService({ metadata: { assertionConsumerServices: [acs('javascript:alert(1)')] } })]
    const odd = await httpWorld({ services })
    const page = await createWebClient().get(
      odd.requestUrl({ attributes: { AssertionConsumerServiceURL: null }, content: '' }),
    )
    expect(page.body).not.to.include('javascript:')
    await odd.stop()
  })

  it('answers metrics to no address that a proxy vouches for and nobody trusts', async () => {
    const client = createWebClient()
    expect((await client.get(`${world.url}/metrics`)).status).to.equal(200)
    for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }]) {
      expect((await client.get(`${world.url}/metrics`, { headers })).status).to.equal(404)
    }
  })
})
