import { expect } from 'chai'
import { passDeviceId } from '../../../src/domain/ids.js'
import { PASS_PAIRING_LIFETIME, type PassPairing } from '../../../src/domain/pass-pairing.js'
import { passWorld, type PassWorld } from '../../support/pass-world.js'
import { jweOf, jwsOf, newPairing, pinDigest, readLink, ask, VirtualPhone } from '../../support/virtual-phone.js'

describe('pairing a phone', () => {
  let world: PassWorld
  let pairing: PassPairing
  let link: string
  beforeEach(async () => {
    world = await passWorld()
    pairing = await world.pairingOf('erika')
    link = world.pairingLinkOf(pairing)
  })
  afterEach(() => world.stop())

  const firstOf = async (challenge: string) => {
    const found = await world.deps.challenges.find(challenge)
    return { link: `${world.url}/pass/login/${challenge}`, number: found?.number ?? '' }
  }

  it('ends with the first use, which binds it at the level of the session that began', async () => {
    const phone = new VirtualPhone()
    const { status, body } = await phone.pair(link)
    expect(status).to.equal(201)
    expect(world.bound).to.deep.equal([])
    expect(await world.deps.devices.find(passDeviceId(body.device))).to.deep.include({
      firstUsedAt: null,
      account: 'erika',
    })
    const first = await firstOf(body.challenge)
    expect((await phone.open(first.link)).body.service).to.deep.equal({ de: 'Servicekonto', en: 'Servicekonto' })
    expect((await phone.confirm(first.link, first)).body).to.deep.equal({ result: 'confirmed' })
    expect(world.bound).to.deep.equal([{ account: 'erika', device: body.device, cap: 'hoch' }])
    expect((await world.deps.devices.find(passDeviceId(body.device)))?.firstUsedAt).to.equal(world.clock.now())
    expect((await world.deps.pairings.find(pairing.id))?.state.name).to.equal('done')
  })

  it('works once by one link, for one of several phones at once', async () => {
    const phones = [new VirtualPhone(), new VirtualPhone(), new VirtualPhone()]
    const answers = await Promise.all(phones.map((phone) => phone.pair(link)))
    expect(answers.filter(({ status }) => status === 201)).to.have.length(1)
    expect(answers.filter(({ body }) => body.code === 'used')).to.have.length(2)
    expect(await world.deps.devices.listOf(pairing.account)).to.have.length(1)
    expect((await new VirtualPhone().pair(link)).body.code).to.equal('used')
  })

  it('is over after ten minutes, before or after the phone has sent its key', async () => {
    const late = await world.pairingOf('erika')
    const phone = new VirtualPhone()
    const { body } = await phone.pair(link)
    world.clock.pass(600_000)
    expect((await new VirtualPhone().pair(world.pairingLinkOf(late))).status).to.equal(404)
    const first = await firstOf(body.challenge)
    expect((await phone.confirm(first.link, { number: '11' })).status).to.equal(404)
    expect(world.bound).to.deep.equal([])
  })

  it('fails with the number of another screen: who has the link alone is not bound', async () => {
    const hijacker = new VirtualPhone()
    const { body } = await hijacker.pair(link)
    const first = await firstOf(body.challenge)
    const wrong = first.number === '47' ? '48' : '47'
    expect((await hijacker.confirm(first.link, { number: wrong })).body.code).to.equal('wrong-number')
    expect(world.bound).to.deep.equal([])
    expect(await world.deps.devices.find(passDeviceId(body.device))).to.equal(null)
    expect((await world.deps.pairings.find(pairing.id))?.state.name).to.equal('over')
  })

  it('needs the number: a first use has no browser to return to', async () => {
    const phone = new VirtualPhone()
    const { body } = await phone.pair(link)
    expect((await phone.confirm((await firstOf(body.challenge)).link)).body.code).to.equal('malformed')
  })

  it('fails with another PIN than the one that was chosen, and by declining', async () => {
    const mistyped = new VirtualPhone()
    const { body } = await mistyped.pair(link)
    const first = await firstOf(body.challenge)
    expect((await mistyped.confirm(first.link, { ...first, pin: '54321' })).body.code).to.equal('refused')
    const second = await world.pairingOf('erika')
    const unwilling = new VirtualPhone()
    const answer = await unwilling.pair(world.pairingLinkOf(second))
    await unwilling.decline((await firstOf(answer.body.challenge)).link)
    expect(world.bound).to.deep.equal([])
    expect(await world.deps.devices.listOf(pairing.account)).to.deep.equal([])
  })

  it('is not ended for a pairing that the citizen has ended', async () => {
    const phone = new VirtualPhone()
    const { body } = await phone.pair(link)
    const registered = await world.deps.pairings.find(pairing.id)
    if (!registered) return expect.fail()
    await world.deps.pairings.replace({ ...registered, version: registered.version + 1, state: { name: 'over' } })
    const first = await firstOf(body.challenge)
    expect((await phone.confirm(first.link, first)).status).to.equal(410)
    expect(world.bound).to.deep.equal([])
  })

  it('is over with the session that began it, before or after the phone has sent its key', async () => {
    const open = await world.pairingOf('erika')
    const phone = new VirtualPhone()
    const { body } = await phone.pair(link)
    for (const each of [open, pairing]) await world.logOut(each)
    expect((await new VirtualPhone().pair(world.pairingLinkOf(open))).body.code).to.equal('unknown-link')
    const first = await firstOf(body.challenge)
    expect((await phone.confirm(first.link, first)).body.code).to.equal('expired')
    expect(world.bound).to.deep.equal([])
    expect(await world.deps.devices.listOf(pairing.account)).to.deep.equal([])
  })

  it('is done only once it is bound, and nobody can end it meanwhile', async () => {
    const { bind } = world.deps
    const states: unknown[] = []
    Object.assign(world.deps, {
      bind: async (...given: Parameters<typeof bind>) => {
        states.push((await world.deps.pairings.find(pairing.id))?.state.name)
        states.push((await world.deps.devices.listOf(pairing.account))[0]?.firstUsedAt)
        return bind(...given)
      },
    })
    const phone = new VirtualPhone()
    const first = await firstOf((await phone.pair(link)).body.challenge)
    await phone.confirm(first.link, first)
    // The mark of its first use is written together with the binding.
    expect(states).to.deep.equal(['binding', null])
    expect((await world.deps.devices.listOf(pairing.account))[0]?.firstUsedAt).to.equal(world.clock.now())
    expect((await world.deps.pairings.find(pairing.id))?.state.name).to.equal('done')
  })

  it('is over and not bound where the citizen ends it at the very moment', async () => {
    const phone = new VirtualPhone()
    const first = await firstOf((await phone.pair(link)).body.challenge)
    const { pairings } = world.deps
    const find = async (id: string): Promise<PassPairing | null> => {
      const seen = await pairings.find(id)
      if (seen) await pairings.replace({ ...seen, version: seen.version + 1, state: { name: 'over' } })
      return seen
    }
    Object.assign(world.deps, { pairings: { ...pairings, find } })
    expect((await phone.confirm(first.link, first)).body.code).to.equal('expired')
    expect(world.bound).to.deep.equal([])
    expect((await world.deps.pairings.find(pairing.id))?.state.name).to.equal('over')
  })

  it('is over where the account cannot take the phone, which is forgotten', async () => {
    world.faults.bind = false
    const phone = new VirtualPhone()
    const first = await firstOf((await phone.pair(link)).body.challenge)
    expect((await phone.confirm(first.link, first)).body.code).to.equal('expired')
    expect((await world.deps.pairings.find(pairing.id))?.state.name).to.equal('over')
    expect(await world.deps.devices.listOf(pairing.account)).to.deep.equal([])
  })

  it('gives the phone nothing to log in with before its first use', async () => {
    const phone = new VirtualPhone()
    await phone.pair(link)
    const login = await world.login()
    expect((await phone.open(world.linkOf(login))).body.code).to.equal('unpaired')
    expect(await world.stateOf(login)).to.equal('open')
  })

  it('lets no other phone answer its first challenge', async () => {
    const phone = new VirtualPhone()
    const { body } = await phone.pair(link)
    const other = new VirtualPhone()
    await other.pair(world.pairingLinkOf(await world.pairingOf('max')))
    expect((await other.open((await firstOf(body.challenge)).link)).body.code).to.equal('taken')
  })

  it('needs the private key of what is paired', async () => {
    const { api, token, broker } = readLink(link)
    const { body: offer } = await ask('GET', `${api}/pairings/${token}`)
    const [mine, another] = [newPairing(broker), newPairing(broker)]
    const pin = jweOf(pinDigest(mine, '12345'), offer.encryptionKey)
    const payload = { aud: broker, link: token, name: 'Telefon', pin }
    const header = { alg: 'ES256', typ: 'pass-pair', jwk: another.publicKey }
    const send = (jws: string) => ask('POST', `${api}/pairings/${token}/device`, jws)
    expect((await send(jwsOf(header, payload, mine.privateKey))).body.code).to.equal('refused')
    const right = { ...header, jwk: mine.publicKey }
    expect((await send(jwsOf(right, { ...payload, aud: 'https://x.example' }, mine.privateKey))).status).to.equal(403)
    for (const name of ['', ' \t ', 'x'.repeat(41), 'a\u202Eb']) {
      expect((await send(jwsOf(right, { ...payload, name }, mine.privateKey))).body.code).to.equal('malformed')
    }
    expect((await send(jwsOf(right, { ...payload, pin: 'x.y.z' }, mine.privateKey))).body.code).to.equal('refused')
    expect((await send(jwsOf(right, payload, mine.privateKey))).status).to.equal(201)
  })
})

describe('a phone without an account', () => {
  let world: PassWorld
  beforeEach(async () => {
    world = await passWorld()
  })
  afterEach(() => world.stop())

  it('pairs on the spot where a service takes it, and is known again there', async () => {
    const phone = new VirtualPhone()
    const login = await world.login('login-1', true)
    const link = world.linkOf(login)
    expect((await phone.pair(link)).status).to.equal(201)
    expect(await world.stateOf(login)).to.equal('scanned')
    expect((await phone.confirm(link, { number: login.number })).body).to.deep.equal({ result: 'confirmed' })
    expect(await world.deps.devices.find(passDeviceId(phone.pairing.device))).to.deep.include({ account: null })
    const again = await world.login('login-2', true)
    expect((await phone.confirm(world.linkOf(again), { number: again.number })).status).to.equal(200)
    expect(world.bound).to.deep.equal([])
  })

  it('is refused where an account is needed, and cannot pair there', async () => {
    const phone = new VirtualPhone()
    const taking = await world.login('login-1', true)
    await phone.pair(world.linkOf(taking))
    await phone.confirm(world.linkOf(taking), { number: taking.number })
    const login = await world.login('login-2')
    expect((await phone.open(world.linkOf(login))).body.code).to.equal('no-account')
    const { api, token } = readLink(world.linkOf(login))
    expect((await ask('GET', `${api}/challenges/${token}`)).body.pairing).to.equal(null)
    expect((await ask('POST', `${api}/challenges/${token}/device`, 'x')).body.code).to.equal('no-account')
  })

  it('does not pile up where nobody uses it', async () => {
    const phone = new VirtualPhone()
    await phone.pair(world.linkOf(await world.login('login-1', true)))
    world.clock.pass(PASS_PAIRING_LIFETIME + 1)
    const next = await world.login('login-2', true)
    await new VirtualPhone().pair(world.linkOf(next))
    expect(await world.deps.devices.find(passDeviceId(phone.pairing.device))).to.equal(null)
    expect(await world.stateOf(next)).to.equal('scanned')
  })

  it('leaves nothing to a second phone that sends its key to the same login', async () => {
    const login = await world.login('login-1', true)
    const { api, token, broker } = readLink(world.linkOf(login))
    const keyOfAnother = () => {
      const pairing = newPairing(broker)
      const pin = jweOf(pinDigest(pairing, '12345'), { kty: 'EC', crv: 'P-256', ...login.key.public })
      const header = { alg: 'ES256', typ: 'pass-pair', jwk: pairing.publicKey }
      return jwsOf(header, { aud: broker, link: token, name: 'x', pin }, pairing.privateKey)
    }
    const send = () => ask('POST', `${api}/challenges/${token}/device`, keyOfAnother())
    expect((await send()).status).to.equal(201)
    expect((await send()).body.code).to.equal('taken')
  })

  it('does not answer another login before its first use', async () => {
    const phone = new VirtualPhone()
    await phone.pair(world.linkOf(await world.login('login-1', true)))
    const other = await world.login('login-2', true)
    expect((await phone.open(world.linkOf(other))).body.code).to.equal('unpaired')
  })
})
