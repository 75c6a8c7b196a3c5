import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { sampleAudit } from '../../contracts/samples.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import type { WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const VERA = sampleOperator('vera')
const PAGE = `/operator/dienste/${encodeURIComponent(SERVICE)}`

describe('settings at the console that two people change at once', () => {
  let world: HttpWorld
  let vera: WebClient
  let seen: WebPage
  beforeEach(async () => {
    world = await httpWorld({ services: [{ ...testService(), tenant: tenantId('Aachen') }] })
    vera = (await signedIn(world, VERA)).client
    seen = await vera.get(world.url + PAGE)
    const admin = (await signedIn(world, ADMIN)).client
    await apply(admin, await admin.get(world.url + PAGE), { trustLevel: 'hoch', purpose: 'Bescheid' })
  })
  afterEach(() => world.stop())

  const apply = (client: WebClient, page: WebPage, fields: Readonly<Record<string, string>>) =>
    client.submit(page, { button: 'button[value="set"]', fields })
  const stored = () => world.services.get(SERVICE)?.settings
  const valueOf = (page: WebPage, name: string) => page.one(`input[name="${name}"]`).attributes.get('value')

  it('are shown again, and nothing of the other is taken back', async () => {
    const again = await apply(vera, seen, { legalBasis: 'Onlinezugangsgesetz' })
    expect(again.status).to.equal(409)
    expect(again.textOf('[data-testid="changed-meanwhile"]')).to.include('Noch ist nichts übernommen')
    expect(stored()).to.include({ trustLevel: 'hoch', purpose: 'Bescheid', legalBasis: null })
    expect(valueOf(again, 'trustLevel')).to.equal('hoch')
    expect(valueOf(again, 'legalBasis')).to.equal('Onlinezugangsgesetz')
    const done = await apply(vera, again, {})
    expect(done.textOf('[data-testid="service-done"]')).to.include('übernommen')
    expect(stored()).to.include({ trustLevel: 'hoch', purpose: 'Bescheid', legalBasis: 'Onlinezugangsgesetz' })
  })

  it('keep what was typed into the same field, for whoever typed it to decide', async () => {
    const again = await apply(vera, seen, { purpose: 'Antrag' })
    expect([again.status, valueOf(again, 'purpose'), stored()?.purpose]).to.deep.equal([409, 'Antrag', 'Bescheid'])
    await apply(vera, again, {})
    expect(stored()).to.include({ trustLevel: 'hoch', purpose: 'Antrag' })
  })

  it('are taken one by one from a form that does not say what it showed, and from none that says it wrongly', async () => {
    const token = valueOf(seen, 'token') ?? ''
    const sent = (fields: Readonly<Record<string, string>>) =>
      vera.post(world.url + PAGE, { token, decision: 'set', ...fields }, { from: seen })
    expect((await sent({ purpose: 'Antrag' })).status).to.equal(200)
    expect(stored()).to.include({ trustLevel: 'hoch', purpose: 'Antrag' })
    for (const shownSettings of ['', '{', 'null', '[]', '{"purpose":1}']) {
      expect((await sent({ purpose: 'x', shownSettings })).status, shownSettings).to.equal(400)
    }
    expect(stored()?.purpose).to.equal('Antrag')
  })
})

describe('the sector of a service that is in use, at the console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    world = await httpWorld({ services: [{ ...testService(), tenant: tenantId('Aachen') }] })
    const entry = sampleAudit('login.answered', { subject: 'somebody', after: { service: SERVICE } })
    await world.sectors.append(entry, 'answer.0', SERVICE)
  })
  afterEach(() => world.stop())

  it('changes where its name is typed and a second person of the tenant agrees, who is told how many', async () => {
    const vera = (await signedIn(world, VERA)).client
    const form = await vera.get(world.url + PAGE)
    expect(form.find('input[name="presentSector"]')).to.equal(null)
    const fields = { sector: 'neu' }
    const asked = await vera.submit(form, { button: 'button[value="set"]', fields })
    expect([asked.status, asked.text.includes('1 Konto bekommt eine neue Kennung')]).to.deep.equal([409, true])
    const button = 'button[value="new-pseudonyms"]'
    const wrong = await vera.submit(asked, { button, fields: { presentSector: 'neu' } })
    expect([wrong.status, wrong.find('[data-finding="sector-typed"]') !== null]).to.deep.equal([409, true])
    const draft = await vera.submit(wrong, { button, fields: { presentSector: SERVICE } })
    expect(draft.url).to.match(/\/operator\/entwuerfe\/[\w-]+\?fertig=proposed$/)
    expect(world.services.get(SERVICE)?.settings.sector).to.equal(SERVICE)
    const uwe = (await signedIn(world, sampleOperator('uwe'))).client
    const shown = await uwe.get(draft.url.replace(/\?.*/, ''))
    expect(shown.textOf('[data-testid="new-pseudonyms"]')).to.include('1 Konto bekommt eine neue Kennung')
    await uwe.submit(shown, { button: 'button[value="approve"]' })
    expect(world.services.get(SERVICE)?.settings.sector).to.equal('neu')
  })
})
