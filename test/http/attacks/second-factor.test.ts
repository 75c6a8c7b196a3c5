import { expect } from 'chai'
import { totpCode } from '../../../src/factors/totp.js'
import { days, minutes, seconds } from '../../../src/domain/instant.js'
import { LIST, optionsOn, setUpPasskey, setUpTotp, signIn, typePassword } from '../../support/factor-walk.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { softwarePasskey } from '../../support/software-passkey.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const isIn = (page: WebPage): boolean => page.find('[name="decision"][value="confirm"]') !== null
const sees = (page: WebPage, field: string): boolean => page.find(`[name="${field}"]`) !== null
const proofOn = (page: WebPage): string => page.one('[name="proof"]').attributes.get('value') ?? ''
const loginOf = (page: WebPage): string => page.url.replace(/\/password.*$/, '')

describe('whoever knows the password and not the second factor', () => {
  let world: HttpWorld
  let mallory: WebClient
  /** The browser in which the factor was set up. */
  let owner: WebClient
  beforeEach(async () => {
    world = await httpWorld()
    mallory = createWebClient()
    owner = createWebClient()
    await signIn(world, owner)
  })
  afterEach(() => world.stop())

  describe('where it is a code app', () => {
    let app: Awaited<ReturnType<typeof setUpTotp>>
    let page: WebPage
    beforeEach(async () => {
      app = await setUpTotp(world, owner)
      page = await world.toConfirm(mallory)
    })

    it('does not get past it by going on without it', async () => {
      expect(sees(page, 'code')).to.equal(true)
      const login = loginOf(page)
      for (const path of ['', '/password', '/confirm?shown=x', '/password/return']) {
        const next = await mallory.get(login + path)
        expect(isIn(next), path).to.equal(false)
        expect(sees(next, 'code'), path).to.equal(false)
      }
      const token = page.one('[name="token"]').attributes.get('value') ?? ''
      for (const fields of [{ decision: 'confirm' }, { method: 'password' }, { username: 'jana' }, {}]) {
        expect(isIn(await mallory.post(`${login}/password`, { token, ...fields }, { from: page }))).to.equal(false)
        expect(isIn(await mallory.post(`${login}/confirm`, { token, ...fields }, { from: page }))).to.equal(false)
      }
      expect(isIn(await mallory.get(world.requestUrl())), 'no session came of it').to.equal(false)
    })

    it('gets ten tries in 15 min, also with all of them at once', async () => {
      const wrong = totpCode(app.secret, world.clock.now() + days(1))
      const guesses = Array.from({ length: 40 }, (_, index) => (index === 30 ? app.codeNow() : wrong))
      const ends = await Promise.all(guesses.map((code) => mallory.submit(page, { fields: { code } })))
      expect(ends.filter(isIn)).to.have.length(0)
      // The tenth, which was looked at too, begins the pause.
      expect(ends.filter(({ status }) => status === 200)).to.have.length(9)
      expect(ends.filter(({ status }) => status === 429)).to.have.length(31)
      const other = createWebClient()
      const elsewhere = await other.submit(await world.toConfirm(other), { fields: { code: app.codeNow() } })
      expect(elsewhere.status, 'the right one too, in whichever browser').to.equal(429)
      world.clock.pass(minutes(15))
      const later = createWebClient()
      const again = await later.submit(await world.toConfirm(later), { fields: { code: app.codeNow() } })
      expect(isIn(again)).to.equal(true)
    })

    it('gets thirty tries in a day', async () => {
      const wrong = totpCode(app.secret, world.clock.now() + days(2))
      let tries = 0
      for (let round = 0; round < 5; round++) {
        const client = createWebClient()
        let at = await world.toConfirm(client)
        while (at.status === 200) {
          at = await client.submit(at, { fields: { code: wrong } })
          if (at.status === 200) tries++
        }
        world.clock.pass(minutes(16))
      }
      // Three times ten, of which the tenth begins the pause.
      expect(tries).to.equal(27)
      world.clock.pass(days(1))
      const client = createWebClient()
      expect(isIn(await client.submit(await world.toConfirm(client), { fields: { code: app.codeNow() } }))).to.equal(
        true,
      )
    })

    it('loses no try by what can be no code', async () => {
      for (let count = 0; count < 40; count++) {
        const next = await mallory.submit(page, { fields: { code: count % 2 === 0 ? '' : '123' } })
        expect(next.status).to.equal(200)
      }
      expect(isIn(await mallory.submit(page, { fields: { code: app.codeNow() } }))).to.equal(true)
    })

    it('learns from few tries left that there are few, and a right code gives them back', async () => {
      const wrong = totpCode(app.secret, world.clock.now() + days(1))
      for (let count = 0; count < 9; count++) page = await mallory.submit(page, { fields: { code: wrong } })
      expect(page.text).to.include('1 Versuch')
      expect(isIn(await mallory.submit(page, { fields: { code: app.codeNow() } }))).to.equal(true)
      const next = createWebClient()
      const fresh = await next.submit(await world.toConfirm(next), { fields: { code: wrong } })
      expect(fresh.status).to.equal(200)
      expect(fresh.text).not.to.include('Versuch')
    })

    it('cannot use a code a second time, nor an earlier one', async () => {
      const [before, now] = [totpCode(app.secret, world.clock.now() - seconds(30)), app.codeNow()]
      const client = createWebClient()
      expect(isIn(await client.submit(await world.toConfirm(client), { fields: { code: now } }))).to.equal(true)
      for (const code of [now, before]) {
        const again = await mallory.submit(page, { fields: { code } })
        expect(isIn(again)).to.equal(false)
        expect(again.text).to.include('schon benutzt')
      }
    })

    it('cannot use the code that set it up', async () => {
      const setUp = totpCode(app.secret, world.clock.now() - seconds(30))
      expect(isIn(await mallory.submit(page, { fields: { code: setUp } }))).to.equal(false)
    })

    it('cannot use the code of another account', async () => {
      const omar = createWebClient()
      await signIn(world, omar, 'omar')
      const his = await setUpTotp(world, omar)
      expect(isIn(await mallory.submit(page, { fields: { code: his.codeNow() } }))).to.equal(false)
      for (const code of his.codes) expect(isIn(await mallory.submit(page, { fields: { code } }))).to.equal(false)
    })

    it('cannot bring the proof of another password, login, or time, or one made up', async () => {
      const omar = createWebClient()
      await signIn(world, omar, 'omar')
      const his = await setUpTotp(world, omar)
      const client = createWebClient()
      const other = await world.toConfirm(client, 'omar')
      const foreign = await mallory.submit(page, { fields: { code: his.codeNow(), proof: proofOn(other) } })
      expect(isIn(foreign)).to.equal(false)
      expect(sees(foreign, 'password'), 'the password has to be proved anew').to.equal(true)
      const proof = proofOn(page)
      const changed = proof.slice(0, 40) + (proof[40] === 'A' ? 'B' : 'A') + proof.slice(41)
      for (const made of ['', 'x', changed]) {
        const next = await mallory.submit(page, { fields: { code: app.codeNow(), proof: made } })
        expect(isIn(next)).to.equal(false)
        expect(sees(next, 'password')).to.equal(true)
      }
      world.clock.pass(minutes(10))
      const late = await mallory.submit(page, { fields: { code: app.codeNow() } })
      expect(sees(late, 'password')).to.equal(true)
      expect(late.text).to.include('zu lange gedauert')
    })

    it('gains nothing from the cookie of a login in which the owner proves the password', async () => {
      const chooser = await mallory.get(world.requestUrl())
      const cookie = mallory.cookies
        .for(chooser.url)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
      const victim = createWebClient()
      const form = await victim.get(`${chooser.url}/password`, { headers: { cookie } })
      const asked = await victim.submit(form, {
        fields: { username: 'jana', password: 'ein wirklich langer Satz' },
        headers: { cookie },
      })
      expect(sees(asked, 'code')).to.equal(true)
      const seen = await mallory.get(`${chooser.url}/password`)
      expect(sees(seen, 'proof')).to.equal(false)
    })

    it('is still asked in each of two tabs, each for its own account', async () => {
      const omar = createWebClient()
      await signIn(world, omar, 'omar')
      const his = await setUpTotp(world, omar)
      const chooser = await mallory.get(world.requestUrl())
      const [one, two] = [await typePassword(mallory, chooser, 'jana'), await typePassword(mallory, chooser, 'omar')]
      expect(isIn(await mallory.submit(one, { fields: { code: his.codeNow() } }))).to.equal(false)
      const done = await mallory.submit(two, { fields: { code: his.codeNow() } })
      expect(done.text).to.include('omar')
      expect(isIn(done)).to.equal(true)
    })

    it('is asked where the factor is a blocked password’s, by nobody: that password proves nothing', async () => {
      const client = createWebClient()
      await client.submit(await world.toConfirm(client), { fields: { code: app.codeNow() } })
      const account = world.accounts.get('account-jana')
      if (!account) throw new Error('Jana is gone')
      const methods = account.methods.map((each) => (each.instance === '' ? { ...each, blocked: true } : each))
      world.has({ ...account, methods })
      expect(isIn(await client.get(world.requestUrl())), 'nor does the session').to.equal(false)
    })
  })

  describe('where it is a passkey', () => {
    const key = softwarePasskey()
    let page: WebPage
    beforeEach(async () => {
      await setUpPasskey(world, owner, key)
      page = await world.toConfirm(mallory)
    })
    const tried = async (answer: string) => mallory.submit(page, { fields: { passkey: answer } })
    const options = () => ({ ...optionsOn(page), counter: 2 })

    it('is let in by it, once', async () => {
      const answer = key.use(options())
      expect(isIn(await tried(answer))).to.equal(true)
      expect(isIn(await createWebClient().submit(page, { fields: { passkey: answer } }))).to.equal(false)
    })

    const wrong: Readonly<Record<string, () => string>> = {
      'from another origin': () => key.use({ ...options(), origin: 'https://konto.example.evil.example' }),
      'for another host': () => key.use({ ...options(), rpId: 'evil.example' }),
      'without user verification': () => key.use({ ...options(), flags: 1 }),
      'with another challenge': () => key.use({ ...options(), challenge: 'YW5vdGhlciBjaGFsbGVuZ2U' }),
      'of a key that is none of the account’s': () => softwarePasskey().use(options()),
      'of another key under the id of the account’s': () =>
        JSON.stringify({ ...JSON.parse(softwarePasskey().use(options())), id: key.id, rawId: key.id }),
      'of a copy whose count did not go on': () => key.use({ ...options(), counter: 1 }),
      'of a copy that keeps no count': () => key.use({ ...options(), counter: 0 }),
      'that is a new passkey': () => key.create(options()),
      'that is no JSON': () => 'x',
      'that is nobody’s': () => '{}',
      'that is too long': () => `${' '.repeat(17_000)}${key.use(options())}`,
    }
    for (const [name, answer] of Object.entries(wrong)) {
      it(`does not get in by an answer ${name}`, async () => {
        const next = await tried(answer())
        expect(isIn(next)).to.equal(false)
        expect(next.text).to.include('konnte nicht geprüft werden')
        expect(optionsOn(next).challenge, 'a new challenge').not.to.equal(optionsOn(page).challenge)
      })
    }

    it('cannot answer the same page twice, where the passkey keeps no count either', async () => {
      const silent = softwarePasskey()
      const form = await owner.get(`${world.url}${LIST}/passkey`)
      const made = await owner.submit(form, { fields: { passkey: silent.create(optionsOn(form)) } })
      await owner.submit(made, { fields: { passkey: silent.use({ ...optionsOn(made) }) } })
      page = await world.toConfirm(mallory)
      const answer = silent.use({ ...optionsOn(page) })
      const both = await Promise.all([tried(answer), tried(answer)])
      expect(both.filter(({ text }) => text.includes('konnte nicht geprüft werden'))).to.have.length(1)
    })

    it('is not let in by a copy that comes after the owner', async () => {
      expect(isIn(await tried(key.use(options())))).to.equal(true)
      const client = createWebClient()
      page = await world.toConfirm(client)
      const copied = await client.submit(page, { fields: { passkey: key.use(options()) } })
      expect(isIn(copied)).to.equal(false)
    })

    it('cannot use the passkey of another account', async () => {
      const omar = createWebClient()
      await signIn(world, omar, 'omar')
      const his = softwarePasskey()
      await setUpPasskey(world, omar, his)
      expect(isIn(await tried(his.use(options())))).to.equal(false)
    })
  })

  it('makes no passkey with an attestation: its certificates would say where to fetch from', async () => {
    const key = softwarePasskey()
    const page = await owner.get(`${world.url}${LIST}/passkey`)
    for (const made of [key.create(optionsOn(page), 'packed'), key.create({ ...optionsOn(page), flags: 1 })]) {
      const next = await owner.submit(page, { fields: { passkey: made } })
      expect(next.textOf('title')).to.match(/^Fehler: /)
      expect(next.textOf('h1')).to.equal('Passkey einrichten')
    }
  })
})

describe('whoever finds a session left open', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    world = await httpWorld()
    client = createWebClient()
    await signIn(world, client)
  })
  afterEach(() => world.stop())

  it('adds no factor and takes none off: that needs a proof of the last quarter of an hour', async () => {
    const { codeNow } = await setUpTotp(world, client)
    const [codes, removal] = [
      await client.get(`${world.url}${LIST}/codes`),
      await client.get(`${world.url}${LIST}/entfernen/totp`),
    ]
    const passkey = await client.get(`${world.url}${LIST}/passkey`)
    world.clock.pass(minutes(16))
    for (const path of ['passkey', 'entfernen/totp', 'codes']) {
      expect((await client.get(`${world.url}${LIST}/${path}`)).find('[data-method="password"]'), path).not.to.equal(
        null,
      )
    }
    const key = softwarePasskey()
    const forms = [
      client.submit(codes, { form: `form[action="${LIST}/codes"]` }),
      client.submit(removal, { form: `form[action="${LIST}/entfernen/totp"]` }),
      client.submit(passkey, { fields: { passkey: key.create(optionsOn(passkey)) } }),
    ]
    for (const page of await Promise.all(forms)) expect(page.find('[data-method="password"]')).not.to.equal(null)
    expect(world.accounts.get('account-jana')?.methods).to.have.length(2)
    expect((await client.get(world.url + LIST)).text, 'may look').to.include('10 Codes')

    const asked = await typePassword(client, await client.get(`${world.url}${LIST}/entfernen/totp`))
    const ask = await client.submit(asked, { fields: { code: codeNow() } })
    expect(ask.url).to.equal(`${world.url}${LIST}/entfernen/totp`)
  })

  it('has no form of it by another session’s token', async () => {
    const { codes } = await setUpTotp(world, client)
    const omar = createWebClient()
    const his = await signIn(world, omar, 'omar')
    const token = his.one('[name="token"]').attributes.get('value') ?? ''
    for (const path of ['codes', 'entfernen/totp', 'code-app', 'passkey']) {
      for (const forged of [token, '']) {
        const page = await client.post(`${world.url}${LIST}/${path}`, { token: forged })
        expect(page.status, path).to.equal(403)
      }
    }
    expect(world.accounts.get('account-jana')?.methods).to.have.length(2)
    const phone = createWebClient()
    expect(isIn(await phone.submit(await world.toConfirm(phone), { fields: { code: codes[0] ?? '' } }))).to.equal(true)
  })
})
