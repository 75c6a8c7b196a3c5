import { expect } from 'chai'
import { minutes, seconds } from '../../../src/domain/instant.js'
import { totpCode } from '../../../src/factors/totp.js'
import { resetSecondFactor } from '../../../src/operators/access/manage-operators.js'
import {
  beginFactor,
  changePassword,
  removeFactor,
  takeFactor,
  type FactorOffer,
} from '../../../src/operators/access/own-access.js'
import { ownSignIns } from '../../../src/operators/access/own-sign-ins.js'
import { operatorOf } from '../../../src/operators/access/sessions.js'
import { softwarePasskey, type SoftwarePasskey } from '../../support/software-passkey.js'
import { accessWorld, challengeOf, optionsOf, PASSWORD, type AccessWorld } from './access-world.js'

const NONE = { code: '', answer: '', name: '' }
const NEW = 'ein anderes langes Passwort'

describe('an operator’s own access', () => {
  let world: AccessWorld
  let secret: string
  let app: string
  let key: SoftwarePasskey
  beforeEach(async () => {
    world = await accessWorld()
    ;({ secret, key: app } = await world.withApp())
    key = softwarePasskey()
  })

  const stored = async () => (await world.deps.operators.findByUsername('vera')) ?? expect.fail('nobody')
  const offered = async (what: 'app' | 'passkey', password = PASSWORD): Promise<FactorOffer> => {
    const end = await beginFactor(what, password, await world.at(secret), world.deps)
    return end.kind === 'offer' ? end.offer : expect.fail(end.kind)
  }
  const asked = (offer: FactorOffer) => (offer.kind === 'passkey' ? offer.asked : expect.fail('no passkey'))
  const take = async (form: Partial<typeof NONE> & { draft: string }) =>
    takeFactor({ ...NONE, ...form }, await world.at(secret), world.deps)
  /** From the password to the page on which a passkey that was made is to be used. */
  const made = async (name = 'Am Bund', by = key): Promise<FactorOffer> => {
    const offer = await offered('passkey')
    const end = await take({ draft: offer.draft, answer: by.create(challengeOf(asked(offer))), name })
    return end.kind === 'offer' ? end.offer : expect.fail(end.kind)
  }
  const add = async (by = key) => {
    const use = await made('Am Bund', by)
    return take({ draft: use.draft, answer: by.use({ ...challengeOf(asked(use)), counter: 1 }) })
  }
  /** Another session of the same operator. */
  const elsewhere = async (): Promise<string> => {
    world.clock.pass(seconds(30))
    const { proof } = await world.first()
    const end = await world.code(proof, totpCode(app, world.clock.now()))
    return end.kind === 'signed-in' ? end.secret : expect.fail(end.kind)
  }

  it('gets a passkey after the password, made and used once; other sessions end, and the log has it', async () => {
    const other = await elsewhere()
    const use = await made('  Am Bund ')
    expect((await stored()).passkeys, 'before it was used').to.deep.equal([])
    const answer = key.use({ ...challengeOf(asked(use)), counter: 1 })
    expect(await take({ draft: use.draft, answer })).to.deep.equal({ kind: 'bound' })
    const [passkey] = (await stored()).passkeys
    expect(passkey).to.include({ name: 'Am Bund', credential: key.id, counter: 1 })
    expect(await operatorOf(other, world.deps)).to.equal(null)
    expect(await operatorOf(secret, world.deps)).not.to.equal(null)
    expect(world.parts.view.audit.at(-1)).to.deep.include({
      action: 'operator.second-factor-bound',
      actor: 'operator:Vera',
      after: { username: 'Vera', factor: passkey?.instance },
    })
    const page = await world.first()
    expect([page.takesCode, page.passkey?.action], 'at the next sign-in').to.deep.equal([true, 'use'])
  })

  it('asks the authenticator for no second passkey of the same operator, under an id that no citizen has', async () => {
    await add()
    const options = optionsOf(asked(await offered('passkey')))
    expect(options.excludeCredentials?.map(({ id }) => id)).to.deep.equal([key.id])
    const { id } = await stored()
    expect(options.user?.id).to.equal(world.deps.digest.digest('operator-passkey-user', id))
    expect(options.user?.id).not.to.equal(world.deps.digest.digest('passkey-user', id))
    expect(await add(), 'the same one, whatever the browser says').to.deep.equal({ kind: 'expired' })
  })

  it('binds no passkey that was made and not used, used without its user, or with another challenge', async () => {
    const use = await made()
    expect(await take({ draft: use.draft, answer: key.use({ challenge: 'another', counter: 1 }) })).to.include({
      problem: 'passkey',
    })
    const next = await made()
    const unverified = key.use({ ...challengeOf(asked(next)), flags: 1 })
    expect(await take({ draft: next.draft, answer: unverified })).to.include({ problem: 'passkey' })
    expect((await stored()).passkeys).to.deep.equal([])
  })

  it('says of a name that is too long that it is, and begins anew', async () => {
    const offer = await offered('passkey')
    const answer = key.create(challengeOf(asked(offer)))
    expect(await take({ draft: offer.draft, answer, name: 'x'.repeat(61) })).to.include({ problem: 'name' })
    const named = await made('')
    await take({ draft: named.draft, answer: key.use({ ...challengeOf(asked(named)), counter: 1 }) })
    expect((await stored()).passkeys[0]?.name).to.equal('Passkey')
  })

  it('gets a code app where there is none, with its first code, and no second one', async () => {
    expect((await beginFactor('app', PASSWORD, await world.at(secret), world.deps)).kind).to.equal('none')
    await add()
    expect(await removeFactor('totp', PASSWORD, await world.at(secret), world.deps)).to.deep.equal({ kind: 'removed' })
    const offer = await offered('app')
    const newKey = offer.kind === 'app' ? offer.key : expect.fail()
    expect(newKey).not.to.equal(app)
    expect(await take({ draft: offer.draft, code: '12' })).to.include({ problem: 'format' })
    expect(await take({ draft: offer.draft, code: totpCode(newKey, world.clock.now() + minutes(9)) })).to.include({
      problem: 'wrong',
    })
    expect(await take({ draft: offer.draft, code: totpCode(newKey, world.clock.now()) })).to.deep.equal({
      kind: 'bound',
    })
    world.clock.pass(seconds(30))
    const { proof } = await world.first()
    expect((await world.code(proof, totpCode(newKey, world.clock.now()))).kind).to.equal('signed-in')
  })

  it('loses one factor of several, never the last one, also where two are taken off at once', async () => {
    expect(await removeFactor('totp', PASSWORD, await world.at(secret), world.deps)).to.deep.equal({ kind: 'last' })
    await add()
    const [passkey] = (await stored()).passkeys
    const at = await world.at(secret)
    const ends = await Promise.all(
      ['totp', passkey?.instance ?? ''].map((factor) => removeFactor(factor, PASSWORD, at, world.deps)),
    )
    expect(ends.map(({ kind }) => kind).sort()).to.deep.equal(['last', 'removed'])
    expect(await removeFactor('passkey:none', PASSWORD, await world.at(secret), world.deps)).to.deep.equal({
      kind: 'last',
    })
    expect(world.actions().filter((action) => action === 'operator.second-factor-removed')).to.have.length(1)
  })

  it('has ten passkeys at most', async () => {
    for (let count = 0; count < 10; count++) expect(await add(softwarePasskey())).to.deep.equal({ kind: 'bound' })
    expect((await beginFactor('passkey', PASSWORD, await world.at(secret), world.deps)).kind).to.equal('none')
  })

  it('gets another password by the present one and the rules; other sessions end', async () => {
    const other = await elsewhere()
    const change = async (current: string, typed: string) =>
      (await changePassword({ current, wanted: typed }, await world.at(secret), world.deps)).kind
    expect(await change('falsch', NEW)).to.equal('wrong')
    expect(await change(PASSWORD, 'kurz')).to.equal('password-length')
    expect(await change(PASSWORD, 'PasswortPasswort')).to.equal('password-common')
    expect((await stored()).version, 'nothing is changed').to.equal((await world.at(secret)).operator.version)
    expect(await change(PASSWORD, NEW)).to.equal('changed')
    expect(await operatorOf(other, world.deps)).to.equal(null)
    expect(await operatorOf(secret, world.deps)).not.to.equal(null)
    expect((await world.password()).kind).to.equal('wrong')
    expect((await world.password(NEW)).kind).to.equal('code')
    expect(world.parts.view.audit.at(-1)).to.deep.include({
      action: 'operator.password-changed',
      after: { username: 'Vera' },
    })
  })

  it('is changed by nobody who has the session alone, and guesses count with the sign-in', async () => {
    await add()
    const at = await world.at(secret)
    const { deps } = world
    for (let count = 0; count < 3; count++) {
      expect(await beginFactor('passkey', `falsch ${count}`, at, deps)).to.deep.equal({ kind: 'wrong' })
      expect(await removeFactor('totp', `falsch ${count}`, at, deps)).to.deep.equal({ kind: 'wrong' })
      expect(await changePassword({ current: 'falsch', wanted: NEW }, at, deps)).to.deep.equal({ kind: 'wrong' })
    }
    await world.password('falsch')
    expect((await beginFactor('passkey', PASSWORD, at, deps)).kind).to.equal('limited')
    expect((await world.password()).kind).to.equal('limited')
  })

  it('goes on with nothing that was begun in another session, more than five minutes ago, or by nobody', async () => {
    const offer = await offered('passkey')
    const answer = key.create(challengeOf(asked(offer)))
    const other = await world.at(await elsewhere())
    expect(await takeFactor({ ...NONE, draft: offer.draft, answer }, other, world.deps)).to.deep.equal({
      kind: 'expired',
    })
    expect(await take({ draft: 'made up', answer })).to.deep.equal({ kind: 'expired' })
    world.clock.pass(minutes(5))
    expect(await take({ draft: offer.draft, answer })).to.deep.equal({ kind: 'expired' })
  })

  it('binds nothing where an admin took the factors away meanwhile', async () => {
    const use = await made()
    const at = await world.at(secret)
    await resetSecondFactor('vera', 'cli:mira', world.deps)
    const answer = key.use({ ...challengeOf(asked(use)), counter: 1 })
    expect(await takeFactor({ ...NONE, draft: use.draft, answer }, at, world.deps)).to.deep.equal({ kind: 'expired' })
    expect((await stored()).passkeys).to.deep.equal([])
  })

  it('shows the own last sign-ins, newest first, with what was used, and nobody else’s', async () => {
    await add()
    const [passkey] = (await stored()).passkeys
    world.clock.pass(minutes(1))
    const page = await world.first()
    await world.passkey(page.proof, key.use({ ...challengeOf(page.passkey), counter: 2 }))
    const { chain } = (await import('../../../src/compose/tools.js')).auditTools(
      world.parts.lasting.stores,
      world.parts.lasting,
    )
    const shown = await ownSignIns(await stored(), chain)
    expect(shown.map(({ factor }) => factor)).to.deep.equal([passkey?.instance, 'totp'])
    expect(shown[0]?.at).to.equal(world.clock.now())
    expect(await ownSignIns({ id: 'nobody' as never }, chain)).to.deep.equal([])
  })
})
