import { expect } from 'chai'
import { days, seconds } from '../../../src/domain/instant.js'
import { totpCode } from '../../../src/factors/totp.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const OTHER = sampleOperator('anna', { role: 'admin', tenant: null })
const VERA = sampleOperator('vera')
const PATH = '/operator/zugaenge'
const OWN = 'ein anderes langes Passwort'

describe('the operators at the console', () => {
  let world: HttpWorld
  afterEach(() => world.stop())

  const resetOf = (username: string): string => `button[aria-label="Passwort von ${username} zurücksetzen …"]`
  const askFor = async (client: WebClient, username = VERA.username) => {
    const page = await client.get(world.url + PATH)
    return client.submit(page, { button: resetOf(username) })
  }
  const confirm = (client: WebClient, asked: WebPage, currentPassword = RIGHT) =>
    client.submit(asked, { button: 'button[value="reset-password"]', fields: { currentPassword } })
  const passwordOn = (page: WebPage): string =>
    page.textOf('[data-testid="one-time-password"]') ?? expect.fail(page.text)
  const draftOn = (page: WebPage): string =>
    /href="(\/operator\/entwuerfe\/[\w-]+)"/.exec(page.body)?.[1] ?? expect.fail(page.text)
  const stored = async (username = VERA.username) =>
    (await world.operators.findByUsername(username.toLowerCase())) ?? expect.fail('nobody')
  /** A sign-in with this password and the app; the page that it leads to. */
  const signIn = async (password: string, key: string): Promise<{ client: WebClient; page: WebPage }> => {
    world.clock.pass(seconds(30))
    const client = createWebClient()
    const first = await client.get(`${world.url}/operator/anmelden`)
    const second = await client.submit(first, { fields: { username: VERA.username, password } })
    if (second.find('[name="code"]') === null) return { client, page: second }
    return {
      client,
      page: await client.submit(second, { fields: { code: totpCode(key, world.clock.now()) } }),
    }
  }

  describe('whose password one of them has forgotten', () => {
    beforeEach(async () => {
      world = await httpWorld()
    })

    it('get a one-time password of an admin, and set their own before anything else', async () => {
      const { client: vera, key } = await signedIn(world, VERA)
      const { client, overview } = await signedIn(world, ADMIN)
      expect(overview.textOf(`a[href="${PATH}"]`)).to.equal('Zugänge')
      const given = await confirm(client, await askFor(client))
      expect(given.status).to.equal(200)
      expect(given.headers['cache-control']).to.include('no-store')
      const password = passwordOn(given)
      expect((await vera.get(`${world.url}/operator`)).url, 'signed out').to.equal(`${world.url}/operator/anmelden`)
      expect((await client.get(world.url + PATH)).text, 'shown once').not.to.include(password)
      expect((await signIn(RIGHT, key)).page.text).to.include('stimmt nicht')
      const { client: again, page } = await signIn(password, key)
      expect(page.url).to.equal(`${world.url}/operator/zugang`)
      expect(page.textOf('h1')).to.equal('Eigenes Passwort setzen')
      for (const path of [PATH, '/operator', '/operator/dienste']) {
        expect(page.find(`a[href="${path}"]`), path).to.equal(null)
      }
      for (const path of ['', '/dienste', '/protokoll', '/schluessel']) {
        expect((await again.get(`${world.url}/operator${path}`)).url, path).to.equal(`${world.url}/operator/zugang`)
      }
      const button = 'button[value="password"]'
      const same = await again.submit(page, { button, fields: { currentPassword: password, password } })
      expect([same.status, same.text.includes('Das ist das Einmalpasswort')]).to.deep.equal([422, true])
      const done = await again.submit(same, { button, fields: { currentPassword: password, password: OWN } })
      expect(done.textOf('[data-testid="access-done"]')).to.include('Das neue Passwort gilt')
      expect((await again.get(`${world.url}/operator`)).url).to.equal(`${world.url}/operator`)
      expect((await signIn(OWN, key)).page.url).to.equal(`${world.url}/operator`)
      const told = world.audit.filter(({ action }) => action.startsWith('operator.password'))
      expect(told.map(({ action, actor }) => [action, actor])).to.deep.equal([
        ['operator.password-reset', 'operator:Vera.admin'],
        ['operator.password-changed', 'operator:Vera.vera'],
      ])
    })

    it('bind no factor with a one-time password, by whatever form', async () => {
      const { key } = await signedIn(world, VERA)
      const { client } = await signedIn(world, ADMIN)
      const password = passwordOn(await confirm(client, await askFor(client)))
      const { client: vera, page } = await signIn(password, key)
      const token = page.one('input[name="token"]').attributes.get('value') ?? ''
      const tried = await vera.post(
        page.url,
        { token, decision: 'add-passkey', currentPassword: password },
        { from: page },
      )
      expect([tried.status, tried.find('[name="passkey"]')]).to.deep.equal([422, null])
      expect((await stored()).passkeys).to.deep.equal([])
    })

    it('are helped with the admin’s own password alone, which is limited with the sign-in', async () => {
      await signedIn(world, VERA)
      const { client } = await signedIn(world, ADMIN)
      const before = await stored()
      let page = await askFor(client)
      for (let count = 0; count < 10; count++) {
        page = await confirm(client, page, 'falsch')
        expect([page.status, page.text.includes('Ihr Passwort stimmt nicht')]).to.deep.equal([422, true])
      }
      expect((await confirm(client, page)).status).to.equal(429)
      expect(await stored()).to.deep.equal(before)
    })

    it('are helped once by one page: whoever sends it again is told that something has changed', async () => {
      await signedIn(world, VERA)
      const { client } = await signedIn(world, ADMIN)
      const asked = await askFor(client)
      await confirm(client, asked)
      const { passwordHash } = await stored()
      const again = await confirm(client, asked)
      expect([again.status, again.find('[data-finding="operator-changed"]') !== null]).to.deep.equal([409, true])
      expect((await stored()).passwordHash).to.equal(passwordHash)
    })

    it('are seen and helped by admins alone, and nobody helps themselves', async () => {
      for (const other of [
        VERA,
        sampleOperator('hotline', { hotline: true }),
        sampleOperator('paul', { role: 'auditor' }),
      ]) {
        const { client, overview } = await signedIn(world, other)
        expect(overview.find(`a[href="${PATH}"]`)).to.equal(null)
        expect((await client.get(world.url + PATH)).status).to.equal(403)
        const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
        const fields = { token, decision: 'reset-password', username: VERA.username, version: '1' }
        expect((await client.post(world.url + PATH, fields, { from: overview })).status).to.equal(403)
      }
      const { client, overview } = await signedIn(world, ADMIN)
      const list = await client.get(world.url + PATH)
      expect(list.find(resetOf(ADMIN.username))).to.equal(null)
      const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
      const { version } = await stored(ADMIN.username)
      const own = { token, decision: 'reset-password', username: ADMIN.username, currentPassword: RIGHT }
      const tried = await client.post(world.url + PATH, { ...own, version: String(version) }, { from: list })
      expect([tried.status, tried.find('[data-finding="operator-own"]') !== null]).to.deep.equal([409, true])
      const unknown = await client.post(world.url + PATH, { ...own, version: '1', username: 'nobody' }, { from: list })
      expect([unknown.status, unknown.find('[data-finding="operator-unknown"]') !== null]).to.deep.equal([409, true])
      expect((await client.post(world.url + PATH, { ...own, version: 'x' }, { from: list })).status).to.equal(400)
      expect((await client.post(world.url + PATH, { ...own, decision: 'x' }, { from: list })).status).to.equal(400)
    })
  })

  describe('where changes need a second person', () => {
    beforeEach(async () => {
      world = await httpWorld({ operators: { secondPerson: true } })
    })

    it('get the password once a second person agrees, who never sees it', async () => {
      const { key } = await signedIn(world, VERA)
      const { client } = await signedIn(world, ADMIN)
      const before = await stored()
      const given = await confirm(client, await askFor(client))
      const password = passwordOn(given)
      expect(given.text).to.include('Es gilt noch nicht')
      expect(await stored()).to.deep.equal(before)
      expect((await signIn(password, key)).page.text).to.include('stimmt nicht')
      const draft = await client.get(world.url + draftOn(given))
      expect(draft.find('button[value="approve"]'), 'the own one').to.equal(null)
      const vera = await signIn(RIGHT, key)
      expect((await vera.client.get(draft.url)).status, 'of no tenant').to.equal(404)
      const moved = await (await signedIn(world, OTHER)).client.get(draft.url)
      expect(moved.text, 'Vera has signed in since').to.include('Seit dem Entwurf hat sich etwas geändert')
    })

    it('is told with both names, ends the sessions, and holds from the agreement on', async () => {
      const { client: vera, key } = await signedIn(world, VERA)
      const { client } = await signedIn(world, ADMIN)
      const given = await confirm(client, await askFor(client))
      const link = draftOn(given)
      world.clock.pass(days(1))
      const anna = (await signedIn(world, OTHER)).client
      const page = await anna.get(world.url + link)
      expect(page.text).to.include('Vera.vera bekommt ein Einmalpasswort').and.not.include(passwordOn(given))
      await anna.submit(page, { button: 'button[value="approve"]' })
      expect((await stored()).oneTimeUntil).to.equal(world.clock.now() + days(1))
      expect((await vera.get(`${world.url}/operator`)).url).to.equal(`${world.url}/operator/anmelden`)
      expect((await signIn(passwordOn(given), key)).page.url).to.equal(`${world.url}/operator/zugang`)
      const told = world.audit.filter(({ action }) => /password-reset|draft/.test(action))
      expect(told.map(({ action, actor }) => [action, actor])).to.deep.equal([
        ['draft.proposed', 'operator:Vera.admin'],
        ['operator.password-reset', 'operator:Vera.admin'],
        ['draft.approved', 'operator:Vera.anna'],
      ])
    })
  })
})
