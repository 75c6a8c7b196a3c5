import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { textOf } from '../../support/html-document.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import type { WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const VERA = sampleOperator('vera')
const AUDITOR = sampleOperator('paul', { role: 'auditor', tenant: null })
const pageOf = (entityId: string): string => `/operator/dienste/${encodeURIComponent(entityId)}`

describe('the history of a service at the console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService(), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen] })
  })
  afterEach(() => world.stop())

  const set = async (client: WebClient, fields: Readonly<Record<string, string>>, id = SERVICE) =>
    client.submit(await client.get(world.url + pageOf(id)), { button: 'button[value="set"]', fields })
  const historyOf = (client: WebClient, id = SERVICE) => client.get(`${world.url}${pageOf(id)}/verlauf`)
  /** Presses the button of a version. */
  const asked = (client: WebClient, page: WebPage, version: string) => {
    expect(page.all('input[name="version"]').map(({ attributes }) => attributes.get('value'))).to.include(version)
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    return client.post(world.url + pageOf(SERVICE), { decision: 'restore', version, token }, { from: page })
  }
  const stored = () => world.services.get(SERVICE)
  /** Two settings of vera's: versions 1 and 2. */
  async function twoVersions() {
    const { client } = await signedIn(world, VERA)
    await set(client, { trustLevel: 'hoch', purpose: 'Antrag' })
    await set(client, { purpose: 'Bescheid' })
    return client
  }

  it('tells newest first who changed what, and leads there from the service', async () => {
    const client = await twoVersions()
    const service = await client.get(world.url + pageOf(SERVICE))
    const ways = service.all(`a[href="${pageOf(SERVICE)}/verlauf"]`).map(textOf)
    expect(ways).to.deep.equal(['Verlauf', 'Alle Fassungen'])
    const page = await historyOf(client)
    expect(page.all('[data-version]').map(({ attributes }) => attributes.get('data-version'))).to.deep.equal(['2', '1'])
    const newest = page.textOf('[data-version="2"]') ?? ''
    expect(newest).to.include('Fassung 2: Einstellungen geändert').and.include('gilt jetzt')
    expect(newest).to.match(/2026, \d\d:\d\d Uhr, von operator:Vera\.vera/)
    expect(newest).to.match(/Zweck\s*Antrag\s*Bescheid/)
  })

  it('shows what a version would change, and restores exactly that', async () => {
    const client = await twoVersions()
    const preview = await asked(client, await historyOf(client), '1')
    expect(preview.textOf('h1')).to.include('Fassung 1 wiederherstellen?')
    expect(preview.text).to.match(/Zweck\s*Bescheid\s*Antrag/)
    expect(stored()?.settings.purpose).to.equal('Bescheid')
    const done = await client.submit(preview, { button: 'button[value="restore"]' })
    expect(done.textOf('[data-testid="service-done"]')).to.include('wiederhergestellt')
    expect(stored()?.settings).to.include({ purpose: 'Antrag', trustLevel: 'hoch' })
    expect(world.audit.at(-1)).to.deep.include({ action: 'service.restored', actor: 'operator:Vera.vera' })
    expect((await historyOf(client)).textOf('[data-version="3"]')).to.include('Fassung 1 wiederhergestellt')
  })

  it('restores nothing but what was shown', async () => {
    const client = await twoVersions()
    const preview = await client.submit(await client.get(world.url + pageOf(SERVICE)), {
      button: 'button[value="restore"]',
    })
    await set((await signedIn(world, ADMIN)).client, { trustLevel: 'normal' })
    const again = await client.submit(preview, { button: 'button[value="restore"]' })
    expect(again.textOf('[data-testid="changed-meanwhile"]')).to.include('Inzwischen hat sich etwas geändert')
    expect(stored()?.settings).to.include({ purpose: 'Bescheid', trustLevel: 'normal' })
    await client.submit(again, { button: 'button[value="restore"]' })
    expect(stored()?.settings).to.include({ purpose: 'Antrag', trustLevel: 'hoch' })
  })

  it('begin anew for a tenant that a service is given to: what it was before stays with the other', async () => {
    const admin = (await signedIn(world, ADMIN)).client
    await set(admin, { purpose: 'Nur für Solingen' }, SOLINGEN)
    await set(admin, { tenant: 'Aachen', purpose: 'Antrag' }, SOLINGEN)
    const { client } = await signedIn(world, VERA)
    const page = await historyOf(client, SOLINGEN)
    expect(page.all('[data-version]').map(({ attributes }) => attributes.get('data-version'))).to.deep.equal(['2'])
    expect(page.text).not.to.include('Nur für Solingen').and.not.include('Mandant Solingen')
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    const fields = { decision: 'restore', version: '1', token }
    const asked = await client.post(world.url + pageOf(SOLINGEN), fields, { from: page })
    expect([asked.status, asked.find('[data-finding="version-unknown"]') !== null]).to.deep.equal([409, true])
    expect(asked.text).not.to.include('Nur für Solingen')
    expect((await historyOf(admin, SOLINGEN)).text).to.include('Nur für Solingen')
    await set(admin, { tenant: 'Solingen' }, SOLINGEN)
    expect((await historyOf(client, SOLINGEN)).status).to.equal(404)
  })

  it('says why a version is refused, and what no number is', async () => {
    const client = await twoVersions()
    const page = await client.get(world.url + pageOf(SERVICE))
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    const sent = (version: string) =>
      client.post(world.url + pageOf(SERVICE), { decision: 'restore', version, token }, { from: page })
    const unknown = await sent('7')
    expect([unknown.status, unknown.find('[data-finding="version-unknown"]') !== null]).to.deep.equal([409, true])
    expect((await sent('1 OR 1')).status).to.equal(400)
    expect((await sent('')).status).to.equal(400)
  })

  it('is another tenant’s secret, and may be read by whoever may only read', async () => {
    const admin = await signedIn(world, ADMIN)
    await set(admin.client, { purpose: 'Antrag' }, SOLINGEN)
    await set(admin.client, { purpose: 'Bescheid' }, SOLINGEN)
    const client = await twoVersions()
    expect((await historyOf(client, SOLINGEN)).status).to.equal(404)
    const own = await client.get(world.url + pageOf(SERVICE))
    const token = own.one('input[name="token"]').attributes.get('value') ?? ''
    const fields = { decision: 'restore', version: '1', token }
    expect((await client.post(world.url + pageOf(SOLINGEN), fields, { from: own })).status).to.equal(404)
    const auditor = await signedIn(world, AUDITOR)
    const read = await historyOf(auditor.client)
    expect([read.status, read.find('button[value="restore"]')]).to.deep.equal([200, null])
  })

  it('brings a removed service back, to its own tenant alone', async () => {
    const client = await twoVersions()
    const question = await client.submit(await client.get(world.url + pageOf(SERVICE)), {
      button: 'button[value="ask-remove"]',
    })
    expect(question.text).to.include('In den letzten 30 Tagen hat sich hier niemand angemeldet.')
    expect(question.text).to.include('Noch niemand hat hier ein Pseudonym.').and.include('Der Verlauf bleibt')
    await client.submit(question, { button: 'button[value="remove"]' })
    expect((await client.get(world.url + pageOf(SERVICE))).status).to.equal(404)
    const other = await signedIn(world, sampleOperator('otto', { tenant: tenantId('Solingen') }))
    expect((await historyOf(other.client)).status).to.equal(404)
    const page = await historyOf(client)
    expect(page.text).to.include('Dieses Portal ist entfernt')
    const preview = await asked(client, page, '3')
    const done = await client.submit(preview, { button: 'button[value="restore"]' })
    expect(done.url).to.include(pageOf(SERVICE))
    expect(stored()?.settings.purpose).to.equal('Bescheid')
  })
})
