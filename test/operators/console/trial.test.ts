import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { attributeService, SERVICE, serviceKey, testService } from '../../support/saml-service.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const VERA = sampleOperator('vera')
const pageOf = (entityId: string): string => `/operator/dienste/${encodeURIComponent(entityId)}`
const METADATA = {
  attributeConsumingServices: [attributeService({ isDefault: true, required: ['familyName'], optional: ['deMail'] })],
  keys: [serviceKey('serviceEncryption', 'both')],
}
const TEST = 'button[value="test"]'

describe('the test login at the console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService({ metadata: METADATA }), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen] })
  })
  afterEach(() => world.stop())

  it('shows what would leave, in words and as XML, and says that nothing did', async () => {
    const { client } = await signedIn(world, VERA)
    const page = await client.submit(await client.get(world.url + pageOf(SERVICE)), { button: TEST })
    expect(page.status).to.equal(200)
    expect(page.one('[data-testid="trial-outcome"]').attributes.get('data-outcome')).to.equal('answered')
    expect(page.textOf('[data-attribute="familyName"]')).to.equal('Ḥaddād-Musterfrau')
    expect(page.textOf('[data-withheld="deMail"]')).to.equal('De-MailDiese Angabe kann hier niemand machen.')
    expect(page.textOf('[data-testid="trial-level"]')).to.equal('normal')
    expect(page.textOf('[data-testid="trial-assertion"]')).to.include('Ḥaddād-Musterfrau')
    expect(page.textOf('[data-testid="trial-response"]')).to.include('EncryptedAssertion').and.not.include('Ḥaddād')
    expect(page.body).not.to.include('name="SAMLResponse"')
    expect(world.audit.map(({ action, actor }) => [action, actor])).to.deep.include([
      ...['service.tested', 'operator:Vera.vera'],
    ])
    expect(world.accounts.has('test-citizen')).to.equal(false)
    expect(world.ends).to.deep.equal([])
  })

  it('says why a login has no answer, and does it again at the press of a button', async () => {
    const { client } = await signedIn(world, VERA)
    const page = await client.get(world.url + pageOf(SERVICE))
    const set = await client.submit(page, { button: 'button[value="set"]', fields: { trustLevel: 'hoch' } })
    const none = await client.submit(set, { button: TEST })
    expect(none.textOf('[data-testid="trial-outcome"]')).to.include('erreicht das Niveau')
    expect(none.find('[data-testid="trial-response"]')).to.equal(null)
    await client.submit(set, { button: 'button[value="set"]', fields: { trustLevel: 'normal' } })
    const again = await client.submit(none, { button: TEST })
    expect(again.textOf('[data-testid="trial-outcome"]')).to.include('gelingt')
  })

  it('is for those who look after the service alone', async () => {
    const { client } = await signedIn(world, VERA)
    const page = await client.get(world.url + pageOf(SERVICE))
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    const foreign = await client.post(world.url + pageOf(SOLINGEN), { decision: 'test', token }, { from: page })
    expect(foreign.status).to.equal(404)
    const auditor = await signedIn(world, sampleOperator('paul', { role: 'auditor' }))
    const read = await auditor.client.get(world.url + pageOf(SERVICE))
    expect(read.find(TEST)).to.equal(null)
    const own = read.one('input[name="token"]').attributes.get('value') ?? ''
    const refused = await auditor.client.post(read.url, { decision: 'test', token: own }, { from: read })
    expect(refused.status).to.equal(403)
    expect(world.audit.map(({ action }) => action)).not.to.include('service.tested')
  })
})
