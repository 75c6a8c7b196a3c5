import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { createValueSeal } from '../../src/crypto/value-seal.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { createCookies } from '../../src/http/cookies.js'
import { languageOfRaw } from '../../src/http/language.js'
import { createShownErrors } from '../../src/http/shown-errors.js'
import { LIST, setUpTotp, signIn } from '../support/factor-walk.js'
import { httpWorld, RIGHT, type HttpWorld } from '../support/http-world.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const raw = (headers: Record<string, string>, url = '/'): string =>
  languageOfRaw({ url, headers } as Parameters<typeof languageOfRaw>[0], createCookies(false))

describe('the language of a page', () => {
  it('is English for a browser that reads English and no German, else German', () => {
    const languages = (accepted: string): string => raw({ 'accept-language': accepted })
    expect(['en-GB,en;q=0.9', 'tr-TR,tr;q=0.9,en;q=0.8', 'EN', 'en, *;q=0.1'].map(languages)).to.deep.equal([
      'en',
      'en',
      'en',
      'en',
    ])
    const german = ['de-DE,de;q=0.9', 'en-US,en;q=0.9,de;q=0.1', 'tr', 'tr-TR,tr;q=0.9', '*', '', ';;=,', 'english']
    expect(new Set(german.map(languages))).to.deep.equal(new Set(['de']))
    expect(languages('en;q=0, fr')).to.equal('de')
    expect(languages('de;q=0, en')).to.equal('en')
  })

  it('is the one that was chosen, whatever the browser reads', () => {
    const english = { 'accept-language': 'en' }
    expect(raw({ ...english, cookie: 'lang=de' })).to.equal('de')
    expect(raw({ ...english, cookie: 'lang=tlh' })).to.equal('en')
    expect(raw({ ...english, cookie: 'lang=en' }, '/?lang=de-x-leicht')).to.equal('de-x-leicht')
  })
})

describe('the language switch', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld({ pass: { webApp: null } })
  })
  after(() => world.stop())

  const langOf = (page: WebPage): string | undefined => page.one('html').attributes.get('lang')

  /** Follows the link of a page; what comes is the page in English, of the same kind where `marks` finds it. */
  const switched = async (client: WebClient, page: WebPage, marks: string): Promise<WebPage> => {
    expect(langOf(page)).to.equal('de')
    const english = await client.click(page, 'a[hreflang="en"]')
    expect(langOf(english)).to.equal('en')
    expect(english.find(marks), english.url).not.to.equal(null)
    await client.get(`${world.url}/?lang=de`)
    return english
  }

  it('leads from every page of a login to its step, after forms that did not hold too', async () => {
    const client = createWebClient()
    const chooser = await client.get(world.requestUrl())
    expect((await switched(client, chooser, '[data-method="password"]')).status).to.equal(200)
    const password = await client.click(await client.get(chooser.url), '[data-method="password"]')
    const wrong = await client.submit(password, { fields: { username: 'jana', password: 'falsch' } })
    expect((await switched(client, wrong, 'input[name="password"]')).status).to.equal(200)
    const confirm = await client.submit(await client.get(password.url), {
      fields: { username: 'jana', password: RIGHT },
    })
    expect((await switched(client, confirm, '[value="confirm"]')).status).to.equal(200)
  })

  it('leads from an error of a login to where that is', async () => {
    const client = createWebClient()
    const password = await world.toPassword(client)
    const stale = await client.post(password.url, { username: 'jana' }, { from: password })
    expect(stale.find('[data-testid="error"]')).not.to.equal(null)
    const english = await switched(client, stale, '[data-method="password"]')
    expect([english.status, english.url]).to.deep.equal([200, `${password.url.replace(/\/password$/, '')}?lang=en`])
  })

  it('stays at the second step after a password, with what was proved', async () => {
    const owner = createWebClient()
    await signIn(world, owner, 'omar')
    await setUpTotp(world, owner)
    const client = createWebClient()
    const second = await client.submit(await world.toPassword(client), {
      fields: { username: 'omar', password: RIGHT },
    })
    expect(second.find('input[name="code"]')).not.to.equal(null)
    const english = await client.submit(second, { button: 'button[lang="en"]' })
    expect([english.status, langOf(english)]).to.deep.equal([200, 'en'])
    expect(english.text).to.include('Code from the app')
    const easy = await client.submit(second, { button: 'button[lang="de"]' })
    expect(easy.text).to.include('Öffnen Sie die App mit den Codes.')
    const wrong = await client.submit(easy, { fields: { code: '000000' } })
    expect([langOf(wrong), wrong.find('input[name="code"]') !== null]).to.deep.equal(['de-x-leicht', true])
    await client.get(`${world.url}/?lang=de`)
  })

  it('is on the citizen’s own pages after a form that did not hold', async () => {
    const client = createWebClient()
    await signIn(world, client)
    const setUp = await client.get(`${world.url}${LIST}/code-app`)
    const wrong = await client.submit(setUp, { fields: { code: '000000' } })
    expect((await switched(client, wrong, 'input[name="code"]')).status).to.equal(200)
    const block = await client.submit(await client.get(`${world.url}/konto/sperren`), { fields: {} })
    expect((await switched(client, block, 'form')).status).to.equal(200)
  })

  it('shows an error again, under its number, whatever request it answered', async () => {
    const client = createWebClient()
    const used = world.requestUrl()
    await client.get(used)
    const errors = [
      await client.get(`${world.url}/nirgends`),
      await createWebClient().get(used),
      await client.post(`${world.url}/saml/sso`, { SAMLRequest: 'x' }),
      await client.post(`${world.url}/konto/sperren`, { token: 'x' }),
    ]
    expect(errors.map(({ status }) => status)).to.deep.equal([404, 400, 400, 403])
    for (const error of errors) {
      const english = await switched(client, error, '[data-testid="error"]')
      expect(english.status).to.equal(error.status)
      if (error.status !== 404) {
        expect(english.textOf('[data-testid="error-id"]')).to.equal(error.textOf('[data-testid="error-id"]'))
      }
    }
  })

  it('shows no error that somebody else made an address for', async () => {
    const client = createWebClient()
    const error = await client.post(`${world.url}/saml/sso`, { SAMLRequest: 'x' })
    const address = error.one('a[hreflang="en"]').attributes.get('href') ?? ''
    expect((await client.get(world.url + address)).text).to.contain('faulty')
    const other = await client.get(world.url + address.replace(/.(?=\?)/, (last) => (last === 'A' ? 'B' : 'A')))
    expect([other.status, other.textOf('h1')]).to.deep.equal([404, 'This page does not exist'])
    expect((await client.get(`${world.url}/fehler/x`)).status).to.equal(404)
  })

  it('is a page that does not exist where an earlier version made it for an error that is gone', () => {
    const seal = createValueSeal(createSecretKey(Buffer.alloc(32, 7)))
    const kept = { errorId: 'E-1', service: null, until: null, continueAt: null, isLogout: false }
    const shown = createShownErrors(seal)
    const code =
      shown
        .addressOf({ ...kept, code: 'not-found' })
        .split('/')
        .at(-1) ?? ''
    expect(shown.open(decodeURIComponent(code)).errorId).to.equal('E-1')
    const gone = seal.seal('shown error', JSON.stringify({ ...kept, code: 'was-once' }))
    expect(() => shown.open(gone))
      .to.throw(BrokerError)
      .with.property('code', 'not-found')
  })
})
