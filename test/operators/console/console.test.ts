import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { minutes, seconds } from '../../../src/domain/instant.js'
import { totpCode } from '../../../src/factors/totp.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'
import { signedIn, toCode } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const VERA = sampleOperator('vera')
const pageOf = (entityId: string): string => `/operator/dienste/${encodeURIComponent(entityId)}`

describe('the operators’ console', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const aachen = { ...testService(), tenant: tenantId('Aachen') }
    const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
    world = await httpWorld({ services: [aachen, solingen] })
  })
  afterEach(() => world.stop())

  it('takes password and code, shows the key of the app once, and leads on to what needs a person', async () => {
    const { client, key, overview } = await signedIn(world, ADMIN)
    expect([overview.url, overview.status]).to.deep.equal([`${world.url}/operator`, 200])
    expect(overview.text).to.include('Angemeldet als Vera.admin')
    expect(overview.text).to.include('2 Portale sind registriert, davon 2 aktiv.')
    const cookie = client.cookies.for(`${world.url}/operator`).find(({ name }) => name === 'operator')
    expect(cookie?.value).to.match(/^[\w-]{43}$/)
    await client.submit(overview, { form: 'form[action="/operator/abmelden"]' })
    world.clock.pass(seconds(30))
    const again = await toCode(world, client, 'VERA.ADMIN')
    expect(again.find('[data-testid="totp-key"]')).to.equal(null)
    const wrong = await client.submit(again, { fields: { code: '000000' } })
    expect(wrong.text).to.include('Der Code stimmt nicht')
    const right = await client.submit(wrong, { fields: { code: totpCode(key, world.clock.now()) } })
    expect(right.url).to.equal(`${world.url}/operator`)
    expect(world.audit.filter(({ action }) => action === 'operator.signed-in')).to.have.length(2)
  })

  it('sets a cookie that no other site brings along, and a new one at each sign-in', async () => {
    await world.employs(ADMIN)
    const client = createWebClient()
    const page = await toCode(world, client, ADMIN.username)
    const key = page.textOf('[data-testid="totp-key"]') ?? ''
    const done = await client.submit(page, { fields: { code: totpCode(key, world.clock.now()) }, redirects: 'stop' })
    const set = [done.headers['set-cookie'] ?? []].flat().filter((line) => line.startsWith('operator='))
    expect(set).to.have.length(1)
    expect(set[0])
      .to.include('SameSite=Strict')
      .and.include('HttpOnly')
      .and.include('Path=/')
      .and.not.include('Max-Age')
  })

  it('keeps the language where the code is asked for', async () => {
    await world.employs(ADMIN)
    const client = createWebClient()
    const page = await toCode(world, client, ADMIN.username)
    const english = await client.submit(page, { button: 'button[lang="en"]' })
    expect(english.text).to.include('Set up a second factor')
    expect(english.textOf('[data-testid="totp-key"]')).to.equal(page.textOf('[data-testid="totp-key"]'))
  })

  it('leads everybody who is not signed in to the sign-in, and takes no form of theirs', async () => {
    const client = createWebClient()
    for (const path of ['/operator', '/operator/dienste', pageOf(SERVICE), '/operator/einlesen']) {
      expect((await client.get(world.url + path)).url, path).to.equal(`${world.url}/operator/anmelden`)
    }
    const page = await client.get(`${world.url}/operator/anmelden`)
    const forged = await client.post(page.url, { username: ADMIN.username, password: RIGHT }, { from: page })
    expect(forged.status).to.equal(403)
    expect((await createWebClient().post(page.url, { token: 'x' })).status).to.equal(403)
    const { client: other } = await signedIn(world, VERA)
    const stolen = await other.post(world.url + pageOf(SERVICE), { decision: 'disable', token: 'x' })
    expect(stolen.status).to.equal(403)
    expect(world.services.get(SERVICE)?.active).to.equal(true)
  })

  it('signs nobody in as a citizen: neither cookie says anything at the other’s pages', async () => {
    const { client } = await signedIn(world, ADMIN)
    expect((await client.get(`${world.url}/konto/zweiter-faktor`)).url).to.match(/\/login\//)
    expect((await client.get(`${world.url}/`)).text).not.to.include('Vera')
    const citizen = createWebClient()
    await world.toConfirm(citizen)
    expect((await citizen.get(`${world.url}/operator`)).url).to.equal(`${world.url}/operator/anmelden`)
    const browser = createWebClient()
    const tried = await browser.submit(await world.toPassword(browser), {
      fields: { username: ADMIN.username, password: RIGHT },
    })
    expect(tried.find('[name="decision"][value="confirm"]')).to.equal(null)
  })

  it('pauses guesses with the page that says until when', async () => {
    await world.employs(ADMIN)
    const client = createWebClient()
    const page = await client.get(`${world.url}/operator/anmelden`)
    const guess = () => client.submit(page, { fields: { username: ADMIN.username, password: 'falsch' } })
    for (let count = 0; count < 10; count++) expect((await guess()).text).to.include('stimmt nicht')
    const paused = await guess()
    expect([paused.status, paused.find('[data-testid="error"]') !== null]).to.deep.equal([429, true])
    expect(paused.text).to.include('Bitte warten Sie bis')
  })

  it('ends by itself after a quarter of an hour', async () => {
    const { client } = await signedIn(world, ADMIN)
    world.clock.pass(minutes(15))
    expect((await client.get(`${world.url}/operator`)).url).to.equal(`${world.url}/operator/anmelden`)
  })

  it('shows an operator the services of the own tenant alone, and another’s page as one that there is not', async () => {
    const { client, overview } = await signedIn(world, VERA)
    expect(overview.text).to.include('1 Portal ist registriert')
    const list = await client.get(`${world.url}/operator/dienste`)
    expect(list.all('[data-service]').map(({ attributes }) => attributes.get('data-service'))).to.deep.equal([SERVICE])
    expect((await client.get(world.url + pageOf(SERVICE))).status).to.equal(200)
    const [foreign, unknown] = [
      await client.get(world.url + pageOf(SOLINGEN)),
      await client.get(world.url + pageOf('https://nobody.example')),
    ]
    expect([foreign.status, unknown.status]).to.deep.equal([404, 404])
    const same = (text: string) => text.replace(/E-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'E')
    expect(same(foreign.text)).to.equal(same(unknown.text))
    const own = await client.get(world.url + pageOf(SERVICE))
    const token = own.one('input[name="token"]').attributes.get('value') ?? ''
    for (const decision of ['disable', 'remove', 'set', 'ask-remove']) {
      const tried = await client.post(
        world.url + pageOf(SOLINGEN),
        { decision, token, trustLevel: 'hoch' },
        { from: own },
      )
      expect(tried.status, decision).to.equal(404)
    }
    expect(world.services.get(SOLINGEN)).to.deep.include({ active: true })
    const given = await client.submit(own, { button: 'button[value="set"]', fields: { tenant: 'Solingen' } })
    expect([given.status, given.text.includes('gehört einem anderen Mandanten')]).to.deep.equal([409, true])
    expect(world.services.get(SERVICE)?.tenant).to.equal('Aachen')
  })

  it('lets an auditor read everything and change nothing', async () => {
    const { client } = await signedIn(world, sampleOperator('paul', { role: 'auditor', tenant: null }))
    const page = await client.get(world.url + pageOf(SERVICE))
    expect(page.status).to.equal(200)
    expect(page.find('[name="decision"]')).to.equal(null)
    expect((await client.get(`${world.url}/operator/einlesen`)).status).to.equal(403)
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    const tried = await client.post(world.url + pageOf(SERVICE), { decision: 'disable', token }, { from: page })
    expect([tried.status, tried.textOf('h1')]).to.deep.equal([403, 'Das ist Ihrer Rolle nicht erlaubt'])
    expect(world.services.get(SERVICE)?.active).to.equal(true)
  })

  it('searches, filters and sorts the list by its address', async () => {
    const { client } = await signedIn(world, ADMIN)
    const found = async (query: string) =>
      (await client.get(`${world.url}/operator/dienste?${query}`))
        .all('[data-service]')
        .map(({ attributes }) => attributes.get('data-service'))
    expect(await found('suche=SOLINGEN')).to.deep.equal([SOLINGEN])
    expect(await found('niveau=hoch')).to.deep.equal([])
    expect(await found('niveau=nonsense&seite=99&sort=tenant')).to.deep.equal([SERVICE, SOLINGEN])
    expect((await client.get(`${world.url}/operator/dienste?suche=%3Cb%3E`)).body).not.to.include('<b>')
  })

  it('stops a service and lets it go on, at once, with who did it in the audit', async () => {
    const { client } = await signedIn(world, VERA)
    const page = await client.get(world.url + pageOf(SERVICE))
    const stopped = await client.submit(page, { button: 'button[value="disable"]' })
    expect(stopped.textOf('[data-testid="service-done"]')).to.include('gesperrt')
    expect((await createWebClient().get(world.requestUrl())).status).to.equal(403)
    const going = await client.submit(stopped, { button: 'button[value="enable"]' })
    expect(going.textOf('[data-testid="service-done"]')).to.include('bekommt wieder Antworten')
    expect((await createWebClient().get(world.requestUrl())).status).to.equal(200)
    const told = world.audit
      .filter(({ action }) => action.startsWith('service.'))
      .map(({ action, actor }) => [action, actor])
    expect(told).to.deep.equal([
      ['service.disabled', 'operator:Vera.vera'],
      ['service.enabled', 'operator:Vera.vera'],
    ])
  })

  it('sets what was changed on the page, says what cannot be, and asks before it removes', async () => {
    const { client } = await signedIn(world, ADMIN)
    const page = await client.get(world.url + pageOf(SERVICE))
    const set = await client.submit(page, {
      button: 'button[value="set"]',
      fields: { trustLevel: 'substantiell', requiredAttributes: 'familyName,givenName' },
    })
    expect(set.textOf('[data-testid="service-done"]')).to.include('übernommen')
    expect(world.services.get(SERVICE)?.settings).to.deep.include({
      trustLevel: 'substantiell',
      requiredAttributes: ['familyName', 'givenName'],
    })
    const asking = await client.submit(set, {
      button: 'button[value="set"]',
      fields: { contacts: 'wohngeld@aachen.example, https://aachen.example/technik' },
    })
    const contacts = asking.all('a').map(({ attributes }) => attributes.get('href'))
    expect(contacts).to.include.members(['mailto:wohngeld@aachen.example', 'https://aachen.example/technik'])
    const wrong = await client.submit(set, { button: 'button[value="set"]', fields: { sign: 'nothing', sso: 'false' } })
    expect(wrong.one('#sign').attributes.get('value')).to.equal('nothing')
    expect(wrong.text).to.include('Möglich ist: both (Antwort und Assertion), assertion (nur die Assertion), response')
    expect(world.services.get(SERVICE)?.settings.sso, 'all or nothing').to.equal(true)
    const asked = await client.submit(set, { button: 'button[value="ask-remove"]' })
    expect(asked.text).to.include('Bei diesem Portal kann sich dann niemand mehr anmelden.')
    expect(world.services.has(SERVICE)).to.equal(true)
    const list = await client.submit(asked, { button: 'button[value="remove"]' })
    expect(list.url).to.equal(`${world.url}/operator/dienste`)
    expect(world.services.has(SERVICE)).to.equal(false)
    expect(list.all('[data-service]')).to.have.length(1)
  })
})
