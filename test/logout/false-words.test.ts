import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import type { Participation } from '../../src/domain/session.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { logoutRequest, qualifiers, type LogoutDraft } from '../support/logout-messages.js'
import { testKey } from '../support/saml-keys.js'
import { envelopedSigned, postFields, signedRedirectQuery } from '../support/saml-requests.js'
import { acs, SERVICE, serviceKey, testService } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const MUTE = 'https://portal.mute.example/saml/metadata'
const CONFIRM = { button: '[name="decision"][value="confirm"]' }

describe('after a request to log out', () => {
  let world: HttpWorld
  let client: WebClient
  let confirm: WebPage

  before(async () => {
    const [binding, location] = ['redirect' as const, 'https://portal.aachen.example/slo']
    world = await httpWorld({
      services: [
        testService({ metadata: { singleLogoutServices: [{ binding, location, responseLocation: null }] } }),
        testService({
          entityId: MUTE,
          metadata: {
            keys: [serviceKey('stranger')],
            singleLogoutServices: [],
            assertionConsumerServices: [acs('https://portal.mute.example/acs')],
          },
        }),
      ],
    })
  })
  beforeEach(async () => {
    client = createWebClient()
    confirm = await world.toConfirm(client)
    await client.submit(confirm, CONFIRM)
  })
  after(() => world.stop())

  const session = () => {
    const sent = client.cookies.header({ url: new URL(world.url), method: 'GET', initiator: null }) ?? ''
    return world.sessions.find(world.sessionIdOf(/\bsession=([^;]+)/.exec(sent)?.[1] ?? ''))
  }
  const part = async (): Promise<Participation> =>
    (await session())?.participations.find(({ service }) => service === SERVICE) ?? expect.fail('no part')
  const request = (draft: LogoutDraft) => logoutRequest(world.clock.now(), draft)
  const whereTo = (page: WebPage): string => new URL(String(page.headers.location), world.url).href

  it('that named nobody the answer is no Success, and no page says “logged out” over a session that lives', async () => {
    const { nameId } = await part()
    const xml = request({ nameId, nameIdAttributes: qualifiers('https://other.example') })
    const took = await client.post(`${world.url}/saml/slo`, postFields(envelopedSigned(xml)), { redirects: 'stop' })
    const shown = await client.get(whereTo(took).replace('/zurueck', ''))
    expect(shown.find('[data-testid="logged-out"]')).to.equal(null)
    const back = await client.get(whereTo(took), { redirects: 'stop' })
    const answer = new URL(whereTo(back)).searchParams.get('SAMLResponse') ?? ''
    const statuses = inflateRawSync(Buffer.from(answer, 'base64'))
      .toString()
      .match(/status:\w+/g)
    expect(statuses).to.include('status:UnknownPrincipal').and.not.include('status:Success')
    expect(await session()).not.to.equal(null)
  })

  it('of a portal that takes no answer, about nobody, the browser sees that it is still logged in', async () => {
    const xml = request({ issuer: MUTE, nameId: 'nobody' })
    const query = signedRedirectQuery(xml, { key: testKey('stranger') })
    const shown = await client.get(`${world.url}/saml/slo?${query}`)
    expect(shown.find('[data-testid="logged-out"]')).to.equal(null)
    expect(shown.find('[name="decision"][value="logout"]')).not.to.equal(null)
  })

  it('the answer of the login before leaves no more, though the browser still has the cookie', async () => {
    const { nameId, sessionIndex } = await part()
    const query = signedRedirectQuery(request({ nameId, sessionIndexes: [sessionIndex] }), { key: testKey('service') })
    await client.get(`${world.url}/saml/slo?${query}`, { redirects: 'stop' })
    expect(await session()).to.equal(null)
    world.clock.pass(30_000)
    const again = await client.submit(confirm, CONFIRM)
    expect([again.status, again.find('[name="SAMLResponse"]')]).to.deep.equal([409, null])
  })
})
