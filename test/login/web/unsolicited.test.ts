import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { responseXml } from '../../support/saml-broker.js'
import { ACS, SERVICE, testService } from '../../support/saml-service.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const OTHER = 'https://portal.bonn.example/metadata'
const TARGET = '/antrag/7'
const BEGIN = '[name="decision"][value="begin"]'
const CONFIRM = '[name="decision"][value="confirm"]'

/** What a page says, but for the number of its error. */
const bare = ({ text }: WebPage): string => text.replace(/E-[A-Z0-9]{4}-[A-Z0-9]{4}/, '')

describe('a login that begins here', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    const settings = { idpInitiated: true, encrypt: 'never' } as const
    world = await httpWorld({ services: [testService({ settings }), testService({ entityId: OTHER })] })
    client = createWebClient()
  })
  afterEach(() => world.stop())

  const link = (query: Readonly<Record<string, string>> = {}) =>
    `${world.url}/saml/unsolicited?${String(new URLSearchParams({ providerId: SERVICE, target: TARGET, ...query }))}`
  const answerIn = (page: WebPage) =>
    responseXml({ SAMLResponse: page.one('[name="SAMLResponse"]').attributes.get('value') ?? '' })
  const toConfirm = async (page: WebPage) => {
    const choice = await client.submit(page, { button: BEGIN })
    const password = await client.click(choice, '[data-method="password"]')
    return client.submit(password, { fields: { username: 'jana', password: RIGHT } })
  }

  it('is a whole login, whose answer is in reply to nothing and goes where the metadata say', async () => {
    const begin = await client.get(link())
    expect(begin.textOf('h1')).to.equal('Bei „Serviceportal Aachen“ anmelden?')
    const handOver = await client.submit(await toConfirm(begin), { button: CONFIRM })
    expect(handOver.one('form').attributes.get('action')).to.equal(ACS)
    expect(handOver.one('[name="RelayState"]').attributes.get('value')).to.equal(TARGET)
    const xml = answerIn(handOver)
    expect(xml).not.to.include('InResponseTo')
    expect(xml).to.include('status:Success').and.include(`Recipient="${ACS}"`).and.include('NotOnOrAfter')
    expect(world.audit.at(-1)).to.deep.include({ action: 'login.answered' })
  })

  it('tells the portal of its end without a reply to anything, too', async () => {
    const choice = await client.submit(await client.get(link()), { button: BEGIN })
    const handOver = await client.submit(choice, { button: '[name="decision"][value="cancel"]' })
    expect(answerIn(handOver)).to.include('status:AuthnFailed').and.not.include('InResponseTo')
  })

  it('begins with nobody’s click but the citizen’s, whatever session or consent there is', async () => {
    await client.submit(await toConfirm(await client.get(link())), { button: CONFIRM, fields: { remember: 'yes' } })
    const again = await client.get(link())
    expect(again.find('[name="SAMLResponse"]')).to.equal(null)
    const forged = await client.post(link(), { decision: 'begin', token: 'guessed' })
    expect(forged.status).to.equal(403)
    expect(forged.find('[name="SAMLResponse"]')).to.equal(null)
    const elsewhere = await createWebClient().get(link())
    const token = elsewhere.one('[name="token"]').attributes.get('value') ?? ''
    expect((await client.post(link(), { decision: 'begin', token })).find('[name="SAMLResponse"]')).to.equal(null)
    const handOver = await client.submit(again, { button: BEGIN })
    expect(answerIn(handOver)).to.include('status:Success')
  })

  it('is not there for a service that no operator has permitted it to, nor for an unknown one, both alike', async () => {
    for (const providerId of [OTHER, 'https://nobody.example', '']) {
      const page = await client.get(link({ providerId }))
      expect(page.status, providerId).to.equal(404)
      expect(page.textOf('h1')).to.equal('Diese Seite gibt es nicht')
      // The page is that of any address; log and metric know better.
      expect(world.codes.at(-1), providerId).to.equal('unsolicited-service')
    }
    const alike = async (path: string) => bare(await client.get(`${world.url}${path}`))
    expect(await alike(`/saml/unsolicited?providerId=${encodeURIComponent(OTHER)}`)).to.equal(
      await alike('/saml/nothing'),
    )
    expect((await client.get(`${world.url}/saml/unsolicited`)).status).to.equal(404)
  })

  it('leads to no address that is not the portal’s', async () => {
    for (const target of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      `/${'a'.repeat(80)}`,
      'javascript:alert(1)',
      '/.//elsewhere.example',
      'blob:https://portal.aachen.example/x',
    ]) {
      expect((await client.get(link({ target }))).status, target).to.equal(400)
    }
    for (const shire of ['https://elsewhere.example/acs', '\u0000']) {
      const begin = await client.get(link({ shire }))
      expect([begin.status, begin.find(BEGIN)], shire).to.deep.equal([400, null])
    }
  })

  it('ends with the permission, also between its page and the press', async () => {
    const begin = await client.get(link())
    await world.registers(testService())
    expect((await client.submit(begin, { button: BEGIN })).status).to.equal(404)
  })
})
