import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { days } from '../../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { authnContext, type RequestDraft } from '../../support/saml-requests.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const VERA = sampleOperator('vera')
const NIL = sampleOperator('nil', { tenant: tenantId('Solingen') })
const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
/** As long as SAML asks for. */
const ID = '_5f0c7d1e9ab84c3e8d21c0ffee000001'
const UNKNOWN_CLASS = authnContext(null, 'urn:example:nobody-knows-it')

describe('a request that a status refused', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService(), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen] })
  })
  afterEach(() => world.stop())

  /** Sends a request; gives the Response that the page hands over, or null. */
  async function answerTo(draft: RequestDraft): Promise<string | null> {
    const page = await createWebClient().get(world.requestUrl({ ...draft, attributes: { ID, ...draft.attributes } }))
    await world.noted()
    const sent = page.find('[name="SAMLResponse"]')?.attributes.get('value')
    return sent === undefined ? null : Buffer.from(sent, 'base64').toString('utf8')
  }
  const idIn = (answer: string | null): string => /<samlp:Response[^>]* ID="([^"]+)"/.exec(answer ?? '')?.[1] ?? ''
  async function lookedUp(client: WebClient, id: string): Promise<WebPage> {
    const page = await client.get(`${world.url}/operator/anfragen`)
    return client.submit(page, { form: 'form[action="/operator/anfragen"]', fields: { errorId: id } })
  }

  it('is found by its ID and by that of the Response, with the rule, as its portal’s log has them', async () => {
    const answer = await answerTo({ content: UNKNOWN_CLASS })
    expect(answer).to.include('NoAuthnContext').and.include(`InResponseTo="${ID}"`)
    const { client } = await signedIn(world, VERA)
    for (const id of [ID, ` ${idIn(answer)} `]) {
      const page = await lookedUp(client, id)
      expect(page.status, id).to.equal(200)
      expect(page.textOf('[data-testid="request-issuer"]')).to.equal(SERVICE)
      expect(page.textOf('[data-testid="request-rule"]')).to.include('no-authn-context')
      expect(page.textOf('[data-testid="request-answer"]')).to.include(idIn(answer))
      expect(page.all('[data-went="failed"]')).to.have.length(1)
    }
    const told = world.audit.filter(({ action }) => action === 'request.shown')
    expect(told.map(({ subject }) => subject)).to.deep.equal([ID, idIn(answer)])
  })

  it('is not there for another tenant, and of two with one ID each tenant sees its own', async () => {
    const answer = await answerTo({ content: UNKNOWN_CLASS })
    const { client: nil } = await signedIn(world, NIL)
    expect((await lookedUp(nil, ID)).status).to.equal(404)
    expect((await lookedUp(nil, idIn(answer))).status).to.equal(404)
    await answerTo({ content: UNKNOWN_CLASS, issuer: SOLINGEN })
    const { client: vera } = await signedIn(world, VERA)
    expect((await lookedUp(nil, ID)).textOf('[data-testid="request-issuer"]')).to.equal(SOLINGEN)
    expect((await lookedUp(vera, ID)).textOf('[data-testid="request-issuer"]')).to.equal(SERVICE)
  })

  it('is kept for a week', async () => {
    await answerTo({ content: UNKNOWN_CLASS })
    world.clock.pass(days(7))
    const { client } = await signedIn(world, VERA)
    expect((await lookedUp(client, ID)).status).to.equal(404)
  })

  it('is none where a session or a citizen ended the login', async () => {
    const passive = await answerTo({ attributes: { IsPassive: 'true' } })
    expect(passive === null || passive.includes('NoPassive')).to.equal(true)
    const client = createWebClient()
    const choice = await client.get(world.requestUrl({ attributes: { ID: `${ID}2` } }))
    await client.submit(choice, { button: '[name="decision"][value="cancel"]' })
    await world.noted()
    expect(world.kept).to.deep.equal([])
  })

  it('that ended on an error page is found by its ID too, unless its sender is only claimed', async () => {
    const WRONG = { AssertionConsumerServiceURL: 'https://portal.aachen.example/other' }
    await answerTo({ attributes: WRONG })
    const { client } = await signedIn(world, ADMIN)
    expect((await lookedUp(client, ID)).textOf('[data-testid="request-rule"]')).to.include('saml-acs')
    const claimed = `${ID}3`
    await answerTo({ issuer: 'https://nobody.example/sp', attributes: { ID: claimed } })
    expect(world.kept).to.have.length(2)
    expect((await lookedUp(client, claimed)).status).to.equal(404)
  })

  it('is looked up by nothing that could be a name: no entry tells of it', async () => {
    const { client } = await signedIn(world, VERA)
    for (const typed of ['Jana_Nowak_Nowakowska', '_short1', 'jana.nowak@mail.example1', `1${ID}`]) {
      expect((await lookedUp(client, typed)).status).to.equal(404)
    }
    expect(world.audit.filter(({ action }) => action === 'request.shown')).to.deep.equal([])
  })
})
