import { expect } from 'chai'
import { checkStage } from '../../../src/compose/check-stage.js'
import {
  akdbService,
  attributeList,
  BPK2,
  display,
  extension,
  FAMILY_NAME,
  GIVEN_NAME,
  methodList,
  PROVED_BY,
  requested,
  said,
  akdbRequest,
} from '../../support/akdb-requests.js'
import { citizen } from '../../support/flow-world.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { serviceKey } from '../../support/saml-service.js'
import { responseXml } from '../../support/saml-broker.js'
import { rejectionMessageOf } from '../../support/saml-errors.js'
import { signedRedirectQuery } from '../../support/saml-requests.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { openWorld } from '../../support/world.js'

const PLACE_OF_BIRTH = 'urn:oid:1.3.6.1.5.5.7.9.2'
const CITIZENS = [
  { id: 'erika', methods: ['eid', 'elster', 'password'], givenName: 'Erika', familyName: 'Musterfrau' },
  { id: 'jana', methods: ['password'], givenName: 'Jana', familyName: 'Nowak', birthDate: '1999-12-31' },
  { id: 'gast', methods: ['eid'], temporary: true, givenName: 'Ömer', familyName: 'Gäste' },
]
const ALL = attributeList(requested(GIVEN_NAME, 'true'), requested(FAMILY_NAME), requested(BPK2), requested(PROVED_BY))

describe('a deployment with test citizens', () => {
  let world: HttpWorld
  let count = 0
  before(async () => {
    // Without a key to encrypt with, so that the answers can be read.
    const service = akdbService({ metadata: { keys: [serviceKey('service')] }, settings: { trustLevel: 'basis' } })
    world = await httpWorld({ services: [service], citizens: [], testCitizens: CITIZENS })
  })
  after(() => world.stop())

  const begin = (client: WebClient, content = ALL, level?: string): Promise<WebPage> => {
    const attributes = { ID: `_test-${++count}`, IssueInstant: new Date(world.clock.now()).toISOString() }
    const xml = akdbRequest(extension(content + display(said('OrganizationDisplayName', 'Amt'))), { attributes }, level)
    return client.get(`${world.url}/saml/sso?${signedRedirectQuery(xml, { relayState: 'ticket-17' })}`)
  }
  const choosing = async (path: string): Promise<WebClient> => {
    const client = createWebClient()
    expect((await client.get(`${world.url}/test/citizen/${path}`)).status).to.equal(200)
    return client
  }
  const sent = (page: WebPage): string =>
    responseXml({ SAMLResponse: page.find('[name="SAMLResponse"]')?.attributes.get('value') ?? '' })
  const proved = (xml: string) => /494450\.2"[^>]*><saml:AttributeValue[^>]*>([^<]*)/.exec(xml)?.[1]
  const levelIn = (xml: string) => /<saml:AuthnContextClassRef>([^<]*)/.exec(xml)?.[1]

  it('says on every page that it is for trying out', async () => {
    const client = createWebClient()
    for (const path of ['/', '/test/citizen', '/operator/anmelden', '/anfrage-pruefen', '/nirgends', '/abmelden'])
      expect((await client.get(world.url + path)).find('[data-testid="test-site"]'), path).not.to.equal(null)
    expect((await begin(client)).find('[data-testid="test-site"]')).not.to.equal(null)
  })

  it('lets test citizens log in from the page, by the methods that they have', async () => {
    const client = createWebClient()
    const first = await begin(client)
    expect(first.all('[data-method]').map((each) => each.attributes.get('data-method'))).to.deep.equal([
      'password',
      'elster',
      'eid',
    ])
    const people = await client.click(first, '[data-method="elster"]')
    expect(people.all('[data-citizen]').map((each) => each.attributes.get('data-citizen'))).to.deep.equal(['erika'])
    const confirm = await client.click(people, '[data-citizen="erika"]')
    const xml = sent(await client.click(confirm, '[name="decision"][value="confirm"]'))
    expect(levelIn(xml)).to.equal('STORK-QAA-Level-3')
    expect(proved(xml)).to.equal('Elster')
    expect(xml)
      .to.include('>Erika<')
      .and.match(/FriendlyName="givenName"[^>]*akdb:TrustLevel="SUBSTANTIELL"/)
  })

  it('takes a whole login of a chosen test citizen, by the method of the lowest level that will do', async () => {
    const client = await choosing('erika?end=confirm')
    const basis = sent(await begin(client))
    expect([levelIn(basis), proved(basis)]).to.deep.equal(['STORK-QAA-Level-1', 'Benutzername'])
    expect(basis).to.include('>Musterfrau<')
    const substantiell = sent(await begin(client, ALL, 'STORK-QAA-Level-3'))
    expect([levelIn(substantiell), proved(substantiell)]).to.deep.equal(['STORK-QAA-Level-3', 'Elster'])
    const again = await choosing('erika?end=confirm')
    const eid = sent(await begin(again, methodList('<akdb:eID/>') + ALL))
    expect([levelIn(eid), proved(eid)]).to.deep.equal(['STORK-QAA-Level-4', 'eID'])
  })

  it('stops at the confirm page where no end is said, and passes a temporary login through without an account', async () => {
    const client = await choosing('gast')
    const before = world.accounts.size
    const confirm = await begin(client)
    expect(confirm.find('[name="decision"][value="confirm"]')).not.to.equal(null)
    const xml = sent(await client.click(confirm, '[name="decision"][value="confirm"]'))
    expect(xml).to.include('>Ömer<')
    expect(world.accounts.size).to.equal(before)
  })

  it('offers no account to a temporary test citizen', async () => {
    const client = createWebClient()
    const people = await client.click(await begin(client), '[data-method="eid"]')
    const question = await client.click(people, '[data-citizen="gast"]')
    expect(question.all('[name="decision"]').map((each) => each.attributes.get('value'))).to.deep.equal([
      'temporary',
      'cancel',
    ])
  })

  it('cancels, declines, and lacks what is required, for tests of what a portal does then', async () => {
    const cancelled = sent(await begin(await choosing('erika?end=cancel')))
    expect(cancelled).to.include('status:AuthnFailed').and.include('<samlp:StatusMessage>cancelled<')
    const declined = sent(await begin(await choosing('jana?end=decline')))
    expect(declined).to.include('status:RequestDenied').and.include('<samlp:StatusMessage>declined<')
    const lacking = sent(
      await begin(await choosing('jana?end=confirm'), attributeList(requested(PLACE_OF_BIRTH, 'true'))),
    )
    expect(lacking).to.include('IDP_REQUIRED_ATTRIBUTES_MISSING')
    const tooLow = await begin(await choosing('jana?end=confirm'), ALL, 'STORK-QAA-Level-4')
    expect(tooLow.find('[data-method="eid"]')).not.to.equal(null)
  })

  it('is the next test citizen’s once another one is chosen, and nobody’s once it is forgotten', async () => {
    const client = await choosing('erika?end=confirm')
    expect(sent(await begin(client))).to.include('>Erika<')
    await client.get(`${world.url}/test/citizen/jana?end=confirm`)
    expect(sent(await begin(client))).to.include('>Jana<')
    await client.get(`${world.url}/test/citizen/none`)
    expect((await begin(client)).find('[data-method="password"]')).not.to.equal(null)
  })

  it('knows no other id, no other end, and is not chosen by a HEAD', async () => {
    const client = createWebClient()
    for (const path of ['niemand', 'erika?end=alles', 'erika%2e'])
      expect((await client.get(`${world.url}/test/citizen/${path}`)).status, path).to.equal(404)
    expect((await fetch(`${world.url}/test/citizen/erika`, { method: 'HEAD' })).headers.get('set-cookie')).to.equal(
      null,
    )
    expect((await client.get(`${world.url}/test/citizen/erika`)).find('[data-citizen="jana"]')).not.to.equal(null)
  })
})

describe('any other deployment', () => {
  it('has no test citizens: no page, and a cookie that chooses one does nothing', async () => {
    const world = await httpWorld({ services: [akdbService()] })
    try {
      const client = createWebClient()
      expect((await client.get(`${world.url}/test/citizen/jana`)).status).to.equal(404)
      expect((await client.get(`${world.url}/`)).find('[data-testid="test-site"]')).to.equal(null)
      const attributes = { ID: '_other-1', IssueInstant: new Date(world.clock.now()).toISOString() }
      const xml = akdbRequest(extension(ALL), { attributes })
      const began = await fetch(`${world.url}/saml/sso?${signedRedirectQuery(xml)}`, { redirect: 'manual' })
      const [login = ''] = (began.headers.get('set-cookie') ?? '').split(';')
      const shown = await fetch(new URL(began.headers.get('location') ?? '', world.url), {
        headers: { cookie: `${login}; test-citizen=jana.cancel` },
        redirect: 'manual',
      })
      expect(shown.status).to.equal(200)
      expect(await shown.text()).to.include('data-method="password"')
    } finally {
      await world.stop()
    }
  })
})

describe('a store', () => {
  it('is of one stage: a deployment of the other one does not start on it', async () => {
    const test = await openWorld({ settings: { stage: 'test', testCitizens: CITIZENS } })
    const { database } = test.services.stores
    await checkStage('test', database)
    expect(await rejectionMessageOf(checkStage('productive', database))).to.include('a database of its own')
    await test.close()
  })

  it('of real people is none for test citizens', async () => {
    const real = await openWorld()
    const { database } = real.services.stores
    await checkStage('test', database)
    await checkStage('productive', database)
    real.view.has(citizen('jana'))
    await checkStage('productive', database)
    expect(await rejectionMessageOf(checkStage('test', database))).to.include('accounts of real people')
    expect(await rejectionMessageOf(real.services.renew({ ...real.config.settings, stage: 'test' }))).to.include(
      'a database of its own',
    )
    await real.close()
  })
})
