import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { signIn } from '../support/factor-walk.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { logoutRequest, logoutResponse } from '../support/logout-messages.js'
import { testKey, type TestKeyName } from '../support/saml-keys.js'
import { envelopedSigned, signedRedirectQuery } from '../support/saml-requests.js'
import { acs, SERVICE, serviceKey, testService } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PARTIAL =
  '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:PartialLogout"/></samlp:StatusCode>'

const at = (name: string): string => `https://portal.${name}.example/saml/metadata`
const OTHERS: readonly (readonly [name: string, key: TestKeyName])[] = [
  ['bonn', 'serviceNext'],
  ['coburg', 'stranger'],
]
const slo = (name: string) => [
  { binding: 'redirect' as const, location: `https://portal.${name}.example/slo`, responseLocation: null },
]

describe('a logout on its way through the browser', () => {
  let world: HttpWorld
  let client: WebClient
  let shown: WebPage

  before(async () => {
    const others = OTHERS.map(([name, key]) =>
      testService({
        entityId: at(name),
        metadata: {
          keys: [serviceKey(key)],
          singleLogoutServices: slo(name),
          assertionConsumerServices: [acs(`https://portal.${name}.example/acs`)],
        },
      }),
    )
    world = await httpWorld({
      services: [testService({ metadata: { singleLogoutServices: slo('aachen') } }), ...others],
    })
  })
  after(() => world.stop())

  /** A browser that took part at all of them, on the page that its logout at the first one led to. */
  beforeEach(async () => {
    client = createWebClient()
    const confirm = { button: '[name="decision"][value="confirm"]' }
    await client.submit(await world.toConfirm(client), confirm)
    for (const [name] of OTHERS) {
      const attributes = { AssertionConsumerServiceURL: `https://portal.${name}.example/acs` }
      await client.submit(await client.get(world.requestUrl({ issuer: at(name), attributes })), confirm)
    }
    const secret = client.cookies.header({ url: new URL(world.url), method: 'GET', initiator: null })
    const session = await world.sessions.find(world.sessionIdOf(/\bsession=([^;]+)/.exec(secret ?? '')?.[1] ?? ''))
    const part = session?.participations.find(({ service }) => service === SERVICE) ?? expect.fail()
    const xml = logoutRequest(world.clock.now(), { nameId: part.nameId, sessionIndexes: [part.sessionIndex] })
    shown = await client.get(`${world.url}/saml/slo?${signedRedirectQuery(xml)}`)
  })

  const states = (page: WebPage): readonly (string | undefined)[] =>
    page.all('[data-logout-service]').map(({ attributes }) => attributes.get('data-logout-state'))
  /** Where the next step leads, and the ID of the request in it. */
  const next = async (): Promise<{ readonly to: string; readonly id: string }> => {
    const { headers } = await client.get(`${shown.url}/weiter`, { redirects: 'stop' })
    const to = new URL(String(headers.location), world.url)
    const xml = inflateRawSync(Buffer.from(to.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
    return { to: to.origin, id: / ID="([^"]+)"/.exec(xml)?.[1] ?? '' }
  }
  const answer = async (
    name: string,
    inResponseTo: string,
    { key, status }: { readonly key: TestKeyName; readonly status?: string },
  ): Promise<WebPage> => {
    const draft = { issuer: at(name), attributes: { InResponseTo: inResponseTo }, ...(status && { status }) }
    const xml = envelopedSigned(logoutResponse(world.clock.now(), draft), { key: testKey(key) })
    const fields = { SAMLResponse: Buffer.from(xml).toString('base64') }
    return client.post(`${world.url}/saml/slo`, fields, { redirects: 'stop' })
  }

  it('asks one after the other, and each answer leads on to the next', async () => {
    expect(states(shown)).to.deep.equal(['unknown', 'unknown'])
    const first = await next()
    expect(first.to).to.equal('https://portal.bonn.example')
    const { headers } = await answer('bonn', first.id, { key: 'serviceNext' })
    expect(headers.location).to.equal(`${new URL(shown.url).pathname}/weiter`)
    const second = await next()
    expect(second.to).to.equal('https://portal.coburg.example')
    expect((await answer('coburg', second.id, { key: 'stranger' })).headers.location).to.equal(
      new URL(shown.url).pathname,
    )
    const done = await client.get(shown.url)
    expect(states(done)).to.deep.equal(['done', 'done'])
    expect(done.find('[data-testid="logged-out"]')).not.to.equal(null)
    // The same answer again, as by a reload, changes nothing.
    expect((await answer('coburg', second.id, { key: 'stranger' })).status).to.equal(303)
  })

  it('takes no answer of another service, none to what was not asked yet, and a partial logout for none', async () => {
    const first = await next()
    const ofAnother = await answer('coburg', first.id, { key: 'stranger' })
    expect(ofAnother.status).to.equal(400)
    expect(ofAnother.text).to.contain('Das Abmelden hat so nicht geklappt')
    expect((await answer('bonn', first.id, { key: 'stranger' })).status).to.equal(400)
    expect(states(await client.get(shown.url))).to.deep.equal(['unknown', 'unknown'])
    await answer('bonn', first.id, { key: 'serviceNext', status: PARTIAL })
    expect(states(await client.get(shown.url))).to.deep.equal(['failed', 'unknown'])
  })

  it('shows each service a request that has nothing in common with that to another', async () => {
    const [one, other] = [await next(), await next()]
    expect(one.id.slice(0, 8)).not.to.equal(other.id.slice(0, 8))
    expect(one.id).not.to.contain(new URL(shown.url).pathname.split('/').at(-1))
    const length = Math.min(one.id.length, other.id.length)
    const same = Array.from({ length }, (_none, index) => one.id[index] === other.id[index]).filter(Boolean)
    expect(same.length).to.be.below(length / 2)
  })

  it('is shown to its browser alone; for whoever else its address is the page of those who are signed out', async () => {
    for (const step of ['', '/weiter', '/zurueck']) {
      const other = await createWebClient().get(`${shown.url}${step}`)
      expect(new URL(other.url).pathname).to.equal('/abmelden')
      expect(states(other)).to.deep.equal([])
    }
    expect(states(await client.get(shown.url))).to.have.length(2)
  })

  it('says “logged out” to nobody who has signed in again meanwhile, but what became of the portals', async () => {
    const signed = await signIn(world, client)
    expect(signed.status).to.equal(200)
    const onTheWay = await client.get(shown.url)
    expect(states(onTheWay)).to.deep.equal(['unknown', 'unknown'])
    expect(onTheWay.text).to.contain('Sie sind angemeldet als').and.not.contain('sind Sie abgemeldet')
    expect(onTheWay.find('[data-testid="logout-next"]')).not.to.equal(null)
    for (const [name, key] of OTHERS) await answer(name, (await next()).id, { key })
    const over = await client.get(shown.url)
    expect(states(over)).to.deep.equal(['done', 'done'])
    expect(over.find('[data-testid="logged-out"]')).to.equal(null)
    expect(over.text).to.contain('Sie sind angemeldet als').and.not.contain('Sie sind abgemeldet')
    const out = await client.click(over, '[name="decision"][value="logout"]')
    expect(out.find('[data-testid="logged-out"]')).not.to.equal(null)
    expect((await client.get(shown.url)).find('[data-testid="logged-out"]')).not.to.equal(null)
  })

  it('is over after half an hour: its address is then no dead end', async () => {
    world.clock.pass(31 * 60_000)
    const late = await client.get(shown.url)
    expect(new URL(late.url).pathname).to.equal('/abmelden')
  })
})
