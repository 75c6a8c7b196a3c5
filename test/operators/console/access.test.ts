import { expect } from 'chai'
import { minutes } from '../../../src/domain/instant.js'
import { totpCode } from '../../../src/factors/totp.js'
import { optionsOn, setUpPasskey, signIn, typePassword } from '../../support/factor-walk.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { softwarePasskey, type SoftwarePasskey } from '../../support/software-passkey.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn, toCode } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const OWN = '/operator/zugang'
const NEW = 'ein anderes langes Passwort'

describe('an operator’s own access at the console', () => {
  let world: HttpWorld
  let key: SoftwarePasskey
  beforeEach(async () => {
    world = await httpWorld()
    key = softwarePasskey()
  })
  afterEach(() => world.stop())

  const answer = (client: WebClient, page: WebPage, passkey: string) => client.submit(page, { fields: { passkey } })

  /** Signs in for the first time with a passkey. */
  const withPasskey = async () => {
    await world.employs(ADMIN)
    const client = createWebClient()
    const page = await toCode(world, client, ADMIN.username)
    expect(page.textOf('noscript')).to.include('Ohne JavaScript geht nur die Code-App')
    const made = await answer(client, page, key.create(optionsOn(page)))
    expect(made.text).to.include('Bestätigen Sie jetzt einmal damit')
    return { client, overview: await answer(client, made, key.use({ ...optionsOn(made), counter: 1 })) }
  }
  const forms = (page: WebPage) => page.all('[data-factor]').map(({ attributes }) => attributes.get('data-factor'))
  const ask = (client: WebClient, page: WebPage, decision: string, currentPassword = RIGHT, fields = {}) =>
    client.submit(page, { button: `button[value="${decision}"]`, fields: { currentPassword, ...fields } })

  it('is set up with a passkey at the first sign-in, which asks for it from then on', async () => {
    const { overview } = await withPasskey()
    expect(overview.one('h1')).not.to.equal(null)
    expect(overview.url).to.equal(`${world.url}/operator`)
    const client = createWebClient()
    const page = await toCode(world, client, ADMIN.username)
    expect(page.find('[data-testid="totp-key"]')).to.equal(null)
    expect(page.find('[name="code"]')).to.equal(null)
    const again = await answer(client, page, softwarePasskey().use(optionsOn(page)))
    expect(again.text).to.include('Der Passkey konnte nicht geprüft werden')
    expect(optionsOn(again).challenge).not.to.equal(optionsOn(page).challenge)
    const done = await answer(client, again, key.use({ ...optionsOn(again), counter: 2 }))
    expect(done.url).to.equal(`${world.url}/operator`)
  })

  it('gets another factor and loses the first, with the password each time, and says so', async () => {
    const { client, overview } = await withPasskey()
    const page = await client.click(overview, `a[href="${OWN}"]`)
    expect(page.all('[data-sign-in]')).to.have.length(1)
    expect(page.text).to.include('Einen zweiten Faktor brauchen Sie immer')
    const wrong = await ask(client, page, 'add-app', 'falsch')
    expect([wrong.status, wrong.text.includes('Das jetzige Passwort stimmt nicht')]).to.deep.equal([422, true])
    const app = await ask(client, wrong, 'add-app')
    const secret = app.textOf('[data-testid="totp-key"]') ?? expect.fail('no key')
    const added = await client.submit(app, {
      fields: { code: totpCode(secret, world.clock.now()) },
    })
    expect(added.textOf('[data-testid="access-done"]')).to.include('eingerichtet')
    expect(forms(added)).to.have.length(2)
    const removed = await ask(client, added, `remove ${forms(added)[1]}`)
    expect(removed.textOf('[data-testid="access-done"]')).to.include('entfernt')
    expect(forms(removed)).to.deep.equal(['totp'])
    expect(world.audit.map(({ action }) => action).slice(-2)).to.deep.equal([
      'operator.second-factor-bound',
      'operator.second-factor-removed',
    ])
  })

  it('gets a named passkey beside the app, and both are asked for', async () => {
    const { client, overview } = await signedIn(world, ADMIN)
    const page = await client.click(overview, `a[href="${OWN}"]`)
    const create = await ask(client, page, 'add-passkey')
    const long = await client.submit(create, {
      fields: { passkey: key.create(optionsOn(create)), name: 'x'.repeat(61) },
    })
    expect(long.text).to.include('höchstens 60 Zeichen')
    const use = await client.submit(long, {
      fields: { passkey: key.create(optionsOn(long)), name: 'Am Bund' },
    })
    const done = await answer(client, use, key.use({ ...optionsOn(use), counter: 1 }))
    expect(done.text).to.include('Am Bund, seit')
    const code = await toCode(world, createWebClient(), ADMIN.username)
    expect([code.find('[name="code"]') !== null, code.find('[data-passkey-options]') !== null]).to.deep.equal([
      true,
      true,
    ])
  })

  it('gets another password by its form, and ends the other browsers', async () => {
    const { client } = await withPasskey()
    const other = createWebClient()
    const code = await toCode(world, other, ADMIN.username)
    await answer(other, code, key.use({ ...optionsOn(code), counter: 2 }))
    const page = await client.get(world.url + OWN)
    const change = (currentPassword: string, password: string) =>
      ask(client, page, 'password', currentPassword, { password })
    expect((await change(RIGHT, 'kurz')).text).to.include('12 bis 256 Zeichen')
    const done = await change(RIGHT, NEW)
    expect(done.textOf('[data-testid="access-done"]')).to.include('Das neue Passwort gilt')
    expect((await other.get(`${world.url}/operator`)).url).to.equal(`${world.url}/operator/anmelden`)
    expect((await toCode(world, createWebClient(), ADMIN.username)).text).to.include('stimmt nicht')
  })

  it('is nobody’s who is not signed in, and its forms need their token', async () => {
    const { client, overview } = await withPasskey()
    expect((await createWebClient().get(world.url + OWN)).url).to.equal(`${world.url}/operator/anmelden`)
    const fields = { decision: 'add-app', currentPassword: RIGHT }
    expect((await client.post(world.url + OWN, fields, { from: overview })).status).to.equal(403)
    const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
    expect((await client.post(world.url + OWN, { token, decision: 'x' }, { from: overview })).status).to.equal(400)
  })

  it('is open to whoever reads alone, too', async () => {
    const { client } = await signedIn(world, sampleOperator('reads', { role: 'auditor', tenant: null }))
    expect((await client.get(world.url + OWN)).status).to.equal(200)
  })

  describe('has nothing of citizens’ accounts:', () => {
    let citizens: SoftwarePasskey
    beforeEach(async () => {
      citizens = softwarePasskey()
      const client = createWebClient()
      await signIn(world, client, 'jana')
      await setUpPasskey(world, client, citizens)
      world.clock.pass(minutes(1))
    })

    it('a citizen’s passkey signs no operator in', async () => {
      await withPasskey()
      const client = createWebClient()
      const page = await toCode(world, client, ADMIN.username)
      const end = await answer(client, page, citizens.use({ ...optionsOn(page), counter: 9 }))
      expect(end.text).to.include('Der Passkey konnte nicht geprüft werden')
      expect((await client.get(`${world.url}/operator`)).url).to.equal(`${world.url}/operator/anmelden`)
    })

    it('an operator’s passkey logs no citizen in', async () => {
      await withPasskey()
      const client = createWebClient()
      const page = await typePassword(client, await client.get(`${world.url}/konto/zweiter-faktor`), 'jana')
      const end = await client.submit(page, {
        fields: { passkey: key.use({ ...optionsOn(page), counter: 9 }) },
      })
      expect(end.text).to.include('Der Passkey konnte nicht geprüft werden')
    })

    it('what a citizen’s passkey signed for the own login is no proof here, and the other way round', async () => {
      await withPasskey()
      const [citizen, operator] = [createWebClient(), createWebClient()]
      const theirs = await typePassword(citizen, await citizen.get(`${world.url}/konto/zweiter-faktor`), 'jana')
      const mine = await toCode(world, operator, ADMIN.username)
      const crossed = await answer(operator, mine, key.use({ ...optionsOn(theirs), counter: 9 }))
      expect(crossed.text).to.include('Der Passkey konnte nicht geprüft werden')
      const other = await client(citizen, theirs, citizens.use({ ...optionsOn(mine), counter: 9 }))
      expect(other.text).to.include('Der Passkey konnte nicht geprüft werden')
    })

    const client = (by: WebClient, page: WebPage, passkey: string) => by.submit(page, { fields: { passkey } })
  })
})
