import { expect } from 'chai'
import { accountId, draftId, tenantId } from '../../../src/domain/ids.js'
import { days, minutes } from '../../../src/domain/instant.js'
import { sampleAudit, samplePseudonymDraft } from '../../contracts/samples.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import type { WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { spMetadata } from '../../support/xml-metadata.js'
import { signedIn, signInAgain, upload } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const VERA = sampleOperator('vera')
const UWE = sampleOperator('uwe')
const pageOf = (entityId: string): string => `/operator/dienste/${encodeURIComponent(entityId)}`

describe('a change at the console that waits for a second person', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService(), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen], operators: { secondPerson: true } })
  })
  afterEach(() => world.stop())

  const set = async (client: WebClient, fields: Readonly<Record<string, string>>, id = SERVICE) =>
    client.submit(await client.get(world.url + pageOf(id)), { button: 'button[value="set"]', fields })
  const stored = () => world.services.get(SERVICE)
  const approve = { button: 'button[value="approve"]' }

  it('is shown as a draft, and made when another operator approves what is shown', async () => {
    const vera = (await signedIn(world, VERA)).client
    const draft = await set(vera, { purpose: 'Antrag' })
    expect(draft.url).to.match(/\/operator\/entwuerfe\/[\w-]+\?fertig=proposed$/)
    expect(draft.textOf('[data-testid="draft-done"]')).to.include('Das gilt noch nicht')
    expect(stored()?.settings.purpose).to.equal(null)
    const uwe = await signedIn(world, UWE)
    const overview = await uwe.client.get(`${world.url}/operator`)
    expect(overview.textOf('a[href="/operator/entwuerfe"]')).to.equal('Entwürfe')
    expect(overview.text).to.include('1 Änderung wartet auf eine zweite Person.')
    const list = await uwe.client.get(`${world.url}/operator/entwuerfe`)
    const id = list.one('[data-draft]').attributes.get('data-draft') ?? ''
    const page = await uwe.client.get(`${world.url}/operator/entwuerfe/${id}`)
    expect(page.text).to.match(/Zweck\s*\(leer\)\s*Antrag/)
    expect(page.text).to.include('Vorgeschlagen von operator:Vera.vera')
    const done = await uwe.client.submit(page, approve)
    expect(done.textOf('[data-testid="draft-done"]')).to.include('Bestätigt')
    expect(stored()?.settings.purpose).to.equal('Antrag')
    const told = world.audit.slice(-2).map(({ action, actor }) => [action, actor])
    expect(told).to.deep.equal([
      ['service.set', 'operator:Vera.vera'],
      ['draft.approved', 'operator:Vera.uwe'],
    ])
    const history = await uwe.client.get(`${world.url}${pageOf(SERVICE)}/verlauf`)
    expect(history.text).to.include('von operator:Vera.vera, bestätigt von operator:Vera.uwe')
  })

  it('is a key that is taken out of use by force, which stays in use until then', async () => {
    const { client } = await signedIn(world, ADMIN)
    const page = await client.get(`${world.url}/operator/schluessel`)
    const made = await client.submit(page, {
      button: 'button[value="generate"]',
      fields: { use: 'signing', type: 'EC-P-256' },
    })
    const key = made.one('[data-key-state="next"]').attributes.get('data-key') ?? ''
    const token = made.one('[name="token"]').attributes.get('value') ?? ''
    const asked = await client.post(page.url, { token, decision: 'ask-retire', key })
    expect(asked.text).to.include('Eine zweite Person muss zustimmen.')
    const draft = await client.post(page.url, { token, decision: 'retire-at-once', key })
    expect(draft.textOf('[data-testid="draft-done"]')).to.include('Das gilt noch nicht')
    expect((await client.get(page.url)).find(`[data-key="${key}"][data-key-state="next"]`)).not.to.equal(null)
  })

  it('is approved by nobody’s own hand, under another session neither', async () => {
    const { client, key } = await signedIn(world, VERA)
    const draft = await set(client, { purpose: 'Antrag' })
    expect(draft.find('button[value="approve"]')).to.equal(null)
    world.clock.pass(minutes(1))
    const again = await signInAgain(world, VERA.username, key)
    const page = await again.get(draft.url)
    expect(page.text).to.include('Bestätigen muss ihn jemand anderes')
    const sent = await forced(again, page, 'approve')
    expect([sent.status, sent.find('[data-finding="draft-own"]') !== null]).to.deep.equal([409, true])
    expect(stored()?.settings.purpose).to.equal(null)
    const back = await client.submit(await client.get(draft.url), { button: 'button[value="reject"]' })
    expect(back.textOf('[data-testid="draft-done"]')).to.include('Nichts wurde geändert')
  })

  /** Sends what the page has no button for. */
  const forced = (client: WebClient, page: WebPage, decision: string, shown?: string) => {
    const value = (name: string): string => page.one(`input[name="${name}"]`).attributes.get('value') ?? ''
    const fields = { decision, token: value('token'), shown: shown ?? value('shown') }
    return client.post(page.url.replace(/\?.*/, ''), fields, { from: page })
  }

  it('is nothing that another tenant sees or decides', async () => {
    const admin = (await signedIn(world, ADMIN)).client
    const foreign = await set(admin, { purpose: 'Antrag' }, SOLINGEN)
    const moving = await set(admin, { tenant: 'Solingen' })
    const vera = (await signedIn(world, VERA)).client
    const own = await set(vera, { purpose: 'Bescheid' })
    const uwe = (await signedIn(world, UWE)).client
    const list = await uwe.get(`${world.url}/operator/entwuerfe`)
    expect(list.all('[data-draft]')).to.have.length(1)
    for (const { url } of [foreign, moving]) {
      const address = url.replace(/\?.*/, '')
      expect((await uwe.get(address)).status).to.equal(404)
      const page = await uwe.get(own.url)
      const token = page.one('input[name="token"]').attributes.get('value') ?? ''
      for (const decision of ['approve', 'reject']) {
        const sent = await uwe.post(address, { decision, token, shown: '' }, { from: page })
        expect(sent.status).to.equal(404)
      }
    }
    expect(stored()?.tenant).to.equal('Aachen')
    expect(world.services.get(SOLINGEN)?.settings.purpose).to.equal(null)
  })

  it('is approved as it was shown alone: another digest, or none, decides nothing', async () => {
    const draft = await set((await signedIn(world, VERA)).client, { purpose: 'Antrag' })
    const uwe = (await signedIn(world, UWE)).client
    const page = await uwe.get(draft.url)
    for (const shown of ['', 'another']) {
      const sent = await forced(uwe, page, 'approve', shown)
      expect([sent.status, sent.find('[data-finding="draft-changed"]') !== null]).to.deep.equal([409, true])
    }
    expect(stored()?.settings.purpose).to.equal(null)
    expect((await forced(uwe, page, 'delete')).status).to.equal(400)
  })

  it('is not made on another base, nor after its time, and says so', async () => {
    const vera = (await signedIn(world, VERA)).client
    const [one, other] = [await set(vera, { purpose: 'Antrag' }), await set(vera, { purpose: 'Bescheid' })]
    const uwe = (await signedIn(world, UWE)).client
    const before = await uwe.get(other.url)
    await uwe.submit(await uwe.get(one.url), approve)
    const late = await uwe.submit(before, approve)
    expect(late.find('[data-finding="draft-moved"]')).not.to.equal(null)
    expect(late.text).to.include('Er gilt nicht mehr')
    expect(late.find('button[value="approve"]')).to.equal(null)
    expect(stored()?.settings.purpose).to.equal('Antrag')
    const third = await set(vera, { purpose: 'Auskunft' })
    world.clock.pass(days(14))
    const again = (await signedIn(world, sampleOperator('rosa'))).client
    expect((await again.get(third.url)).text).to.include('Die Frist ist vorbei')
  })

  it('is an import of pseudonyms, which an admin alone agrees to, and which tells nobody’s', async () => {
    const id = draftId('pseudonyms')
    const JANA = [...world.accounts.keys()].find((each) => each.endsWith('jana')) ?? ''
    await world.pseudonyms.propose(
      {
        ...samplePseudonymDraft(id, SERVICE, 1),
        expiresAt: world.clock.now() + days(1),
      },
      [{ line: 1, account: accountId(JANA), value: 'frühere-1' }],
      sampleAudit('draft.proposed'),
    )
    const address = `${world.url}/operator/entwuerfe/${id}`
    const vera = (await signedIn(world, VERA)).client
    expect((await vera.get(address)).status).to.equal(404)
    const otto = (await signedIn(world, sampleOperator('otto', { tenant: null }))).client
    const seen = await otto.get(address)
    expect(seen.find('button[value="approve"]')).to.equal(null)
    const admin = (await signedIn(world, ADMIN)).client
    const page = await admin.get(address)
    expect(page.text).to.include('1 Konto behält im Bereich')
    expect(page.body).not.to.match(/frühere-1|jana/)
    const value = (name: string): string => page.one(`input[name="${name}"]`).attributes.get('value') ?? ''
    const token = (await otto.get(`${world.url}/operator`)).one('input[name="token"]').attributes.get('value') ?? ''
    for (const decision of ['approve', 'reject']) {
      const sent = await otto.post(address, { decision, token, shown: value('shown') }, { from: seen })
      expect([sent.status, world.accounts.get(JANA)?.earlierPseudonyms]).to.deep.equal([403, []])
    }
    await admin.submit(page, approve)
    expect(world.accounts.get(JANA)?.earlierPseudonyms).to.deep.equal([{ sector: SERVICE, value: 'frühere-1' }])
  })

  it('is no way round for a stop', async () => {
    const vera = (await signedIn(world, VERA)).client
    const stopped = await vera.submit(await vera.get(world.url + pageOf(SERVICE)), {
      button: 'button[value="disable"]',
    })
    expect(stopped.textOf('[data-testid="service-done"]')).to.include('gesperrt')
    expect(stored()?.active).to.equal(false)
    const enabling = await vera.submit(stopped, { button: 'button[value="enable"]' })
    expect(enabling.textOf('h1')).to.equal('Entwurf: Portal freigeben')
    expect(stored()?.active).to.equal(false)
  })

  it('is an import as it was looked at, too', async () => {
    const admin = (await signedIn(world, ADMIN)).client
    const looked = await upload(admin, await admin.get(`${world.url}/operator/einlesen`), {
      decision: 'preview',
      file: spMetadata({ entityId: 'https://neu.example/sp' }),
    })
    const draft = await upload(admin, looked, { decision: 'apply' })
    expect(draft.textOf('h1')).to.equal('Entwurf: Portal registrieren')
    expect(draft.all('[data-service]').map(({ attributes }) => attributes.get('data-service'))).to.deep.equal([
      'https://neu.example/sp',
    ])
    expect(world.services.size).to.equal(2)
    const other = (await signedIn(world, sampleOperator('olga', { role: 'admin', tenant: null }))).client
    await other.submit(await other.get(draft.url), approve)
    expect(world.services.size).to.equal(3)
  })

  it('is a key that is activated, too', async () => {
    const admin = (await signedIn(world, ADMIN)).client
    const announced = await admin.submit(await admin.get(`${world.url}/operator/schluessel`), {
      button: 'button[value="generate"]',
      fields: { use: 'signing', type: 'EC-P-256' },
    })
    const key = announced.one('[data-key-state="next"]').attributes.get('data-key') ?? ''
    const question = await admin.click(announced, 'button[name="decision"][value="activate"]')
    const draft = await admin.submit(question, { button: 'button[value="activate-early"]' })
    expect(draft.textOf('h1')).to.equal('Entwurf: Schlüssel aktivieren')
    expect(draft.text).to.include(key)
    const vera = (await signedIn(world, VERA)).client
    expect((await vera.get(draft.url)).status).to.equal(404)
    const other = (await signedIn(world, sampleOperator('olga', { role: 'admin', tenant: null }))).client
    const state = async () => {
      const page = await other.get(`${world.url}/operator/schluessel`)
      return page.one(`[data-key="${key}"]`).attributes.get('data-key-state')
    }
    expect(await state()).to.equal('next')
    await other.submit(await other.get(draft.url), approve)
    expect(await state()).to.equal('active')
  })

  it('may be read by an auditor, who decides nothing', async () => {
    const draft = await set((await signedIn(world, VERA)).client, { purpose: 'Antrag' })
    const paul = (await signedIn(world, sampleOperator('paul', { role: 'auditor' }))).client
    const page = await paul.get(draft.url)
    expect([page.status, page.find('button[value="approve"]')]).to.deep.equal([200, null])
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    const sent = await paul.post(draft.url.replace(/\?.*/, ''), { decision: 'approve', token }, { from: page })
    expect(sent.status).to.equal(403)
  })
})
