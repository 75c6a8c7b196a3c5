import { expect } from 'chai'
import { minutes, seconds } from '../../../src/domain/instant.js'
import { totpCode } from '../../../src/factors/totp.js'
import { resetSecondFactor } from '../../../src/operators/access/manage-operators.js'
import { operatorOf } from '../../../src/operators/access/sessions.js'
import { softwarePasskey, type SoftwarePasskey } from '../../support/software-passkey.js'
import { accessWorld, challengeOf, optionsOf, PLACE, wanted, type AccessWorld } from './access-world.js'

describe('the sign-in of an operator with a passkey', () => {
  let world: AccessWorld
  let key: SoftwarePasskey
  beforeEach(async () => {
    world = await accessWorld()
    key = softwarePasskey()
  })

  const stored = async () => (await world.deps.operators.findByUsername('vera')) ?? expect.fail('nobody')
  /** A use that holds but for what is changed. */
  const use = async (changes: Parameters<SoftwarePasskey['use']>[0] | object = {}, by = key) => {
    const page = await world.first()
    return world.passkey(page.proof, by.use({ ...challengeOf(page.passkey), counter: 2, ...changes }))
  }

  it('is offered beside the code app at the first time; it is made, used once, and signs in', async () => {
    const page = await world.first()
    expect([page.key !== null, page.takesCode, page.passkey?.action]).to.deep.equal([true, true, 'create'])
    const made = wanted(await world.passkey(page.proof, key.create(challengeOf(page.passkey))))
    expect(made).to.deep.include({ key: null, takesCode: false, problem: null })
    expect(made.passkey).to.include({ action: 'use', isNew: true })
    expect((await stored()).passkeys, 'before it was used').to.deep.equal([])
    const end = await world.passkey(made.proof, key.use({ ...challengeOf(made.passkey), counter: 1 }))
    const secret = end.kind === 'signed-in' ? end.secret : expect.fail(end.kind)
    expect((await operatorOf(secret, world.deps))?.operator.username).to.equal('Vera')
    const { totp, passkeys } = await stored()
    expect(totp).to.equal(null)
    expect(passkeys).to.have.length(1)
    expect(passkeys[0]).to.include({ credential: key.id, counter: 1, name: 'Passkey' })
    const factor = passkeys[0]?.instance
    expect(world.parts.view.audit.slice(-2).map(({ action, after }) => [action, after])).to.deep.equal([
      ['operator.second-factor-bound', { username: 'Vera', factor }],
      ['operator.signed-in', { username: 'Vera', factor }],
    ])
  })

  it('asks for the passkey from then on, never shows a key of an app again, and takes no code', async () => {
    await world.withPasskey(key)
    const page = await world.first()
    expect([page.key, page.takesCode]).to.deep.equal([null, false])
    expect(optionsOf(page.passkey)).to.deep.include({ userVerification: 'required' })
    expect(optionsOf(page.passkey).allowCredentials).to.have.length(1)
    expect(await world.code(page.proof, '000000')).to.include({ kind: 'code', problem: 'wrong' })
    expect((await use()).kind).to.equal('signed-in')
    expect((await stored()).passkeys[0]?.counter).to.equal(2)
  })

  it('sets no passkey up once there is a factor, by the page of a first sign-in that stayed open', async () => {
    const open = await world.first()
    await world.withApp()
    const answer = key.create(challengeOf(open.passkey))
    expect(await world.passkey(open.proof, answer)).to.deep.equal({ kind: 'expired' })
  })

  it('asks who has an app and no passkey for the code alone', async () => {
    const { key: app } = await world.withApp()
    world.clock.pass(seconds(30))
    const page = await world.first()
    expect([page.takesCode, page.passkey]).to.deep.equal([true, null])
    expect(await world.passkey(page.proof, key.use({ challenge: 'x' }))).to.include({ problem: 'passkey' })
    expect((await world.code(page.proof, totpCode(app, world.clock.now()))).kind).to.equal('signed-in')
  })

  describe('refuses', () => {
    beforeEach(() => world.withPasskey(key))

    it('a passkey that is not the operator’s, whoever else has it', async () => {
      expect(await use({}, softwarePasskey())).to.include({ kind: 'code', problem: 'passkey' })
    })

    it('a use without the user verified, or for another origin or address', async () => {
      expect(await use({ flags: 1 })).to.include({ problem: 'passkey' })
      expect(await use({ origin: 'https://other.example' })).to.include({ problem: 'passkey' })
      expect(await use({ rpId: 'other.example' })).to.include({ problem: 'passkey' })
    })

    it('a count that has not risen: a copy of the passkey is about', async () => {
      expect((await use({ counter: 5 })).kind).to.equal('signed-in')
      expect(await use({ counter: 5 })).to.include({ problem: 'passkey' })
      expect(await use({ counter: 4 })).to.include({ problem: 'passkey' })
      expect((await use({ counter: 6 })).kind).to.equal('signed-in')
    })

    it('a challenge a second time, also where the first answer was wrong', async () => {
      const page = await world.first()
      const challenge = challengeOf(page.passkey)
      const wrong = wanted(await world.passkey(page.proof, softwarePasskey().use(challenge)))
      expect(wrong).to.include({ problem: 'passkey' })
      const right = key.use({ ...challenge, counter: 2 })
      expect(await world.passkey(page.proof, right)).to.include({ problem: 'passkey' })
      const next = key.use({ ...challengeOf(wrong.passkey), counter: 2 })
      expect((await world.passkey(wrong.proof, next)).kind).to.equal('signed-in')
    })

    it('the challenge of another page, of another browser, and of one that is too old', async () => {
      const [one, two] = [await world.first(), await world.first()]
      const answer = key.use({ ...challengeOf(one.passkey), counter: 2 })
      expect(await world.passkey(two.proof, answer)).to.include({ problem: 'passkey' })
      expect(await world.passkey(one.proof, answer, { ...PLACE, browser: 'another' })).to.deep.equal({
        kind: 'expired',
      })
      world.clock.pass(minutes(10))
      expect(await world.passkey(one.proof, answer)).to.deep.equal({ kind: 'expired' })
    })

    it('what is no answer of a passkey at all', async () => {
      const { proof } = await world.first()
      for (const answer of ['{}', 'x', '[]']) {
        expect(await world.passkey(proof, answer)).to.include({ kind: 'code', problem: 'passkey' })
      }
    })

    it('the eleventh try of a name, passwords and passkeys together, right or wrong', async () => {
      for (let count = 0; count < 4; count++) await world.password('falsch')
      for (let count = 0; count < 6; count++) expect(await use({ flags: 1 })).to.include({ problem: 'passkey' })
      expect((await world.password()).kind).to.equal('limited')
    })
  })

  it('limits passkeys that are made at a first sign-in too', async () => {
    let { proof } = await world.first()
    for (let count = 0; count < 10; count++) proof = wanted(await world.passkey(proof, '{}')).proof
    expect((await world.passkey(proof, '{}')).kind).to.equal('limited')
  })

  it('is set up anew after an admin took the factors away, which ends sessions too', async () => {
    const secret = await world.withPasskey(key)
    await resetSecondFactor('vera', 'cli:mira', world.deps)
    expect(await operatorOf(secret, world.deps)).to.equal(null)
    expect((await world.first()).passkey?.action).to.equal('create')
    expect((await stored()).passkeys).to.deep.equal([])
  })

  it('offers none where the broker’s address can have none, and then no way in but a reset', async () => {
    await world.withPasskey(key)
    const elsewhere = { ...world, deps: { ...world.deps, passkeys: null } }
    const { takePassword } = await import('../../../src/operators/access/sign-in.js')
    const page = wanted(
      await takePassword({ username: 'vera', password: 'ein langes Passwort' }, PLACE, elsewhere.deps),
    )
    expect([page.takesCode, page.passkey]).to.deep.equal([false, null])
  })
})
