import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { ACS, testService } from '../../support/saml-service.js'
import { responseXml } from '../../support/saml-broker.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const CONFIRM = '[name="decision"][value="confirm"]'
const ROW = '[data-attribute="subjectId"]'

const service = (subjectId: 'none' | 'pairwise-id' | 'subject-id', entityId?: string) =>
  testService({ ...(entityId && { entityId }), settings: { subjectId, encrypt: 'never' } })

describe('an identifier that other portals know, too', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld({ services: [service('subject-id')] })
  })
  afterEach(() => world.stop())

  const toConfirm = async (client: WebClient) =>
    client.submit(await world.toPassword(client), { fields: { username: 'jana', password: RIGHT } })
  const answerIn = (page: WebPage) =>
    responseXml({ SAMLResponse: page.one('[name="SAMLResponse"]').attributes.get('value') ?? '' })
  const valueIn = (page: WebPage) =>
    /attribute:subject-id"[^>]*><saml:AttributeValue>([^<]*)</.exec(answerIn(page))?.[1] ?? null

  it('is shown before it leaves, with what it means, and is told to the audit log', async () => {
    const confirm = await toConfirm(createWebClient())
    expect(confirm.textOf(ROW)).to.be.a('string')
    expect(confirm.body).to.include('Daran können sie Sie wiedererkennen')
    expect(confirm.body).not.to.include('keine Angaben zu Ihrer Person')
    const client = createWebClient()
    const handOver = await client.submit(await toConfirm(client), { button: CONFIRM })
    expect(handOver.one('form').attributes.get('action')).to.equal(ACS)
    expect(valueIn(handOver)).to.match(/^[a-z2-7]{52}@/)
    expect(world.audit.at(-1)).to.deep.include({ action: 'login.answered' })
    expect(world.audit.at(-1)?.after).to.deep.include({ subjectId: 'subject-id' })
  })

  it('is asked for anew where the operator has set it since the citizen asked not to be asked', async () => {
    const client = createWebClient()
    await world.registers(service('none'))
    await client.submit(await toConfirm(client), { button: CONFIRM, fields: { remember: 'yes' } })
    const atOnce = await client.get(world.requestUrl())
    expect(atOnce.find('[name="SAMLResponse"]')).not.to.equal(null)
    expect(valueIn(atOnce)).to.equal(null)
    await world.registers(service('pairwise-id'))
    const pairwise = await client.get(world.requestUrl())
    expect(answerIn(pairwise)).to.include('attribute:pairwise-id')
    await world.registers(service('subject-id'))
    const asked = await client.get(world.requestUrl())
    expect(asked.find(ROW)).not.to.equal(null)
    await client.submit(asked, { button: CONFIRM, fields: { remember: 'yes' } })
    expect(valueIn(await client.get(world.requestUrl()))).to.match(/^[a-z2-7]{52}@/)
  })

  it('takes no press on a page that did not show it', async () => {
    const client = createWebClient()
    await world.registers(service('none'))
    const before = await toConfirm(client)
    expect(before.find(ROW)).to.equal(null)
    await world.registers(service('subject-id'))
    const shown = await client.submit(before, { button: CONFIRM })
    expect(shown.find('[name="SAMLResponse"]')).to.equal(null)
    expect(shown.find(ROW)).not.to.equal(null)
  })
})
