import { expect } from 'chai'
import { soleMethod, type Account } from '../../../src/domain/account.js'
import { minutes } from '../../../src/domain/instant.js'
import { methodId } from '../../../src/domain/ids.js'
import { citizen } from '../../support/flow-world.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { START } from '../../support/movable-clock.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const ADMIN = sampleOperator('admin', { role: 'admin', tenant: null })
const HOTLINE = sampleOperator('hotline', { hotline: true })
const KONTEN = '/operator/konten'

const email = { value: 'mia@post.dorf.example', origin: 'self-declared', level: 'basis', at: START } as const
const card = { ...soleMethod(methodId('eid'), 'hoch', START), instance: 'card', key: 'card' }

describe('citizens’ accounts at the console', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    world = await httpWorld({ citizens: ['Mia', 'jana'] })
    world.has(citizen('Mia', { methods: [...citizen('Mia').methods, card], identity: { email } }))
    client = (await signedIn(world, HOTLINE)).client
  })
  afterEach(() => world.stop())

  const mia = (): Account | undefined => world.accounts.get('account-Mia')
  const lookUp = async (identifier: string, reason = 'Anruf', by = client): Promise<WebPage> => {
    const page = await by.get(world.url + KONTEN)
    return by.submit(page, { form: `form[action="${KONTEN}"]`, fields: { identifier, reason } })
  }
  const press = (page: WebPage, decision: string) => client.submit(page, { button: `button[value="${decision}"]` })
  const hidden = (page: WebPage, name: string): string =>
    page.one(`input[name="${name}"]`).attributes.get('value') ?? expect.fail(name)
  const pressAt = (page: WebPage, decision: string, method: string) => {
    const fields = { token: hidden(page, 'token'), lookUp: hidden(page, 'lookUp'), decision, method }
    return client.post(world.url + KONTEN, fields, { from: page })
  }
  const last = () => world.audit.at(-1)

  it('are found by the exact user name or e-mail address, and shown masked; each look is logged with its reason', async () => {
    const named = await lookUp('MIA', 'Anruf: kommt nicht hinein')
    expect(named.status).to.equal(200)
    expect(named.one('[data-account]').attributes.get('data-account')).to.equal('account-Mia')
    expect(named.text).to.include('m…@p….example').and.not.include('post.dorf')
    expect(last()).to.deep.include({
      actor: 'operator:Vera.hotline',
      action: 'account.looked-up',
      subject: 'account-Mia',
      after: { found: true, reason: 'Anruf: kommt nicht hinein' },
    })
    const mailed = await lookUp('mia@POST.dorf.EXAMPLE')
    expect(mailed.text).to.match(/Benutzername\s*M…\s*E-Mail-Adresse\s*m…@p….example/)
    for (const wrong of ['mi', 'Mia@post.dorf.example', 'account-Mia', '%', 'x@y.example']) {
      const page = await lookUp(wrong)
      expect([page.status, page.find('[data-account]')], wrong).to.deep.equal([422, null])
      expect(page.text).to.include('Dazu gibt es kein Konto')
      expect(last()).to.deep.include({ subject: 'none', after: { found: false, reason: 'Anruf' } })
    }
    world.has(citizen('Max', { identity: { email } }))
    expect((await lookUp('mia@post.dorf.example')).text).to.include('mehrere Konten')
  })

  it('are not found behind the user name of somebody who calls himself by another’s address', async () => {
    world.has(citizen('mia@post.dorf.example'))
    const page = await lookUp('mia@post.dorf.example')
    expect([page.status, page.find('[data-account]')]).to.deep.equal([422, null])
    expect(page.text).to.include('mehrere Konten')
    expect(last()).to.deep.include({ subject: 'none', after: { found: false, reason: 'Anruf' } })
    world.has(citizen('Mia', { username: 'omar@post.dorf.example', identity: { email } }))
    expect((await lookUp('omar@post.dorf.example')).find('[data-account]')).not.to.equal(null)
  })

  it('want a reason and a name before anything is looked up or counted', async () => {
    const before = world.audit.length
    for (const [identifier, reason] of [
      ['Mia', ' '],
      ['', 'Anruf'],
      ['Mia', 'x'.repeat(301)],
    ] as const) {
      const page = await lookUp(identifier, reason)
      expect([page.status, page.find('[data-account]')]).to.deep.equal([422, null])
    }
    expect(world.audit).to.have.length(before)
  })

  it('are for an admin and the hotline alone, whichever way somebody comes', async () => {
    const others = [sampleOperator('plain'), sampleOperator('reads', { role: 'auditor', tenant: null, hotline: true })]
    for (const other of others) {
      const { client: their, overview } = await signedIn(world, other)
      expect(overview.all(`a[href="${KONTEN}"]`)).to.deep.equal([])
      expect((await their.get(world.url + KONTEN)).status).to.equal(403)
      const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
      for (const decision of [{}, { decision: 'block' }, { decision: 'delete' }]) {
        const fields = { token, identifier: 'Mia', reason: 'Neugier', ...decision }
        expect((await their.post(world.url + KONTEN, fields, { from: overview })).status).to.equal(403)
      }
    }
    expect(world.audit.filter(({ action }) => action.startsWith('account.'))).to.deep.equal([])
    const admin = await signedIn(world, ADMIN)
    expect(admin.overview.all(`a[href="${KONTEN}"]`)).to.have.length(1)
    expect((await lookUp('Mia', 'Anruf', admin.client)).find('[data-account]')).not.to.equal(null)
    const nobody = createWebClient()
    expect((await nobody.get(world.url + KONTEN)).url).to.equal(`${world.url}/operator/anmelden`)
  })

  it('can be looked up sixty times an hour by one operator, found or not; then it is 429', async () => {
    const page = await client.get(world.url + KONTEN)
    const token = page.one('input[name="token"]').attributes.get('value') ?? ''
    const send = () =>
      client.post(world.url + KONTEN, { token, identifier: 'niemand', reason: 'Anruf' }, { from: page })
    for (let count = 0; count < 60; count += 1) expect((await send()).status).to.equal(422)
    const looked = world.audit.length
    const over = await send()
    expect(over.status).to.equal(429)
    expect(over.textOf('[data-testid="error"]')).to.include('60 Konten')
    expect(world.audit).to.have.length(looked)
    const other = await signedIn(world, ADMIN)
    expect((await lookUp('Mia', 'Anruf', other.client)).status).to.equal(200)
    for (let quarter = 0; quarter < 6; quarter += 1) {
      world.clock.pass(minutes(10))
      await client.get(`${world.url}/operator`)
    }
    expect((await send()).status).to.equal(422)
  })

  it('are blocked and unblocked: the citizen is out at once, and told so at the next try', async () => {
    const citizenClient = createWebClient()
    const confirm = await world.toConfirm(citizenClient, 'Mia')
    const found = await lookUp('Mia')
    world.clock.pass(minutes(1))
    const blocked = await press(found, 'block')
    expect(blocked.textOf('[data-testid="account-status"]')).to.equal('gesperrt')
    expect(last()).to.deep.include({ action: 'account.blocked', subject: 'account-Mia', after: { reason: 'Anruf' } })
    const ended = await citizenClient.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect(ended.text).to.include('Ihr Konto ist gesperrt')
    const another = createWebClient()
    const again = await world.toPassword(another)
    const refused = await another.submit(again, { fields: { username: 'Mia', password: RIGHT } })
    expect(refused.find('[name="decision"][value="confirm"]')).to.equal(null)
    expect(refused.text).to.include('Ihr Konto ist gesperrt')
    const open = await press(blocked, 'unblock')
    expect(open.textOf('[data-testid="account-status"]')).to.equal('aktiv')
    world.clock.pass(minutes(1))
    expect((await world.toConfirm(createWebClient(), 'Mia')).find('[value="confirm"]')).not.to.equal(null)
  })

  it('lose sessions and ways in, one by one, but never the last one', async () => {
    await world.toConfirm(createWebClient(), 'Mia')
    const found = await lookUp('Mia')
    world.clock.pass(minutes(1))
    expect((await press(found, 'end-sessions')).textOf('[data-testid="account-done"]')).to.include('beendet')
    expect(await world.sessions.endAllOf(mia()?.id ?? expect.fail())).to.have.length(0)
    const ofCard = 'eid:card'
    const blocked = await pressAt(found, 'block-method', ofCard)
    expect(mia()?.methods.find(({ method }) => method === 'eid')?.blocked).to.equal(true)
    await pressAt(blocked, 'unblock-method', ofCard)
    expect(mia()?.methods.find(({ method }) => method === 'eid')?.blocked).to.equal(false)
    await pressAt(found, 'remove-method', ofCard)
    expect(mia()?.methods.map(({ method }) => method)).to.deep.equal(['password'])
    world.has({ ...citizen('Mia'), methods: [card] })
    const kept = await pressAt(found, 'remove-method', ofCard)
    expect([kept.status, kept.one('[data-finding]').attributes.get('data-finding')]).to.deep.equal([
      422,
      'binding-last',
    ])
    expect(mia()?.methods).to.have.length(1)
  })

  it('are deleted after a question', async () => {
    const asked = await press(await lookUp('Mia', 'Löschung am Telefon'), 'ask-delete')
    expect(asked.text).to.include('Dieses Konto löschen?')
    expect(mia()).not.to.equal(undefined)
    const done = await press(asked, 'delete')
    expect(done.textOf('[data-testid="account-done"]')).to.equal('Das Konto ist gelöscht.')
    expect(mia()).to.equal(undefined)
    expect(last()).to.deep.include({
      action: 'account.deleted-by-operator',
      actor: 'operator:Vera.hotline',
      after: { reason: 'Löschung am Telefon' },
    })
  })

  it('are changed by a look-up of this session and this call alone', async () => {
    const found = await lookUp('Mia')
    const lookUpOf = (page: WebPage) => page.one('input[name="lookUp"]').attributes.get('value') ?? ''
    const { client: other, overview } = await signedIn(world, ADMIN)
    const token = overview.one('input[name="token"]').attributes.get('value') ?? ''
    for (const lookUp of [lookUpOf(found), 's1.AAAA', 'account-Mia', '']) {
      const page = await other.post(world.url + KONTEN, { token, decision: 'block', lookUp }, { from: overview })
      expect(page.text, lookUp).to.include('noch einmal nach')
    }
    const mine = found.one('input[name="token"]').attributes.get('value') ?? ''
    const fields = {
      token: mine,
      decision: 'block',
      lookUp: lookUpOf(found),
      identifier: 'Mia',
      account: 'account-jana',
    }
    expect((await client.post(world.url + KONTEN, { ...fields, decision: 'drop' }, { from: found })).status).to.equal(
      400,
    )
    expect((await client.post(world.url + KONTEN, { ...fields, token: 'x' }, { from: found })).status).to.equal(403)
    for (const held of [minutes(8), minutes(8)]) {
      world.clock.pass(held)
      await client.get(`${world.url}/operator`)
    }
    expect((await client.post(world.url + KONTEN, fields, { from: found })).text).to.include('noch einmal nach')
    expect(mia()?.blockedAt).to.equal(null)
  })
})
