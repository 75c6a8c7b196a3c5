import { expect } from 'chai'
import { totpCode } from '../../src/factors/totp.js'
import type { Account } from '../../src/domain/account.js'
import { minutes } from '../../src/domain/instant.js'
import { codesOn, LIST, optionsOn, secretOn, setUpPasskey, setUpTotp, signIn } from '../support/factor-walk.js'
import { httpWorld, RIGHT, type HttpWorld, type HttpWorldOptions } from '../support/http-world.js'
import { softwarePasskey } from '../support/software-passkey.js'
import { createWebClient } from '../support/web-client.js'
import { factorTexts } from '../../src/factors/texts/texts.js'

const jana = (world: HttpWorld): Account => {
  const account = world.accounts.get('account-jana')
  if (!account) throw new Error('Jana is gone')
  return account
}
const bound = (world: HttpWorld) => jana(world).methods.map(({ instance, cap }) => `${instance} ${cap}`.trim())

describe('the second factors of a password', () => {
  let world: HttpWorld
  const begin = async (options: HttpWorldOptions = {}) => (world = await httpWorld(options))
  afterEach(() => world.stop())

  it('are none at first, and can be added', async () => {
    await begin()
    const page = await signIn(world, createWebClient())
    expect(page.text).to.include('noch keinen zweiten Faktor')
    expect(page.find(`a[href="${LIST}/code-app"]`)).not.to.equal(null)
    expect(page.find(`a[href="${LIST}/passkey"]`)).not.to.equal(null)
    expect(page.find('[data-session-ends]'), 'who is signed in').not.to.equal(null)
  })

  describe('a code app', () => {
    it('counts from its first code on, at the level of the session, with ten recovery codes', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const page = await client.get(`${world.url}${LIST}/code-app`)
      expect(page.text).to.include('wo ein Passwort genügt (Niveau normal)')
      expect(bound(world), 'before a code').to.deep.equal(['normal'])
      const done = await client.submit(page, {
        fields: { code: totpCode(secretOn(page), world.clock.now()), name: ' Mein\u0000  Telefon ' },
      })
      expect(bound(world)).to.deep.equal(['normal', 'totp normal'])
      expect(jana(world).methods[1]?.name).to.equal('Mein Telefon')
      expect(new Set(codesOn(done)).size).to.equal(10)
      for (const code of codesOn(done)) expect(code).to.match(/^\d{4}( \d{4}){3}$/)
      expect(world.audit.at(-1)).to.deep.include({
        action: 'account.second-factor-bound',
        after: { instance: 'totp', cap: 'normal' },
      })
      const again = await client.get(`${world.url}${LIST}/code-app`)
      expect(again.url, 'there is one').to.equal(world.url + LIST)
      expect(again.text).to.include('10 Codes')
    })

    it('is asked for again with the same key where the code is missing, no code, or wrong', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      let page = await client.get(`${world.url}${LIST}/code-app`)
      const secret = secretOn(page)
      for (const code of ['', '12345', totpCode(secret, world.clock.now() + minutes(5))]) {
        page = await client.submit(page, { fields: { code, name: 'Handy' } })
        expect(page.textOf('title')).to.match(/^Fehler: /)
        expect(secretOn(page)).to.equal(secret)
        expect(page.one('[name="name"]').attributes.get('value')).to.equal('Handy')
      }
      expect(bound(world)).to.deep.equal(['normal'])
      await client.submit(page, { fields: { code: totpCode(secret, world.clock.now()) } })
      expect(bound(world)).to.deep.equal(['normal', 'totp normal'])
    })

    it('is begun anew, with another key, where the page is too old or of another session', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const page = await client.get(`${world.url}${LIST}/code-app`)
      const omar = createWebClient()
      await signIn(world, omar, 'omar')
      const his = await omar.get(`${world.url}${LIST}/code-app`)
      const draft = page.one('[name="draft"]').attributes.get('value') ?? ''
      const fields = { code: totpCode(secretOn(page), world.clock.now()), draft }
      const stolen = await omar.submit(his, { fields })
      expect(secretOn(stolen)).not.to.be.oneOf([secretOn(page), secretOn(his)])
      expect(world.accounts.get('account-omar')?.methods).to.have.length(1)
      world.clock.pass(minutes(14))
      const renewed = await client.submit(await client.get(`${world.url}${LIST}/code-app`), { fields: { code: '' } })
      world.clock.pass(minutes(2))
      // The proof is too old by now as well: the form leads to a login, not to a binding.
      const late = await client.submit(renewed, { fields: { code: totpCode(secretOn(renewed), world.clock.now()) } })
      expect(late.find('[data-method="password"]')).not.to.equal(null)
      expect(bound(world)).to.deep.equal(['normal'])
    })
  })

  describe('a passkey', () => {
    it('counts once it has signed, not when it is made', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const key = softwarePasskey()
      const page = await client.get(`${world.url}${LIST}/passkey`)
      const made = await client.submit(page, { fields: { passkey: key.create(optionsOn(page)), name: 'Stick' } })
      expect(made.textOf('h1')).to.equal('Passkey einmal benutzen')
      expect(bound(world)).to.deep.equal(['normal'])
      const other = softwarePasskey()
      const wrong = await client.submit(made, { fields: { passkey: other.use({ ...optionsOn(made), counter: 1 }) } })
      expect(wrong.textOf('title')).to.match(/^Fehler: /)
      expect(bound(world)).to.deep.equal(['normal'])
      const done = await client.submit(wrong, { fields: { passkey: key.use({ ...optionsOn(wrong), counter: 1 }) } })
      expect(codesOn(done)).to.have.length(10)
      expect(jana(world).methods[1]?.instance).to.match(/^passkey:[\w-]{22}$/)
      expect(jana(world).methods[1]?.name).to.equal('Stick')
    })

    it('can be one of several; an authenticator that has one is told so', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const key = softwarePasskey()
      await setUpPasskey(world, client, key)
      const page = await client.get(`${world.url}${LIST}/passkey`)
      expect(optionsOn(page)['excludeCredentials']).to.deep.equal([
        { type: 'public-key', id: key.id, transports: ['internal'] },
      ])
      const second = await setUpPasskey(world, client, softwarePasskey())
      expect(new URL(second.url).pathname, 'no codes a second time').to.equal(LIST)
      expect(jana(world).methods).to.have.length(3)
    })

    it('is asked for with user verification, for our host alone', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const options = optionsOn(await client.get(`${world.url}${LIST}/passkey`))
      expect(options['rp']).to.deep.equal({ id: 'konto.example', name: 'Servicekonto' })
      expect(options['authenticatorSelection']).to.deep.include({ userVerification: 'required' })
      expect(options['attestation']).to.equal('none')
      expect(JSON.stringify(options['user']), 'no id of ours').not.to.include('account-jana')
    })
  })

  describe('at a login', () => {
    it('is asked for after the right password, and proves with it', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const { codeNow } = await setUpTotp(world, client)
      const phone = createWebClient()
      const page = await world.toConfirm(phone)
      expect(page.one('[name="code"]').attributes.get('autocomplete')).to.equal('one-time-code')
      expect(page.one('[name="code"]').attributes.get('inputmode')).to.equal('numeric')
      const confirm = await phone.submit(page, { fields: { code: codeNow().replace(/^.../, '$& ') } })
      expect(confirm.find('[name="decision"][value="confirm"]')).not.to.equal(null)
    })

    it('is asked for in the language of the password’s page, whose own address its links lead to: the proof lies in no address', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const { codeNow } = await setUpTotp(world, client)
      const phone = createWebClient()
      const password = await phone.click(await world.toPassword(phone), 'a[hreflang="en"]')
      const second = await phone.submit(password, { fields: { username: 'jana', password: RIGHT } })
      expect(second.textOf('h1')).to.equal(factorTexts('en').login.title)
      const german = `${new URL(password.url).pathname}?lang=de`
      for (const page of [second, await phone.submit(second, { fields: { code: '' } })]) {
        expect(page.one(`form[action="${german}"]`).attributes.get('method')).to.equal('post')
      }
      const confirm = await phone.submit(second, { fields: { code: codeNow() } })
      expect(confirm.find('a[hreflang="de"]')).not.to.equal(null)
    })

    it('is not asked of others', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      await setUpTotp(world, client)
      const confirm = await world.toConfirm(createWebClient(), 'omar')
      expect(confirm.find('[name="decision"][value="confirm"]')).not.to.equal(null)
    })

    it('may be any of them, or a recovery code, each of which counts once and is noted', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const { codes, codeNow } = await setUpTotp(world, client)
      const key = softwarePasskey()
      await setUpPasskey(world, client, key)
      const ways = [{ code: codeNow() }, { code: codes[4] ?? '' }, null]
      for (const way of ways) {
        const phone = createWebClient()
        const page = await world.toConfirm(phone)
        const fields = way ?? { passkey: key.use({ ...optionsOn(page), counter: 2 }) }
        const confirm = await phone.submit(page, { fields })
        expect(confirm.find('[name="decision"][value="confirm"]')).not.to.equal(null)
      }
      const noted = world.audit.filter(({ action }) => action === 'account.recovery-code-used')
      expect(noted.map(({ subject, after }) => ({ subject, after }))).to.deep.equal([
        { subject: 'account-jana', after: { left: 9 } },
      ])
      const phone = createWebClient()
      const again = await phone.submit(await world.toConfirm(phone), { fields: { code: codes[4] ?? '' } })
      expect(again.textOf('title')).to.match(/^Fehler: /)
      expect(again.text).to.include('Dieser Wiederherstellungscode stimmt nicht, oder Sie haben ihn schon benutzt.')
      expect((await signIn(world, client)).text).to.include('9 Codes')
    })

    it('lets whoever goes back begin as somebody else', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      await setUpTotp(world, client)
      const phone = createWebClient()
      const page = await world.toConfirm(phone)
      const password = await phone.get(new URL(page.one('form').attributes.get('action') ?? '', page.url).href)
      expect(password.find('[name="username"]')).not.to.equal(null)
    })
  })

  it('raise what they are bound for; a recovery code, which is but paper, does not', async () => {
    await begin({ password: { secondFactor: { level: 'substantiell' } } })
    const client = createWebClient()
    await signIn(world, client)
    const { codes, codeNow } = await setUpTotp(world, client)
    const account = jana(world)
    Object.assign(account, { methods: account.methods.map((each) => ({ ...each, cap: 'hoch' })) })
    const levels: unknown[] = []
    for (const code of [codes[0] ?? '', codeNow()]) {
      const phone = createWebClient()
      await phone.submit(await world.toConfirm(phone), { fields: { code } })
      const session = phone.cookies.for(`${world.url}/`).find(({ name }) => name === 'session')?.value ?? ''
      levels.push((await world.sessions.find(world.sessionIdOf(session)))?.evidence.map(({ level }) => level))
    }
    expect(levels).to.deep.equal([['normal'], ['substantiell']])
  })

  describe('are taken off', () => {
    it('with a login of their level, and the citizen stays signed in', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      const { codeNow } = await setUpTotp(world, client)
      const phone = createWebClient()
      await phone.submit(await signIn(world, phone), { fields: { code: codeNow() } })
      const ask = await phone.get(`${world.url}${LIST}/entfernen/totp`)
      expect(ask.text).to.include('mit dem Passwort allein')
      const list = await phone.submit(ask, { form: `form[action="${LIST}/entfernen/totp"]` })
      expect(new URL(list.url).pathname).to.equal(LIST)
      expect(list.text).to.include('noch keinen zweiten Faktor')
      expect(bound(world)).to.deep.equal(['normal'])
      expect(world.audit.at(-1)).to.deep.include({
        action: 'account.second-factor-removed',
        before: { instance: 'totp', cap: 'normal' },
      })
      expect((await world.toConfirm(createWebClient())).find('[name="code"]')).to.equal(null)
    })

    it('not with a login below the level that they count up to', async () => {
      await begin({ password: { secondFactor: { level: 'substantiell' } } })
      const client = createWebClient()
      await signIn(world, client)
      await setUpTotp(world, client)
      const raised = jana(world).methods.map((each) => ({ ...each, cap: 'substantiell' as const }))
      world.has({ ...jana(world), methods: raised })
      const page = await client.get(`${world.url}${LIST}/entfernen/totp`)
      expect(page.find('[data-method="password"]'), 'a better login is asked for').not.to.equal(null)
      expect(page.url).to.match(/\/login\//)
    })

    it('by nobody who knows but their name', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      for (const instance of ['', 'totp', 'passkey:x', '%00']) {
        const page = await client.get(`${world.url}${LIST}/entfernen/${instance}`)
        expect(page.status, instance).to.equal(404)
      }
    })
  })

  it('have short names: no address of any length goes into the cookie of a login that is asked for first', async () => {
    await begin()
    const client = createWebClient()
    const { status } = await client.get(`${world.url}${LIST}/entfernen/${'a'.repeat(3000)}`)
    expect(status).to.equal(404)
    expect(client.cookies.for(`${world.url}/`)).to.deep.equal([])
  })

  describe('say what was done', () => {
    const DONE = '[data-testid="factor-done"]'

    it('beside another factor and after taking one off, in each language, until the next change', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      await setUpTotp(world, client)
      const plain = await client.get(world.url + LIST)
      expect(plain.find(DONE)).to.equal(null)
      const added = await setUpPasskey(world, client, softwarePasskey())
      expect(added.textOf(DONE)).to.equal('Der zweite Faktor ist eingerichtet.')
      const english = await client.click(added, 'a[hreflang="en"]')
      expect(english.textOf(DONE)).to.equal('The second factor is set up.')
      const ask = await client.get(`${world.url}${LIST}/entfernen/totp?lang=de`)
      const removed = await client.submit(ask, { form: `form[action="${LIST}/entfernen/totp"]` })
      expect(removed.textOf(DONE)).to.equal('Der zweite Faktor ist entfernt.')
      const twice = await client.submit(ask, { form: `form[action="${LIST}/entfernen/totp"]` })
      expect([twice.status, twice.url]).to.deep.equal([200, world.url + LIST])
      expect((await client.get(added.url)).find(DONE), 'the account has changed since').to.equal(null)
    })

    it('by no address that somebody else made, or another session', async () => {
      await begin()
      const client = createWebClient()
      await signIn(world, client)
      await setUpTotp(world, client)
      const { url } = await setUpPasskey(world, client, softwarePasskey())
      expect((await client.get(url)).find(DONE)).not.to.equal(null)
      for (const mark of ['added', 'removed', '', '&done=removed']) {
        expect((await client.get(`${world.url}${LIST}?done=${mark}`)).find(DONE), mark).to.equal(null)
      }
      const omar = createWebClient()
      await signIn(world, omar, 'omar')
      expect((await omar.get(url)).find(DONE)).to.equal(null)
    })
  })

  it('take new recovery codes in the place of the old ones', async () => {
    await begin()
    const client = createWebClient()
    await signIn(world, client)
    const { codes } = await setUpTotp(world, client)
    const fresh = codesOn(
      await client.submit(await client.get(`${world.url}${LIST}/codes`), { form: `form[action="${LIST}/codes"]` }),
    )
    expect(fresh).to.have.length(10)
    const phone = createWebClient()
    const page = await world.toConfirm(phone)
    const refused = await phone.submit(page, { fields: { code: codes[0] ?? '' } })
    expect(refused.find('[name="code"]')).not.to.equal(null)
    const confirm = await phone.submit(refused, { fields: { code: fresh[0] ?? '' } })
    expect(confirm.find('[name="decision"][value="confirm"]')).not.to.equal(null)
  })
})
