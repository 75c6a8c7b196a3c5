import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { days, hours, minutes, seconds } from '../../../src/domain/instant.js'
import { REQUEST_RULES } from '../../../src/domain/request-rules.js'
import { MESSAGE_LIMIT } from '../../../src/saml/bindings/inbound-message.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { authnRequest, redirectQuery, type RequestDraft } from '../../support/saml-requests.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const CLOSED = 'https://closed.aachen.example/metadata'
const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const VERA = sampleOperator('vera')
const NIL = sampleOperator('nil', { tenant: tenantId('Solingen') })
const ALL_SEEING = sampleOperator('paul', { role: 'auditor', tenant: null })
const UNKNOWN = 'E-4444-4444'

describe('a refused request', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService(), tenant: tenantId('Aachen') }
    const closed = { ...testService({ entityId: CLOSED, active: false }), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, closed, solingen] })
  })
  afterEach(() => world.stop())

  /** Refused at the SSO service; gives the id of the error page. */
  async function refused(draft: RequestDraft, relayState?: string): Promise<string> {
    return idOf(await createWebClient().get(world.requestUrl(draft, relayState)))
  }
  async function idOf(page: WebPage): Promise<string> {
    await world.noted()
    return page.textOf('[data-testid="error-id"]') ?? expect.fail('no error page')
  }
  const WRONG_ACS = { attributes: { AssertionConsumerServiceURL: 'https://portal.aachen.example/other' } }

  async function lookedUp(client: WebClient, errorId: string): Promise<WebPage> {
    const page = await client.get(`${world.url}/operator/anfragen`)
    return client.submit(page, { form: 'form[action="/operator/anfragen"]', fields: { errorId } })
  }
  const sameBut = ({ text }: WebPage, id: string): string => text.replaceAll(id, 'ID')

  it('of a registered service is seen by its tenant with what came in and the rule that refused it', async () => {
    const errorId = await refused(WRONG_ACS, 'ticket-17')
    const { client, overview } = await signedIn(world, VERA)
    expect(overview.find('a[href="/operator/anfragen"]')).not.to.equal(null)
    const page = await lookedUp(client, ` ${errorId.toLowerCase()} `)
    expect(page.status).to.equal(200)
    expect(page.textOf('[data-testid="request-issuer"]')).to.equal(SERVICE)
    expect(page.textOf('[data-testid="request-rule"]')).to.include('saml-acs').and.include('AssertionConsumerService')
    expect(page.find('[data-testid="claimed"]')).to.equal(null)
    const went = page.all('[data-rule]').map(({ attributes }) => attributes.get('data-rule'))
    expect(went).to.deep.equal(REQUEST_RULES.filter((rule) => rule !== 'unused'))
    expect(page.all('[data-went="failed"]')).to.have.length(1)
    expect(page.text).to.include('9 Byte').and.include('https://portal.aachen.example/other').and.include('Aachen')
    const english = await client.submit(page, { button: 'button[lang="en"]' })
    expect(english.text).to.include('Refused: Return address')
  })

  it('of another tenant, too old, or of an id that there is not, is one and the same answer', async () => {
    const errorId = await refused(WRONG_ACS)
    const { client } = await signedIn(world, NIL)
    const [foreign, unknown] = [await lookedUp(client, errorId), await lookedUp(client, UNKNOWN)]
    expect([foreign.status, unknown.status]).to.deep.equal([404, 404])
    expect(sameBut(foreign, errorId)).to.equal(sameBut(unknown, UNKNOWN))
    const { client: paul } = await signedIn(world, ALL_SEEING)
    expect((await lookedUp(paul, errorId)).status, 'who reads all tenants').to.equal(200)
    world.clock.pass(days(7))
    const { client: admin } = await signedIn(world, { ...ADMIN, username: 'Vera.later' })
    const old = await lookedUp(admin, errorId)
    expect([old.status, sameBut(old, errorId)]).to.deep.equal([404, sameBut(await lookedUp(admin, UNKNOWN), UNKNOWN)])
  })

  it('stays with the tenant that had the portal when it came, wherever the portal goes', async () => {
    const errorId = await refused(WRONG_ACS)
    const { client: admin } = await signedIn(world, ADMIN)
    const page = await admin.get(`${world.url}/operator/dienste/${encodeURIComponent(SERVICE)}`)
    await admin.submit(page, { button: 'button[value="set"]', fields: { tenant: 'Solingen' } })
    const { client: vera } = await signedIn(world, VERA)
    const { client: nil } = await signedIn(world, NIL)
    expect((await lookedUp(vera, errorId)).status).to.equal(200)
    expect((await lookedUp(nil, errorId)).status).to.equal(404)
    const protocol = '/operator/protokoll?ereignis=service.set'
    expect((await vera.get(world.url + protocol)).all('[data-entry]')).to.have.length(1)
    expect((await nil.get(world.url + protocol)).all('[data-entry]')).to.have.length(0)
    const later = await refused(WRONG_ACS)
    expect([(await lookedUp(vera, later)).status, (await lookedUp(nil, later)).status]).to.deep.equal([404, 200])
  })

  it('whose sender is only claimed is marked so, and seen by admins alone', async () => {
    const ids = [
      await refused({ issuer: 'https://nobody.example/sp' }),
      // Signed by nobody’s key in the name of a registered service.
      await idOf(
        await createWebClient().get(
          `${world.requestUrl()}&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256&Signature=AAAA`,
        ),
      ),
    ]
    const { client: admin } = await signedIn(world, ADMIN)
    const [stranger, forged] = [await lookedUp(admin, ids[0] ?? ''), await lookedUp(admin, ids[1] ?? '')]
    expect(stranger.textOf('[data-testid="request-issuer"]')).to.equal('https://nobody.example/sp')
    expect(forged.textOf('[data-testid="request-issuer"]')).to.equal(SERVICE)
    for (const page of [stranger, forged]) expect(page.find('[data-testid="claimed"]')).not.to.equal(null)
    for (const operator of [VERA, ALL_SEEING]) {
      const { client } = await signedIn(world, operator)
      for (const id of ids) expect((await lookedUp(client, id)).status, operator.username).to.equal(404)
    }
  })

  it('is logged whenever somebody looks for it, and no form of another session looks', async () => {
    const { client } = await signedIn(world, VERA)
    await lookedUp(client, UNKNOWN)
    await lookedUp(client, 'jana@mail.example')
    const told = world.audit.filter(({ action }) => action === 'request.shown')
    expect(told.map(({ actor, subject, after }) => [actor, subject, after])).to.deep.equal([
      ['operator:Vera.vera', UNKNOWN, { errorId: UNKNOWN }],
    ])
    const page = await client.get(`${world.url}/operator/anfragen`)
    expect((await client.post(page.url, { errorId: UNKNOWN, token: 'x' }, { from: page })).status).to.equal(403)
    expect((await createWebClient().get(page.url)).url).to.equal(`${world.url}/operator/anmelden`)
  })

  it('that came too late, or a second time, or to a disabled service, is told with that rule', async () => {
    const { client } = await signedIn(world, VERA)
    const draft = { attributes: { ID: '_once' } }
    const url = world.requestUrl(draft)
    await createWebClient().get(url)
    world.clock.pass(seconds(1))
    const again = await idOf(await createWebClient().get(world.requestUrl(draft)))
    const old = new Date(world.clock.now() - minutes(6)).toISOString()
    const late = await refused({ attributes: { IssueInstant: old } })
    const disabled = await refused({ issuer: CLOSED })
    for (const [id, code] of [
      [disabled, 'saml-service-disabled'],
      [again, 'saml-replay'],
      [late, 'saml-too-old'],
    ] as const) {
      const page = await lookedUp(client, id)
      expect(page.textOf('[data-testid="request-rule"]'), code).to.include(code)
      expect(page.all('[data-went="failed"]'), code).to.have.length(1)
    }
  })

  it('keeps nobody’s name, and of what cannot be decoded the rule alone', async () => {
    const subject =
      '<saml:Subject xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:NameID>jana@mail.example</saml:NameID></saml:Subject>'
    const named = await refused({ ...WRONG_ACS, content: subject })
    const kept = await world.refusedRequests.find(named, null)
    expect(kept?.xml).to.include('<saml:Subject').and.not.include('jana')
    const broken = await idOf(await createWebClient().get(`${world.url}/saml/sso?SAMLRequest=%21`))
    const { client } = await signedIn(world, ADMIN)
    const page = await lookedUp(client, broken)
    expect(page.textOf('[data-testid="request-rule"]')).to.include('saml-encoding')
    expect(page.text).to.include('ließ sich nicht entpacken').and.include('nicht genannt')
    expect(page.find('[data-testid="claimed"]')).not.to.equal(null)
  })

  it('by POST is noted with its binding, and one with U+0000 in it can be kept', async () => {
    const post = (xml: string) =>
      createWebClient().post(`${world.url}/saml/sso`, { SAMLRequest: Buffer.from(xml).toString('base64') })
    const errorId = await idOf(await post(authnRequest(WRONG_ACS)))
    expect((await world.refusedRequests.find(errorId, null))?.binding).to.equal('post')
    const nul = await idOf(await post('<a>\0</a>'))
    expect((await world.refusedRequests.find(nul, null))?.xml).to.equal('<a>\ufffd</a>')
    const large = await idOf(await post(`<a>${'x'.repeat(MESSAGE_LIMIT)}</a>`))
    expect((await world.refusedRequests.find(large, null))?.xml).to.equal(null)
  })

  it('of a flood is not kept beyond what the broker bears, and everybody is answered all the same', async () => {
    const flood = `${world.url}/saml/sso?${redirectQuery(authnRequest({ issuer: 'https://nobody.example/sp' }))}`
    for (let count = 0; count < 40; count += 1) expect((await createWebClient().get(flood)).status).to.equal(400)
    await world.noted()
    expect(world.kept.filter((went) => went === 'kept')).to.have.length(30)
    expect(world.kept.filter((went) => went === 'dropped')).to.have.length(10)
    const proven = await refused(WRONG_ACS)
    expect(await world.refusedRequests.find(proven, null), 'strangers take no room from services').not.to.equal(null)
    world.clock.pass(hours(1))
    await createWebClient().get(flood)
    await world.noted()
    expect(world.kept.at(-1)).to.equal('kept')
  })
})
