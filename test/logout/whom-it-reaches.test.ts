import { inflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { hours } from '../../src/domain/instant.js'
import type { BrowserSession, Participation } from '../../src/domain/session.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { logoutRequest, type LogoutDraft } from '../support/logout-messages.js'
import { envelopedSigned, postFields, signedRedirectQuery } from '../support/saml-requests.js'
import { acs, SERVICE, serviceKey, testService } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { pageOfOtherSite } from '../support/other-site.js'

const BONN = 'https://portal.bonn.example/saml/metadata'
const CONFIRM = { button: '[name="decision"][value="confirm"]' }

const slo = (name: string) => [
  { binding: 'redirect' as const, location: `https://portal.${name}.example/slo`, responseLocation: null },
]

describe('a logout reaches', () => {
  let world: HttpWorld
  let client: WebClient
  const aachen = testService({ metadata: { singleLogoutServices: slo('aachen') } })
  const bonn = testService({
    entityId: BONN,
    metadata: {
      keys: [serviceKey('serviceNext')],
      singleLogoutServices: slo('bonn'),
      assertionConsumerServices: [acs('https://portal.bonn.example/acs')],
    },
  })

  /** A browser of the citizen's that is signed in at both. */
  const signedIn = async (): Promise<WebClient> => {
    const browser = createWebClient()
    await browser.submit(await world.toConfirm(browser), CONFIRM)
    const attributes = { AssertionConsumerServiceURL: 'https://portal.bonn.example/acs' }
    await browser.submit(await browser.get(world.requestUrl({ issuer: BONN, attributes })), CONFIRM)
    return browser
  }
  before(async () => {
    world = await httpWorld({ services: [aachen, bonn] })
  })
  beforeEach(async () => {
    await world.registers(aachen)
    await world.registers(bonn)
    client = await signedIn()
  })
  after(() => world.stop())

  const sessionOf = async (browser = client): Promise<BrowserSession | null> => {
    const sent = browser.cookies.header({ url: new URL(world.url), method: 'GET', initiator: null }) ?? ''
    return world.sessions.find(world.sessionIdOf(/\bsession=([^;]+)/.exec(sent)?.[1] ?? ''))
  }
  const part = async (browser = client, of: string = SERVICE): Promise<Participation> =>
    (await sessionOf(browser))?.participations.find(({ service }) => service === of) ?? expect.fail('no part')
  const request = (draft: LogoutDraft) =>
    `${world.url}/saml/slo?${signedRedirectQuery(logoutRequest(world.clock.now(), draft))}`
  /** What the page says of each service, in its order. */
  const states = (page: WebPage): readonly (readonly [string, string])[] =>
    page
      .all('[data-logout-service]')
      .map(({ attributes }) => [attributes.get('data-logout-service') ?? '', attributes.get('data-logout-state') ?? ''])
  const answered = (page: WebPage): string => {
    const sent = new URL(String(page.headers.location), world.url).searchParams.get('SAMLResponse') ?? ''
    return inflateRawSync(Buffer.from(sent, 'base64')).toString()
  }
  const nextOf = async (page: WebPage): Promise<string> => {
    const { headers } = await client.get(`${page.url}/weiter`, { redirects: 'stop' })
    return new URL(String(headers.location), world.url).origin
  }

  describe('who took part, hours after the session stopped signing in', () => {
    it('where a service asks for it', async () => {
      const { nameId, sessionIndex } = await part()
      world.clock.pass(hours(3))
      const page = await client.get(request({ nameId, sessionIndexes: [sessionIndex] }))
      expect(states(page)).to.deep.equal([[BONN, 'unknown']])
      expect(await nextOf(page)).to.equal('https://portal.bonn.example')
    })

    it('where the citizen presses a form, from before or from now, and with the token of that session alone', async () => {
      const ask = await client.get(`${world.url}/abmelden`)
      world.clock.pass(hours(3))
      const ended = await sessionOf()
      const forged = await client.post(`${world.url}/abmelden`, { decision: 'logout', token: 'x' })
      expect(forged.status).to.equal(403)
      expect(await sessionOf()).to.deep.equal(ended)
      const now = await client.get(`${world.url}/abmelden`)
      expect(now.text).to.contain('Ihre Anmeldung hier ist abgelaufen')
      const token = (page: WebPage) => page.one('input[name="token"]').attributes.get('value')
      expect(token(now)).to.equal(token(ask))
      const page = await client.submit(ask, { button: '[name="decision"][value="logout"]' })
      expect(states(page)).to.deep.equal([
        [SERVICE, 'unknown'],
        [BONN, 'unknown'],
      ])
      expect(await nextOf(page)).to.equal('https://portal.aachen.example')
    })
  })

  it('the one who asks by its other name, after all others', async () => {
    const [session, { nameId, sessionIndex, ...own }] = [await sessionOf(), await part()]
    const other = { ...own, sessionIndex, nameId: 'another-name', nameKey: 'another', nameIdFormat: 'f' }
    await world.sessions.change(
      session ?? expect.fail('no session'),
      (held) => ({ ...held, participations: [other, ...held.participations] }),
      () => world.clock.now() + hours(1),
    )
    const page = await client.get(request({ nameId, sessionIndexes: [sessionIndex] }))
    expect(states(page)).to.deep.equal([
      [BONN, 'unknown'],
      [SERVICE, 'unknown'],
    ])
  })

  describe('of the sessions that are named without an index', () => {
    let elsewhere: WebClient
    beforeEach(async () => {
      elsewhere = await signedIn()
    })

    const expectHalf = async (page: WebPage): Promise<void> => {
      expect(
        states(page)
          .map(([, state]) => state)
          .toSorted(),
      ).to.deep.equal(['unknown', 'unsupported'])
      expect(await sessionOf(elsewhere)).to.equal(null)
      expect(await nextOf(page)).to.equal('https://portal.bonn.example')
      // None is left for this browser.
      expect(await nextOf(page)).to.equal(new URL(world.url).origin)
      expect(answered(await client.get(`${page.url}/zurueck`, { redirects: 'stop' }))).to.contain('PartialLogout')
    }

    it('through the browser those of its own session alone, and says so of the others', async () => {
      const { nameId } = await part()
      await expectHalf(await client.get(request({ nameId })))
    })

    it('the same after a POST, which brings no cookie', async () => {
      const { nameId } = await part()
      const fields = postFields(envelopedSigned(logoutRequest(world.clock.now(), { nameId })))
      const from = pageOfOtherSite('https://portal.aachen.example/')
      await expectHalf(await client.post(`${world.url}/saml/slo`, fields, { from }))
    })

    it('none through a browser that shows no session of ours: it is no browser of any of them', async () => {
      const { nameId } = await part()
      const stranger = createWebClient()
      const page = await stranger.get(request({ nameId }))
      expect(states(page).map(([, state]) => state)).to.deep.equal(['unsupported', 'unsupported'])
      expect([await sessionOf(client), await sessionOf(elsewhere)]).to.deep.equal([null, null])
      expect(answered(await stranger.get(`${page.url}/zurueck`, { redirects: 'stop' }))).to.contain('PartialLogout')
    })
  })

  describe('a service that is switched off', () => {
    it('which ends nothing by its own request', async () => {
      const { nameId } = await part()
      await world.registers({ ...aachen, active: false })
      const page = await client.get(request({ nameId }))
      expect(page.status).to.equal(403)
      const errorId = page.textOf('[data-testid="error-id"]') ?? ''
      expect(world.log.filter((line) => line.includes(errorId)).join()).to.contain('"code":"saml-service-disabled"')
      expect(await sessionOf()).not.to.equal(null)
    })

    it('where another one logs out', async () => {
      const { nameId, sessionIndex } = await part()
      await world.registers({ ...bonn, active: false })
      const page = await client.get(request({ nameId, sessionIndexes: [sessionIndex] }))
      expect(states(page)).to.deep.equal([[BONN, 'unknown']])
      expect(await nextOf(page)).to.equal('https://portal.bonn.example')
    })

    it('which the page afterwards does not lead to', async () => {
      const { nameId, sessionIndex } = await part()
      const asked = await client.get(request({ nameId, sessionIndexes: [sessionIndex] }))
      await nextOf(asked)
      const links = async () => (await client.get(asked.url)).all('a').map(({ attributes }) => attributes.get('href'))
      expect(await links()).to.include('https://portal.bonn.example/')
      await world.registers({ ...bonn, active: false })
      expect(await links()).not.to.include('https://portal.bonn.example/')
    })

    it('and not one whose metadata have ended: nobody vouches for its address', async () => {
      const { nameId, sessionIndex } = await part()
      const metadata = { ...bonn.metadata, validUntil: world.clock.now() - hours(24 * 8) }
      await world.registers({ ...bonn, metadata, source: { ...bonn.source, refreshed: true } })
      const page = await client.get(request({ nameId, sessionIndexes: [sessionIndex] }))
      expect(states(page)).to.deep.equal([[BONN, 'unsupported']])
    })
  })
})
