import { expect } from 'chai'
import type { Account } from '../../src/domain/account.js'
import { minutes } from '../../src/domain/instant.js'
import { httpWorld, RIGHT, type HttpWorld } from '../support/http-world.js'
import { pairPhone } from '../support/pair-phone.js'
import { VirtualPhone } from '../support/virtual-phone.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const DEVICES = '/konto/geraete'

describe('the citizen’s phones, without scripts', () => {
  let world: HttpWorld
  let client: WebClient

  beforeEach(async () => {
    world = await httpWorld({ pass: { webApp: null } })
    client = createWebClient()
  })
  afterEach(() => world.stop())

  const get = (path: string) => client.get(world.url + path)
  /** Signs in for the own pages; ends on them. */
  const signIn = async (username = 'jana'): Promise<WebPage> => {
    const password = await client.click(await get(DEVICES), '[data-method="password"]')
    return client.submit(password, { fields: { username, password: RIGHT } })
  }
  const account = (): Account => {
    const found = world.accounts.get('account-jana')
    return found ?? expect.fail()
  }
  const status = (page: WebPage) => page.find('[data-status]')?.attributes.get('data-status')
  const begin = async (page: WebPage): Promise<WebPage> =>
    client.submit(page, { form: 'form[action="/konto/geraete/koppeln"]' })
  const again = (page: WebPage) => client.get(page.url)
  /** The page that asks before it is done. */
  const ask = (device: string, act: string) => get(`${DEVICES}/${device}/${act}`)

  /** Pairs a phone from the page, as its owner does. */
  const pair = async (name = 'Mein Telefon'): Promise<{ phone: VirtualPhone; done: WebPage }> => {
    const waiting = await begin(await get(DEVICES))
    const phone = new VirtualPhone()
    const { body } = await phone.pair(waiting.textOf('[data-testid="pass-link"]') ?? '', { name })
    const registered = await again(waiting)
    const number = registered.textOf('[data-testid="pass-code"]') ?? ''
    await phone.confirm(`${world.url}/pass/login/${body.challenge}`, { number })
    return { phone, done: await again(waiting) }
  }

  it('keep no stranger’s request waiting for a pairing that is not there', async () => {
    const stranger = createWebClient()
    const { body } = await stranger.get(`${world.url}${DEVICES}/koppeln/nobody/wait?shown=over`)
    expect(JSON.parse(body)).to.deep.equal({ changed: true })
  })

  it('need a login, which leads back to them', async () => {
    const page = await signIn()
    expect(page.url).to.equal(world.url + DEVICES)
    expect(page.text).to.contain('Sie haben noch kein Smartphone gekoppelt.')
  })

  it('lead to the citizen’s other pages and are led to from there and from the start page', async () => {
    const own = [DEVICES, '/konto/zweiter-faktor']
    const linked = (page: WebPage) => own.map((path) => page.find(`a[href="${path}"]`)?.attributes.get('aria-current'))
    const start = await get('/')
    for (const path of own) expect(start.find(`a[href="${path}"]`), path).not.to.equal(null)
    const page = await signIn()
    expect(linked(page)).to.deep.equal(['page', undefined])
    const factors = await client.click(page, `a[href="${own[1] ?? ''}"]`)
    expect(factors.textOf('h1')).to.equal('Zweiter Faktor für Ihr Passwort')
    expect(linked(factors)).to.deep.equal([undefined, 'page'])
  })

  it('lead to a login that is good for more, and open nothing where the session is not', async () => {
    await signIn()
    const page = await get(`${DEVICES}/hoeher`)
    expect(page.url).to.match(/\/login\/[\w-]+$/)
    expect(page.find('[data-method="password"]'), 'the password does not reach it').to.equal(null)
  })

  it('are paired by a code, a number and a first use, and then count', async () => {
    const page = await signIn()
    expect(page.one('[data-testid="pass-will-reach"]').attributes.get('data-level')).to.equal('normal')
    expect(page.text).to.contain(
      'Mit dem Online-Ausweis angemeldet, reicht er auch, wo ein Passwort nicht genügt (Niveau substantiell).',
    )
    const waiting = await begin(page)
    expect(status(waiting)).to.equal('waiting')
    expect(waiting.find('[data-testid="pass-qr"]')).not.to.equal(null)
    const phone = new VirtualPhone()
    const { body } = await phone.pair(waiting.textOf('[data-testid="pass-link"]') ?? '', { name: 'Mein Telefon' })
    const registered = await again(waiting)
    expect(status(registered)).to.equal('registered')
    expect(registered.text).to.contain('„Mein Telefon“ hat sich gemeldet')
    expect(account().methods.map(({ method }) => method)).to.deep.equal(['password'])
    const number = registered.textOf('[data-testid="pass-code"]') ?? ''
    await phone.confirm(`${world.url}/pass/login/${body.challenge}`, { number })
    const done = await again(waiting)
    expect(status(done)).to.equal('done')
    expect(done.textOf('[data-testid="block-code"]')).to.match(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(account().methods.at(-1)).to.deep.include({
      method: 'pass',
      instance: body.device,
      name: 'Mein Telefon',
      cap: 'normal',
      blocked: false,
    })
    expect((await get(DEVICES)).text)
      .to.contain('Mein Telefon')
      .and.contain('reicht überall, wo ein Passwort genügt (Niveau normal)')
  })

  it('show no address that a phone could be paired by: the link alone has that', async () => {
    const waiting = await begin(await signIn())
    const link = waiting.textOf('[data-testid="pass-link"]') ?? ''
    const secret = link.split('/').at(-1) ?? ''
    expect(secret).to.match(/^[\w-]{22}$/)
    const addresses = [waiting.url, ...waiting.hops.map(({ url }) => url)]
    const inPage = [...waiting.body.matchAll(/(?:href|action|src|content|data-[\w-]+)="([^"]*)"/g)].map(
      ([, each]) => each,
    )
    for (const each of addresses) expect(each).not.to.contain(secret)
    expect(inPage.filter((each) => each?.includes(secret) && !each.includes('/pass/pair/'))).to.deep.equal([])
    const shown = new URL(waiting.url).pathname.split('/').at(-1) ?? ''
    for (const guess of [shown, shown.slice(0, 22)]) {
      const stranger = await fetch(`${world.url}/api/v1/pass/pairings/${guess}`)
      expect(stranger.status).to.equal(404)
    }
    expect((await fetch(`${world.url}/api/v1/pass/pairings/${secret}`)).status).to.equal(200)
  })

  it('tell the script of the waiting page alone whether something changed', async () => {
    await signIn()
    const waiting = await begin(await get(DEVICES))
    const wait = fetch(`${waiting.url}/wait?shown=waiting`).then((response) => response.json())
    await new VirtualPhone().pair(waiting.textOf('[data-testid="pass-link"]') ?? '')
    expect(await wait).to.deep.equal({ changed: true })
  })

  it('are not paired with a wrong number, and not after the citizen has cancelled', async () => {
    await signIn()
    const first = await begin(await get(DEVICES))
    const hijacker = new VirtualPhone()
    const { body } = await hijacker.pair(first.textOf('[data-testid="pass-link"]') ?? '', { name: 'Fremd' })
    const number = (await again(first)).textOf('[data-testid="pass-code"]') === '47' ? '48' : '47'
    await hijacker.confirm(`${world.url}/pass/login/${body.challenge}`, { number })
    expect(status(await again(first))).to.equal('over')
    const second = await begin(await get(DEVICES))
    const phone = new VirtualPhone()
    const answer = await phone.pair(second.textOf('[data-testid="pass-link"]') ?? '')
    const registered = await again(second)
    await client.submit(registered, { form: `form[action="${new URL(second.url).pathname}/abbrechen"]` })
    const right = registered.textOf('[data-testid="pass-code"]') ?? ''
    const late = await phone.confirm(`${world.url}/pass/login/${answer.body.challenge}`, { number: right })
    expect(late.status).to.equal(403)
    expect(account().methods).to.have.length(1)
    expect(await world.pass?.devices.listOf(account().id)).to.deep.equal([])
  })

  it('are several, each named, and can be renamed, blocked and unpaired', async () => {
    await signIn()
    const { phone: one } = await pair('Eins')
    world.clock.pass(1000)
    await pair('Zwei')
    let page = await get(DEVICES)
    expect(page.all('[data-device]').map((each) => each.attributes.get('data-device'))).to.deep.equal(['Eins', 'Zwei'])
    const id = one.pairing.device
    page = await client.submit(page, { form: `form[action="${DEVICES}/${id}/name"]`, fields: { name: ' Neu  hier ' } })
    expect(page.find('[data-device="Neu hier"]')).not.to.equal(null)
    page = await client.submit(page, { form: `form[action="${DEVICES}/${id}/name"]`, fields: { name: ' ' } })
    expect(page.text).to.contain('Der Name braucht 1 bis 40 Zeichen.')
    expect(page.find(`form[action="${DEVICES}/${id}/sperren"]`), 'nothing is done without a question').to.equal(null)
    page = await client.submit(await ask(id, 'sperren'), { form: `form[action="${DEVICES}/${id}/sperren"]` })
    expect(account().methods.find(({ instance }) => instance === id)).to.deep.include({ blocked: true })
    expect((await world.pass?.devices.find(id as never))?.blockedAt).not.to.equal(null)
    await client.submit(await ask(id, 'entkoppeln'), { form: `form[action="${DEVICES}/${id}/entkoppeln"]` })
    expect(account().methods.map(({ name }) => name)).to.deep.equal([null, 'Zwei'])
    expect(await world.pass?.devices.find(id as never)).to.equal(null)
    // One entry for each act, whatever it changed.
    const acts = world.audit.map(({ action }) => action).filter((action) => /^pass\.(ren|blo|rem)/.test(action))
    expect(acts).to.deep.equal(['pass.renamed', 'pass.blocked', 'pass.removed'])
  })

  it('are asked about before they are blocked or unpaired: nothing happens by a GET', async () => {
    await signIn()
    const { phone } = await pair()
    const { device } = phone.pairing
    for (const [act, question] of [
      ['sperren', '„Mein Telefon“ sperren?'],
      ['entkoppeln', '„Mein Telefon“ entkoppeln?'],
    ] as const) {
      const list = await get(DEVICES)
      const page = await client.click(list, `a[href="${DEVICES}/${device}/${act}"]`)
      expect(page.textOf('h1')).to.equal(question)
      expect((await client.click(page, `a[href="${DEVICES}"]`)).find('[data-device="Mein Telefon"]')).not.to.equal(null)
      const forged = await client.post(page.url, { token: 'x' }, { from: page })
      expect(forged.status).to.equal(403)
    }
    expect(account().methods.at(-1)).to.deep.include({ name: 'Mein Telefon', blocked: false })
    expect((await get(`${DEVICES}/nobodys/sperren`)).text).to.contain('Dieses Smartphone ist nicht mehr gekoppelt.')
  })

  it('are not paired any more once the citizen has logged out', async () => {
    const page = await signIn()
    const [open, waiting] = [await begin(page), await begin(await get(DEVICES))]
    const linkOf = (at: WebPage): string => at.textOf('[data-testid="pass-link"]') ?? ''
    const phone = new VirtualPhone()
    const { body } = await phone.pair(linkOf(waiting))
    const number = (await again(waiting)).textOf('[data-testid="pass-code"]') ?? ''
    await client.submit(await get(DEVICES), { form: 'form[action="/abmelden"]' })
    expect((await new VirtualPhone().pair(linkOf(open))).status).to.equal(404)
    const wait = await fetch(`${waiting.url}/wait?shown=registered`).then((response) => response.json())
    expect(wait).to.deep.equal({ changed: true })
    const late = await phone.confirm(`${world.url}/pass/login/${body.challenge}`, { number })
    expect(late.body.code).to.equal('expired')
    expect(account().methods).to.have.length(1)
    await signIn()
    expect(status(await again(waiting))).to.equal('over')
  })

  it('cannot be unpaired when they are the only way in', async () => {
    await signIn()
    const { phone } = await pair()
    const { account: owner } = (await world.pass?.devices.find(phone.pairing.device as never)) ?? { account: null }
    expect(owner).to.equal('account-jana')
    const methods = account().methods.map((bound) => ({ ...bound, blocked: bound.method === 'password' }))
    world.has({ ...account(), methods })
    // The session was opened by the password, which is blocked now: the phone opens another one.
    client = createWebClient()
    let page = await client.click(await get(DEVICES), '[data-method="pass"]')
    const number = page.textOf('[data-testid="pass-code"]') ?? ''
    await phone.confirm(page.textOf('[data-testid="pass-link"]') ?? '', { number })
    page = await client.submit(page, { button: '[name="step"][value="renew"]' })
    const renewed = page.textOf('[data-testid="pass-code"]') ?? ''
    await phone.confirm(page.textOf('[data-testid="pass-link"]') ?? '', { number: renewed })
    page = await client.get(`${page.url.replace(/\/pass.*$/, '/pass')}/return`, { from: page })
    expect(page.find('[data-device]')).not.to.equal(null)
    const { device } = phone.pairing
    page = await client.submit(await ask(device, 'entkoppeln'), {
      form: `form[action="${DEVICES}/${device}/entkoppeln"]`,
    })
    expect(page.text).to.contain('Richten Sie zuerst eine andere Anmeldeart ein.')
    expect(account().methods).to.have.length(2)
  })

  it('belong to one account: another citizen can do nothing to them and sees no pairing of theirs', async () => {
    await signIn()
    const { phone } = await pair()
    const waiting = await begin(await get(DEVICES))
    const device = phone.pairing.device
    client = createWebClient()
    const page = await signIn('omar')
    expect(page.find('[data-device]')).to.equal(null)
    const token = page.one('input[name="token"]')
    const fields = { token: token.attributes.get('value') ?? '', name: 'Meins' }
    for (const act of ['sperren', 'entkoppeln']) {
      const asked = await get(`${DEVICES}/${device}/${act}`)
      expect(asked.text, act).to.contain('Dieses Smartphone ist nicht mehr gekoppelt.').and.not.contain('Mein Telefon')
    }
    for (const act of ['name', 'sperren', 'entkoppeln']) {
      const ended = await client.post(`${world.url}${DEVICES}/${device}/${act}`, fields, { from: page })
      expect(ended.text, act).to.contain('Dieses Smartphone ist nicht mehr gekoppelt.')
    }
    expect(status(await client.get(waiting.url))).to.equal('over')
    await client.post(`${waiting.url}/abbrechen`, fields, { from: page })
    const pairing = await world.pass?.pairings.find(new URL(waiting.url).pathname.split('/').at(-1) ?? '')
    expect(pairing?.state.name).to.equal('open')
    expect(account().methods.at(-1)).to.deep.include({ name: 'Mein Telefon', blocked: false })
  })

  it('change by no form without its token', async () => {
    const page = await signIn()
    const ended = await client.post(`${world.url}${DEVICES}/koppeln`, { token: 'x' }, { from: page })
    expect(ended.status).to.equal(403)
  })

  it('are blocked by their code, without a login, and by no other', async () => {
    await signIn()
    const { done } = await pair()
    const code = done.textOf('[data-testid="block-code"]') ?? ''
    client = createWebClient()
    let page = await get('/konto/sperren')
    for (const [typed, says] of [
      ['', 'Der Sperrcode fehlt noch.'],
      ['7QK4-ZR2M-X9TD', 'Diesen Sperrcode kennen wir nicht.'],
    ] as const) {
      page = await client.submit(page, { fields: { code: typed } })
      expect(page.text).to.contain(says)
    }
    page = await client.submit(page, { fields: { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` } })
    expect(page.textOf('h1')).to.equal('Das Smartphone ist gesperrt')
    expect(account().methods.at(-1)).to.deep.include({ method: 'pass', blocked: true })
    expect(page.text).not.to.contain('jana')
  })

  it('brake whoever guesses codes, and take no code without the form’s token', async () => {
    let page = await get('/konto/sperren')
    for (let turn = 0; turn < 10; turn++) page = await client.submit(page, { fields: { code: 'AAAA-AAAA-AAAA' } })
    page = await client.submit(page, { fields: { code: 'AAAA-AAAA-AAAA' } })
    expect([page.status, page.text.includes('zu viele Versuche')]).to.deep.equal([429, true])
    world.clock.pass(minutes(15))
    const guesses = Array.from({ length: 14 }, () => client.submit(page, { fields: { code: 'AAAA-AAAA-AAAA' } }))
    expect(
      (await Promise.all(guesses)).filter(({ status }) => status === 200),
      'at once',
    ).to.have.length(10)
    const foreign = await createWebClient().post(`${world.url}/konto/sperren`, { code: 'AAAA-AAAA-AAAA' })
    expect(foreign.status).to.equal(403)
  })

  it('are offered no more pairing once there are ten', async () => {
    await signIn()
    for (let turn = 0; turn < 10; turn++) {
      expect((await get(DEVICES)).find('form[action="/konto/geraete/koppeln"]')).not.to.equal(null)
      if (world.pass) await pairPhone(world.pass, 'account-jana')
    }
    expect((await get(DEVICES)).find('form[action="/konto/geraete/koppeln"]')).to.equal(null)
  })

  it('are at most ten, and what was never finished does not count for long', async () => {
    await signIn()
    for (let turn = 0; turn < 10; turn++) {
      const waiting = await begin(await get(DEVICES))
      await new VirtualPhone().pair(waiting.textOf('[data-testid="pass-link"]') ?? '')
    }
    expect((await begin(await get(DEVICES))).url).to.equal(world.url + DEVICES)
    world.clock.pass(600_000)
    expect(status(await begin(await get(DEVICES)))).to.equal('waiting')
    expect(await world.pass?.devices.listOf(account().id)).to.deep.equal([])
  })
})
