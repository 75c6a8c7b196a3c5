import { expect } from 'chai'
import { sampleAudit } from '../../contracts/samples.js'
import { passDeviceId } from '../../../src/domain/ids.js'
import type { PassChallenge } from '../../../src/domain/pass-challenge.js'
import { passWorld, PORTAL_NAMES, type PassWorld } from '../../support/pass-world.js'
import { ask, jweOf, pinDigest, readLink, signed, VirtualPhone } from '../../support/virtual-phone.js'

/** A phone that is paired with an account and has been used once. */
async function pairedPhone(world: PassWorld, account = 'erika', pin = '12345'): Promise<VirtualPhone> {
  const phone = new VirtualPhone()
  const pairing = await world.pairingOf(account)
  const { body } = await phone.pair(world.pairingLinkOf(pairing), { pin })
  const first = await world.deps.challenges.find(body.challenge)
  const answer = await phone.confirm(`${world.url}/pass/login/${body.challenge}`, { number: first?.number ?? '', pin })
  expect(answer.body).to.deep.equal({ result: 'confirmed' })
  return phone
}

const wrongNumber = ({ number }: PassChallenge): string => (number === '47' ? '48' : '47')

describe('a phone that answers a login', () => {
  let world: PassWorld
  let phone: VirtualPhone
  let login: PassChallenge
  let link: string
  beforeEach(async () => {
    world = await passWorld()
    phone = await pairedPhone(world)
    login = await world.login()
    link = world.linkOf(login)
  })
  afterEach(() => world.stop())

  it('sees the service and nothing else, and confirms with number and PIN', async () => {
    const opened = await phone.open(link)
    expect(Object.keys(opened.body).toSorted()).to.deep.equal(['encryptionKey', 'expiresAt', 'nonce', 'service'])
    expect(opened.body.service).to.deep.equal(PORTAL_NAMES)
    expect(await world.stateOf(login)).to.equal('scanned')
    const answer = await phone.confirm(link, { number: login.number })
    expect(answer).to.deep.include({ status: 200, body: { result: 'confirmed' } })
    expect((await world.deps.challenges.find(login.id))?.state).to.deep.include({
      name: 'confirmed',
      device: phone.pairing.device,
    })
  })

  it('is told the same, with the same status, for a wrong PIN and for a wrong signature', async () => {
    const stranger = new VirtualPhone()
    const opened = await phone.open(link)
    const forged = { ...phone.pairing, privateKey: (await pairedPhone(world, 'max')).pairing.privateKey }
    const bySignature = await stranger.send(
      link,
      'answer',
      stranger.answerOf(link, opened.body, { number: login.number, pairing: forged }),
    )
    const byPin = await phone.confirm(link, { number: login.number, pin: '54321' })
    expect(byPin.status).to.equal(403)
    expect(byPin).to.deep.equal(bySignature)
    expect(byPin.body.code).to.equal('refused')
  })

  it('ends the challenge with a wrong PIN, and is blocked by the third in a row', async () => {
    for (const expected of ['refused', 'refused', 'blocked']) {
      const challenge = await world.login()
      const answer = await phone.confirm(world.linkOf(challenge), { number: challenge.number, pin: '99999' })
      expect(answer.body.code).to.equal(expected)
      expect(await world.stateOf(challenge)).to.equal(expected === 'refused' ? 'failed' : 'blocked')
    }
    const next = await world.login()
    expect((await phone.open(world.linkOf(next))).body.code).to.equal('blocked')
    expect(await world.stateOf(next)).to.equal('blocked')
    expect(world.audit.map(({ action }) => action)).to.include('pass.blocked')
  })

  it('may try again after a wrong PIN with a new code, and a right one forgets the wrong ones', async () => {
    for (const pin of ['99999', '99999', '12345', '99999', '99999', '12345']) {
      const challenge = await world.login()
      const { status } = await phone.confirm(world.linkOf(challenge), { number: challenge.number, pin })
      expect(status).to.equal(pin === '12345' ? 200 : 403)
    }
  })

  it('ends the challenge with a wrong number', async () => {
    const answer = await phone.confirm(link, { number: wrongNumber(login) })
    expect(answer.body.code).to.equal('wrong-number')
    expect(await world.stateOf(login)).to.equal('wrong-number')
    expect((await phone.confirm(link, { number: login.number })).body.code).to.equal('used')
  })

  it('learns nothing of the PIN from a wrong number: a wrong PIN goes first', async () => {
    const answer = await phone.confirm(link, { number: wrongNumber(login), pin: '99999' })
    expect(answer.body.code).to.equal('refused')
  })

  it('declines without PIN or number', async () => {
    expect((await phone.decline(link)).body).to.deep.equal({ result: 'declined' })
    expect(await world.stateOf(login)).to.equal('declined')
    const { api, token } = readLink(link)
    expect((await ask('GET', `${api}/challenges/${token}`)).body.code).to.equal('used')
    expect((await phone.open(link)).body.code).to.equal('used')
  })

  it('comes too late after two minutes, opened or not', async () => {
    await phone.open(link)
    world.clock.pass(120_000)
    const answer = await phone.confirm(link, { number: login.number })
    expect(answer).to.deep.include({ status: 410 })
    expect(answer.body.code).to.equal('expired')
  })

  it('keeps others out once it has opened the challenge', async () => {
    const other = await pairedPhone(world, 'max')
    await phone.open(link)
    expect((await other.confirm(link, { number: login.number })).body.code).to.equal('taken')
    expect((await phone.open(link)).status).to.equal(200)
    expect((await phone.confirm(link, { number: login.number })).status).to.equal(200)
  })

  it('is one of many at once, and the only one', async () => {
    const phones = [phone, ...(await Promise.all(['a', 'b', 'c'].map((account) => pairedPhone(world, account))))]
    const opened = await Promise.all(phones.map((each) => each.open(link)))
    expect(opened.filter(({ status }) => status === 200)).to.have.length(1)
    expect(opened.filter(({ body }) => body.code === 'taken')).to.have.length(3)
  })

  it('answers once, however often its answer is sent', async () => {
    const { body } = await phone.open(link)
    const answer = phone.answerOf(link, body, { number: login.number })
    const sent = await Promise.all(Array.from({ length: 6 }, () => phone.send(link, 'answer', answer)))
    expect(sent.filter(({ status }) => status === 200)).to.have.length(1)
    expect((await phone.send(link, 'answer', answer)).body.code).to.equal('used')
  })

  it('loses one try alone by a wrong PIN that is sent many times', async () => {
    const { body } = await phone.open(link)
    const answer = phone.answerOf(link, body, { number: login.number, pin: '99999' })
    await Promise.all(Array.from({ length: 6 }, () => phone.send(link, 'answer', answer)))
    expect(await world.deps.devices.find(passDeviceId(phone.pairing.device))).to.deep.include({
      wrongTries: 1,
      blockedAt: null,
    })
  })

  it('cannot be blocked by strangers, who have no signature of its', async () => {
    const key = (await pairedPhone(world, 'max')).pairing.privateKey
    for (let turn = 0; turn < 5; turn++) {
      const challenge = await world.login()
      const at = world.linkOf(challenge)
      const { body } = await phone.open(at)
      const forged = phone.answerOf(at, body, {
        number: challenge.number,
        pin: '99999',
        pairing: { ...phone.pairing, privateKey: key },
      })
      expect((await phone.send(at, 'answer', forged)).body.code).to.equal('refused')
    }
    expect(await world.deps.devices.find(passDeviceId(phone.pairing.device))).to.deep.include({ wrongTries: 0 })
  })

  it('is refused when it signed for another broker, link, nonce or service, or as another kind of message', async () => {
    const { body } = await phone.open(link)
    const other = await world.login('login-2')
    const { body: otherBody } = await phone.open(world.linkOf(other))
    const changes = [
      { aud: 'https://konto.evil.example' },
      { link: other.id },
      { nonce: otherBody.nonce },
      { service: 'Serviceportal Köln' },
    ]
    for (const change of changes) {
      const jws = phone.answerOf(link, body, { number: login.number, changes: change })
      expect((await phone.send(link, 'answer', jws)).body.code, Object.keys(change)[0]).to.equal('refused')
    }
    const { aud, token } = { aud: world.url, token: readLink(link).token }
    const asOpen = signed('pass-open', { aud, link: token }, phone.pairing)
    expect((await phone.send(link, 'answer', asOpen)).body.code).to.equal('malformed')
    expect((await phone.send(link, 'open', phone.answerOf(link, body))).body.code).to.equal('malformed')
    expect(await world.stateOf(login)).to.equal('scanned')
  })

  it('is refused with the answer to another login that it gave', async () => {
    const other = await world.login('login-2')
    const { body } = await phone.open(world.linkOf(other))
    await phone.open(link)
    const jws = phone.answerOf(world.linkOf(other), body, { number: login.number })
    expect((await phone.send(link, 'answer', jws)).body.code).to.equal('refused')
  })

  it('is refused with a PIN that was encrypted for another challenge, and loses no try', async () => {
    const other = await world.login('login-2')
    const { body: otherBody } = await phone.open(world.linkOf(other))
    const { body } = await phone.open(link)
    const pin = jweOf(pinDigest(phone.pairing, '12345'), otherBody.encryptionKey)
    const jws = phone.answerOf(link, body, { number: login.number, changes: { pin } })
    expect((await phone.send(link, 'answer', jws)).body.code).to.equal('refused')
    expect(await world.deps.devices.find(passDeviceId(phone.pairing.device))).to.deep.include({ wrongTries: 0 })
  })

  it('cannot answer before it has opened the challenge', async () => {
    const { body } = await phone.open(world.linkOf(await world.login('login-2')))
    const jws = phone.answerOf(link, body, { number: login.number })
    expect((await phone.send(link, 'answer', jws)).body.code).to.equal('malformed')
  })

  it('is told that it is unpaired when its pairing is gone', async () => {
    await phone.open(link)
    await world.deps.devices.remove(
      passDeviceId(phone.pairing.device),
      'erika' as never,
      (account) => account,
      sampleAudit('pass.blocked'),
    )
    expect((await phone.open(link)).body.code).to.equal('unpaired')
  })

  it('confirms nothing when it was blocked after it had opened the challenge', async () => {
    const { body } = await phone.open(link)
    await world.deps.devices.block(
      passDeviceId(phone.pairing.device),
      world.clock.now(),
      () => null,
      sampleAudit('pass.blocked'),
    )
    const answer = await phone.send(link, 'answer', phone.answerOf(link, body, { number: login.number }))
    expect(answer.body.code).to.equal('blocked')
    expect(await world.stateOf(login)).to.equal('blocked')
  })

  it('cannot tell whether two pairings on it are one account', async () => {
    const second = await pairedPhone(world)
    phone.pairings.push(...second.pairings)
    const seen = await Promise.all(
      phone.pairings.map(async (pairing) => {
        const { body } = await phone.open(world.linkOf(await world.login()), pairing)
        return Object.keys(body)
      }),
    )
    expect(seen[0]).to.deep.equal(seen[1])
  })
})

describe('a phone that was started by a link', () => {
  let world: PassWorld
  let phone: VirtualPhone
  let login: PassChallenge
  let link: string
  let nonce: string
  beforeEach(async () => {
    world = await passWorld()
    phone = await pairedPhone(world)
    login = await world.login()
    link = world.linkOf(login)
    nonce = (await phone.open(link)).body.nonce
  })
  afterEach(() => world.stop())

  it('confirms nothing without the number, and gets a one-time address of the login', async () => {
    const { body } = await phone.confirm(link)
    expect(body.result).to.equal('return')
    expect(body.returnUrl).to.match(/\/login\/login-1\/pass\/return\?token=[\w-]{43}$/)
    expect(await world.stateOf(login)).to.equal('returning')
  })

  it('needs the right PIN for that too', async () => {
    expect((await phone.confirm(link, { pin: '99999' })).body.code).to.equal('refused')
    expect(await world.stateOf(login)).to.equal('failed')
  })

  it('confirms with the number afterwards, when the login is in another browser', async () => {
    await phone.confirm(link)
    expect((await phone.number(link, nonce, login.number)).body).to.deep.equal({ result: 'confirmed' })
    expect(await world.stateOf(login)).to.equal('confirmed')
  })

  it('comes too late with the number after two minutes', async () => {
    await phone.confirm(link)
    world.clock.pass(120_000)
    expect((await phone.number(link, nonce, login.number)).body.code).to.equal('expired')
  })

  it('has one try at the number', async () => {
    await phone.confirm(link)
    expect((await phone.number(link, nonce, wrongNumber(login))).body.code).to.equal('wrong-number')
    expect((await phone.number(link, nonce, login.number)).body.code).to.equal('used')
    expect(await world.stateOf(login)).to.equal('wrong-number')
  })

  it('cannot send the number instead of PIN and answer', async () => {
    expect((await phone.number(link, nonce, login.number)).body.code).to.equal('used')
    expect(await world.stateOf(login)).to.equal('scanned')
  })

  it('cannot send the number once it is blocked, nor with the nonce of another challenge', async () => {
    await phone.confirm(link)
    expect((await phone.number(link, world.deps.random.id(), login.number)).body.code).to.equal('refused')
    await world.deps.devices.block(
      passDeviceId(phone.pairing.device),
      world.clock.now(),
      () => null,
      sampleAudit('pass.blocked'),
    )
    expect((await phone.number(link, nonce, login.number)).body.code).to.equal('blocked')
    expect(await world.stateOf(login)).to.equal('blocked')
  })
})
