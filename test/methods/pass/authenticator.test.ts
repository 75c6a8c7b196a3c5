import { expect } from 'chai'
import { PLACE } from '../../support/shown-by.js'
import { sampleAudit } from '../../contracts/samples.js'
import { createPassAuthenticator } from '../../../src/methods/pass/authenticator.js'
import { loginId, passDeviceId } from '../../../src/domain/ids.js'
import type { MethodContext, Outcome } from '../../../src/login/kit/authenticator.js'
import { methodContext } from '../../support/method-context.js'
import { passWorld, type PassWorld } from '../../support/pass-world.js'
import { VirtualPhone } from '../../support/virtual-phone.js'
import type { PassModel } from '../../../src/methods/pass/pages/pass.js'

const FORM = { action: '/login/l/pass', token: 't' }

const wrong = ({ number }: PassModel): string => (number === '47' ? '48' : '47')

describe('the pass as a method', () => {
  let world: PassWorld
  let phone: VirtualPhone
  let kept: MethodContext['state']
  let method: ReturnType<typeof createPassAuthenticator>

  beforeEach(async () => {
    world = await passWorld()
    method = createPassAuthenticator({
      ...world.deps,
      level: 'substantiell',
      levelWithoutAccount: 'normal',
      installUrl: null,
    })
    phone = new VirtualPhone()
    const { body } = await phone.pair(world.pairingLinkOf(await world.pairingOf('erika')))
    const first = await world.deps.challenges.find(body.challenge)
    await phone.confirm(`${world.url}/pass/login/${body.challenge}`, { number: first?.number ?? '' })
    kept = null
  })
  afterEach(() => world.stop())

  const context = (change: Partial<MethodContext> = {}) =>
    methodContext({ now: world.clock.now(), state: kept, ...change })
  const shown = (outcome: Outcome): PassModel => {
    if (outcome.kind !== 'page') return expect.fail(`no page but ${outcome.kind}`)
    kept = outcome.state ?? kept
    const { kind, model } = outcome.page({ ...PLACE, form: FORM })
    expect(kind).to.equal('pass')
    return model as PassModel
  }
  const resume = (fields: Record<string, string> = {}, returned = true, change: Partial<MethodContext> = {}) =>
    method.resume(context(change), { fields, returned, address: '192.0.2.1' })
  const start = async (change: Partial<MethodContext> = {}) => shown(await method.start(context(change)))
  const statusOf = async (fields?: Record<string, string>) => shown(await resume(fields)).status
  const evidence = async (outcome: Promise<Outcome>) => {
    const ended = await outcome
    return ended.kind === 'proved' ? ended.evidence : expect.fail(`not proved but ${ended.kind}`)
  }

  it('shows a code that holds for two minutes, and the same one when it is opened again', async () => {
    const page = await start()
    expect(page).to.deep.include({ status: 'waiting', automatic: true, validUntil: world.clock.now() + 120_000 })
    expect(page.number).to.match(/^[1-9]\d$/)
    expect(page.link).to.match(/\/pass\/login\/[\w-]{22}$/)
    expect(await start()).to.deep.equal(page)
    expect(method.opensByLink).to.equal(false)
  })

  it('proves the account that the phone is bound to, with the phone as its instance, at the configured level', async () => {
    const page = await start()
    expect(await statusOf()).to.equal('waiting')
    await phone.open(page.link)
    expect(await statusOf()).to.equal('scanned')
    const at = world.clock.now()
    await phone.confirm(page.link, { number: page.number })
    world.clock.pass(1000)
    expect(await evidence(resume())).to.deep.equal({
      method: 'pass',
      instance: phone.pairing.device,
      level: 'substantiell',
      at,
      subject: { kind: 'account', account: 'erika' },
    })
  })

  it('proves once: a second look finds the code used', async () => {
    const page = await start()
    await phone.confirm(page.link, { number: page.number })
    const ends = await Promise.all([resume(), resume(), resume({}, false)])
    expect(ends.filter(({ kind }) => kind === 'proved')).to.have.length(1)
    expect(await statusOf()).to.equal('expired')
  })

  it('proves nothing while a script looks, so that the look changes nothing', async () => {
    const page = await start()
    await phone.confirm(page.link, { number: page.number })
    expect(await statusOf({ look: '1' })).to.equal('confirmed')
    expect((await resume()).kind).to.equal('proved')
  })

  it('names each end: declined, wrong number, wrong PIN, blocked, expired', async () => {
    const ends: readonly [string, (page: PassModel) => Promise<unknown>][] = [
      ['declined', ({ link }) => phone.decline(link)],
      ['wrong-number', ({ link, number }) => phone.confirm(link, { number: number === '10' ? '11' : '10' })],
      ['failed', ({ link }) => phone.confirm(link, { pin: '00000' })],
      ['failed', ({ link }) => phone.confirm(link, { pin: '00000' })],
      ['blocked', ({ link }) => phone.confirm(link, { pin: '00000' })],
      ['blocked', ({ link }) => phone.open(link)],
      ['expired', async () => world.clock.pass(120_000)],
      ['expired', async () => world.clock.pass(600_000)],
    ]
    shown(await method.start(context()))
    for (const [status, end] of ends) {
      await end(shown(await resume({ step: 'renew' }, false)))
      expect(await statusOf()).to.equal(status)
    }
  })

  it('tells how many tries are left after a wrong PIN, and nothing of them after any other end', async () => {
    let page = await start()
    const left: (number | null)[] = []
    const wrongPin = { pin: '00000' }
    for (const answerTo of [
      () => wrongPin,
      (to: PassModel) => ({ number: wrong(to) }),
      () => wrongPin,
      () => wrongPin,
    ]) {
      await phone.confirm(page.link, answerTo(page))
      left.push(shown(await resume()).triesLeft)
      page = shown(await resume({ step: 'renew' }, false))
    }
    // A right PIN with a wrong number gave the tries back.
    expect(left).to.deep.equal([2, null, 2, 1])
  })

  it('makes a new code on request, any number of times; the one before leads nowhere', async () => {
    const first = await start()
    const second = shown(await resume({ step: 'renew' }, false))
    expect(second.link).not.to.equal(first.link)
    expect((await phone.open(first.link)).body.code).to.equal('used')
    await phone.confirm(second.link, { number: second.number })
    expect((await resume()).kind).to.equal('proved')
  })

  it('makes no new code by a link: only a form can', async () => {
    const { link } = await start()
    expect(shown(await resume({ step: 'renew' })).link).to.equal(link)
  })

  it('goes on in the browser that a phone returns to with the one-time token', async () => {
    const page = await start()
    const { body } = await phone.confirm(page.link)
    const token = new URL(body.returnUrl).searchParams.get('token') ?? ''
    expect(await statusOf()).to.equal('returning')
    expect(await statusOf({ token: 'x'.repeat(token.length) })).to.equal('returning')
    expect(shown(await resume({ token }, false)).status).to.equal('returning')
    expect((await evidence(resume({ token }))).instance).to.equal(phone.pairing.device)
    expect(await statusOf({ token })).to.equal('expired')
  })

  it('does not go on with a token that is brought after the two minutes', async () => {
    const page = await start()
    const { body } = await phone.confirm(page.link)
    const token = new URL(body.returnUrl).searchParams.get('token') ?? ''
    world.clock.pass(120_000)
    expect(await statusOf({ token })).to.equal('expired')
  })

  it('does not go on in the browser of somebody who relayed the link', async () => {
    const attacker = await start()
    const { body } = await phone.confirm(attacker.link)
    const token = new URL(body.returnUrl).searchParams.get('token') ?? ''
    // The victim's browser has another login, if any.
    const other = await method.resume(
      methodContext({ now: world.clock.now(), login: loginId('of-the-victim'), state: null }),
      { fields: { token }, returned: true, address: '' },
    )
    expect(other.kind).to.equal('page')
    expect(await statusOf()).to.equal('returning')
  })

  it('takes no challenge of another login, whatever its own state says', async () => {
    const page = await start()
    await phone.confirm(page.link, { number: page.number })
    expect((await resume({}, true, { login: loginId('another') })).kind).to.equal('page')
    expect((await resume({}, true, { state: { challenge: 17 } })).kind).to.equal('page')
    expect((await resume()).kind).to.equal('proved')
  })

  it('proves nothing by a phone that was blocked or unpaired after it had confirmed', async () => {
    const first = await start()
    await phone.confirm(first.link, { number: first.number })
    const { device } = phone.pairing
    await world.deps.devices.block(passDeviceId(device), world.clock.now(), () => null, sampleAudit('pass.blocked'))
    expect(await statusOf()).to.equal('blocked')
    const other = new VirtualPhone()
    const { body } = await other.pair(world.pairingLinkOf(await world.pairingOf('max')))
    const { number } = (await world.deps.challenges.find(body.challenge)) ?? { number: '' }
    await other.confirm(`${world.url}/pass/login/${body.challenge}`, { number })
    const second = shown(await resume({ step: 'renew' }, false))
    await other.confirm(second.link, { number: second.number })
    await world.deps.devices.remove(
      passDeviceId(other.pairing.device),
      'max' as never,
      (account) => account,
      sampleAudit('pass.blocked'),
    )
    expect(await statusOf()).to.equal('failed')
  })

  it('keeps two logins apart', async () => {
    const one = await start()
    const state = kept
    kept = null
    const two = await start({ login: loginId('second') })
    await phone.confirm(two.link, { number: two.number })
    expect((await resume({}, true, { state })).kind).to.equal('page')
    expect(one.link).not.to.equal(two.link)
    expect((await resume({}, true, { login: loginId('second') })).kind).to.equal('proved')
  })

  it('lets the page wait until there is something new', async () => {
    const page = await start()
    const waiting = method.wait?.(context(), new AbortController().signal)
    await phone.open(page.link)
    expect(await waiting).to.equal(true)
    shown(await resume({ look: '1' }))
    const gone = new AbortController()
    gone.abort()
    expect(await method.wait?.(context(), gone.signal)).to.equal(false)
    world.clock.pass(120_000)
    expect(await method.wait?.(context(), new AbortController().signal)).to.equal(true)
  })

  it('stops reloading when it is asked to', async () => {
    await start()
    expect(shown(await resume({ auto: '0' })).automatic).to.equal(false)
    expect(shown(await resume()).automatic).to.equal(true)
  })

  it('shows the site on the phone where no service asks', async () => {
    const page = await start({ portalNames: {} })
    expect((await phone.open(page.link)).body.service).to.deep.equal({ de: 'Servicekonto', en: 'Servicekonto' })
  })

  it('knows a phone without an account again, at its own level, where the service takes it', async () => {
    const free = new VirtualPhone()
    const first = await start({ withoutAccount: true })
    expect(first.withoutAccount).to.equal(true)
    await free.pair(first.link)
    await free.confirm(first.link, { number: first.number })
    const proved = await evidence(resume())
    expect(proved).to.deep.include({ level: 'normal', instance: free.pairing.device })
    expect(proved.subject).to.have.property('kind', 'key')
    kept = null
    const second = await start({ withoutAccount: true, login: loginId('later') })
    const { body } = await free.confirm(second.link)
    const token = new URL(body.returnUrl).searchParams.get('token') ?? ''
    const again = await evidence(resume({ token }, true, { login: loginId('later') }))
    expect(again.subject).to.deep.equal(proved.subject)
  })
})
