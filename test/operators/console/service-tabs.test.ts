import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { attributeService, SERVICE, serviceKey, testService } from '../../support/saml-service.js'
import type { WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { SETTING_KEYS } from '../../../src/operators/typed/setting-keys.js'
import { SHOWN_TABS, serviceTabPath, TAB_SETTINGS } from '../../../src/operators/console/service-tabs.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const VERA = sampleOperator('vera')
const PAGE = `/operator/dienste/${encodeURIComponent(SERVICE)}`
const TABS = [
  ['Überblick', PAGE],
  ['Endpunkte', `${PAGE}/endpunkte`],
  ['Schlüssel', `${PAGE}/schluessel`],
  ['Attribute', `${PAGE}/attribute`],
  ['Niveau', `${PAGE}/niveau`],
  ['Verlauf', `${PAGE}/verlauf`],
  ['Test', `${PAGE}/test`],
] as const

describe('the pages of one service at the console', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    const metadata = {
      attributeConsumingServices: [
        attributeService({ isDefault: true, required: ['familyName'], optional: ['email'], unknown: ['urn:x:shoe'] }),
      ],
      keys: [serviceKey('serviceEncryption', 'both')],
    }
    const aachen = { ...testService({ metadata }), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen] })
    ;({ client } = await signedIn(world, VERA))
  })
  afterEach(() => world.stop())

  const fieldsOf = (page: WebPage): readonly string[] =>
    SETTING_KEYS.map(({ name }) => name).filter((name) => page.find(`input[name="${name}"]`) !== null)

  it('lead to each other by links, each with an address of its own, and say which one it is', async () => {
    for (const [name, path] of TABS) {
      const page = await client.get(world.url + path)
      expect(page.status, name).to.equal(200)
      const links = page.all('a[data-tab]')
      expect(links.map((link) => link.attributes.get('href'))).to.deep.equal(TABS.map(([, each]) => each))
      const here = links.filter((link) => link.attributes.get('aria-current') === 'page')
      expect(here.map((link) => link.attributes.get('href'))).to.deep.equal([path])
      expect(page.all('main').length).to.equal(1)
    }
    const trial = await client.submit(await client.get(`${world.url}${PAGE}/test`), { button: 'button[value="test"]' })
    expect(trial.url).to.equal(`${world.url}${PAGE}/test`)
    expect(trial.find('[data-testid="trial-outcome"]')).not.to.equal(null)
    expect(trial.one('a[data-tab][aria-current]').attributes.get('href')).to.equal(`${PAGE}/test`)
  })

  it('keep every setting and every button at the address of the service itself', async () => {
    const page = await client.get(world.url + PAGE)
    expect(fieldsOf(page)).to.deep.equal(SETTING_KEYS.map(({ name }) => name))
    const set = await client.submit(page, { button: 'button[value="set"]', fields: { purpose: 'Antrag' } })
    await client.submit(set, { button: 'button[value="set"]', fields: { purpose: 'Bescheid' } })
    const again = await client.get(world.url + PAGE)
    for (const decision of ['set', 'disable', 'ask-remove', 'test', 'restore']) {
      expect(again.find(`button[name="decision"][value="${decision}"]`), decision).not.to.equal(null)
    }
  })

  it('have the settings of their subject, which are set there and shown there again', async () => {
    for (const tab of ['endpoints', 'keys', 'attributes', 'level'] as const) {
      const page = await client.get(world.url + serviceTabPath(SERVICE, tab))
      expect([...fieldsOf(page)].sort(), tab).to.deep.equal([...TAB_SETTINGS[tab]].sort())
    }
    const level = await client.get(`${world.url}${PAGE}/niveau`)
    const done = await client.submit(level, { button: 'button[value="set"]', fields: { trustLevel: 'hoch' } })
    expect(done.url).to.equal(`${world.url}${PAGE}/niveau?fertig=set`)
    expect(done.textOf('[data-testid="service-done"]')).to.include('übernommen')
    expect(world.services.get(SERVICE)?.settings).to.include({ trustLevel: 'hoch', sign: 'both' })
    const wrong = await client.submit(done, { button: 'button[value="set"]', fields: { trustLevel: 'mittel' } })
    expect(wrong.one('a[data-tab][aria-current]').attributes.get('href')).to.equal(`${PAGE}/niveau`)
    expect(wrong.one('input[name="trustLevel"]').attributes.get('value')).to.equal('mittel')
    expect(world.services.get(SERVICE)?.settings.trustLevel).to.equal('hoch')
  })

  it('say in the words of the page what a setting may hold', async () => {
    const tried = async (path: string, fields: Readonly<Record<string, string>>) =>
      (await client.submit(await client.get(world.url + path), { button: 'button[value="set"]', fields })).text
    expect(await tried(`${PAGE}/schluessel`, { sign: 'alles' })).to.include(
      'Möglich ist: both (Antwort und Assertion), assertion (nur die Assertion), response (nur die Antwort)',
    )
    expect(await tried(`${PAGE}/attribute`, { requiredAttributes: 'x' })).to.include(
      'Möglich ist: eine Liste mit Komma aus givenName (Vorname), familyName (Familienname)',
    )
    expect(await tried(PAGE, { purpose: 'x'.repeat(501) })).to.include('ein Text mit höchstens 500 Zeichen')
  })

  it('change nothing that another page was shown before somebody else did', async () => {
    const level = await client.get(`${world.url}${PAGE}/niveau`)
    const overview = await client.get(world.url + PAGE)
    await client.submit(overview, { button: 'button[value="set"]', fields: { purpose: 'Antrag' } })
    const fine = await client.submit(level, { button: 'button[value="set"]', fields: { sso: 'false' } })
    expect(fine.textOf('[data-testid="service-done"]'), 'another subject').to.include('übernommen')
    await client.submit(overview, { button: 'button[value="set"]', fields: { legalBasis: 'OZG' } })
    const late = await client.submit(level, { button: 'button[value="set"]', fields: { trustLevel: 'hoch' } })
    expect([late.status, late.find('[data-testid="changed-meanwhile"]') !== null]).to.deep.equal([409, true])
    expect(world.services.get(SERVICE)?.settings).to.include({ trustLevel: 'normal', sso: false, purpose: 'Antrag' })
  })

  it('say who gets what and by what right, in words with the code beside them', async () => {
    await client.submit(await client.get(`${world.url}${PAGE}/attribute`), {
      button: 'button[value="set"]',
      fields: { legalBasis: '§ 8 OZG' },
    })
    const page = await client.get(`${world.url}${PAGE}/attribute`)
    expect(page.text).to.match(/Familienname familyName\s*verlangt\s*Metadaten\s*ohne eigenes Niveau/)
    expect(page.text).to.match(/E-Mail email\s*freiwillig/)
    expect(page.textOf('[data-unknown-attribute="urn:x:shoe"]')).to.equal('unbekannt: urn:x:shoe')
    expect(page.textOf('[data-finding="metadata-unknown-attribute"]')).to.include('Nennen Sie ihm die Namen')
    expect(page.text).to.match(/Rechtsgrundlage\s*§ 8 OZG/)
    const keys = await client.get(`${world.url}${PAGE}/schluessel`)
    expect(keys.text).to.include('Signatur und Verschlüsselung').and.include('Jetzt: Antwort und Assertion.')
  })

  it('are as bounded as the service: another tenant’s is not there, and an auditor changes nothing', async () => {
    for (const tab of SHOWN_TABS) {
      const foreign = world.url + serviceTabPath(SOLINGEN, tab)
      expect((await client.get(foreign)).status, tab).to.equal(404)
      const page = await client.get(world.url + PAGE)
      const token = page.one('input[name="token"]').attributes.get('value') ?? ''
      const sent = { token, decision: 'set', trustLevel: 'hoch' }
      expect((await client.post(foreign, sent, { from: page })).status, tab).to.equal(404)
    }
    const { client: auditor } = await signedIn(world, sampleOperator('paul', { role: 'auditor' }))
    for (const tab of SHOWN_TABS) {
      const page = await auditor.get(world.url + serviceTabPath(SERVICE, tab))
      expect([page.status, page.find('button[name="decision"]')], tab).to.deep.equal([200, null])
      const token = page.one('input[name="token"]').attributes.get('value') ?? ''
      const sent = await auditor.post(page.url, { token, decision: 'disable' }, { from: page })
      expect(sent.status, tab).to.equal(403)
    }
    expect(world.services.get(SERVICE)).to.deep.include({ active: true })
    expect((await client.get(`${world.url}${PAGE}/gibtesnicht`)).status).to.equal(404)
  })
})
