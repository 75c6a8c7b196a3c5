import { Refused } from '../../../src/operators/refused.js'
import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { totpCode } from '../../../src/factors/totp.js'
import { changePassword } from '../../../src/operators/access/own-access.js'
import { newOneTimePassword, resetPassword } from '../../../src/operators/access/reset-password.js'
import { operatorOf } from '../../../src/operators/access/sessions.js'
import { refusedIn } from '../registry-world.js'
import { accessWorld, PASSWORD, secretOf, wanted, type AccessWorld } from './access-world.js'

const GIVEN = '7Q3K-VX0M-2R9T-HB4D'
const OWN = 'ein anderes langes Passwort'

describe('a password that somebody else resets', () => {
  let world: AccessWorld
  let secret: string
  let app: string
  beforeEach(async () => {
    world = await accessWorld()
    ;({ secret, key: app } = await world.withApp())
  })

  const stored = async () => (await world.deps.operators.findByUsername('vera')) ?? expect.fail('nobody')
  const reset = (password = GIVEN, actor = 'cli:mira', version: number | null = null, isRemote = false) =>
    resetPassword({ username: 'VERA', password, version, isRemote }, actor, world.deps)
  /** Signs in with the one-time password and the app. */
  const signedIn = async () => {
    world.clock.pass(30_000)
    const { proof } = wanted(await world.password(GIVEN))
    return secretOf(await world.code(proof, totpCode(app, world.clock.now())))
  }

  it('holds in place of the forgotten one, ends every session, leaves the factors, and is in the log', async () => {
    const { totp, passkeys } = await stored()
    await reset()
    expect(await operatorOf(secret, world.deps)).to.equal(null)
    expect((await world.password(PASSWORD)).kind).to.equal('wrong')
    const page = wanted(await world.password(GIVEN))
    expect(page.key, 'no other app is set up').to.equal(null)
    const now = await stored()
    expect([now.totp, now.passkeys]).to.deep.equal([totp, passkeys])
    expect(now.oneTimeUntil).to.equal(world.clock.now() + days(1))
    const { id } = now
    expect(world.parts.view.audit.at(-1)).to.deep.include({
      ...{ action: 'operator.password-reset', actor: 'cli:mira', subject: id, before: null },
      after: { username: 'Vera' },
    })
  })

  it('is given from the console to nobody without a second factor: whoever gives it could bind the first', async () => {
    const bare = await accessWorld()
    const asked = { username: 'VERA', password: GIVEN, version: null }
    const thrown: unknown = await resetPassword({ ...asked, isRemote: true }, 'operator:anna', bare.deps).catch(
      (e) => e,
    )
    expect(thrown).to.be.instanceOf(Refused).with.nested.property('refusal.code', 'operator-no-factor')
    await resetPassword({ ...asked, isRemote: false }, 'cli:mira', bare.deps)
  })

  it('ends what was begun with the forgotten one', async () => {
    world.clock.pass(30_000)
    const { proof } = await world.first()
    await reset()
    expect((await world.code(proof, totpCode(app, world.clock.now()))).kind).to.equal('expired')
  })

  it('ends after a day, as if it were a wrong one', async () => {
    await reset()
    world.clock.pass(days(1) - 1)
    expect((await world.password(GIVEN)).kind).to.equal('code')
    world.clock.pass(1)
    expect((await world.password(GIVEN)).kind).to.equal('wrong')
  })

  it('is replaced by another one, which is the operator’s own and does not end', async () => {
    await reset()
    const at = await world.at(await signedIn())
    expect(await changePassword({ current: GIVEN, wanted: GIVEN }, at, world.deps)).to.deep.equal({ kind: 'same' })
    expect((await stored()).oneTimeUntil).not.to.equal(null)
    expect(await changePassword({ current: GIVEN, wanted: OWN }, at, world.deps)).to.deep.equal({ kind: 'changed' })
    expect((await stored()).oneTimeUntil).to.equal(null)
    world.clock.pass(days(2))
    expect((await world.password(OWN)).kind).to.equal('code')
  })

  it('is refused by the rules of passwords, for nobody, for oneself, and for whom the page did not show', async () => {
    const before = await stored()
    expect(await refusedIn(reset('kurz'))).to.include({ code: 'password-length' })
    expect(await refusedIn(reset('passwortpasswort'))).to.include({ code: 'password-common' })
    const nobody = resetPassword(
      { username: 'nobody', password: GIVEN, version: null, isRemote: true },
      'cli:mira',
      world.deps,
    )
    expect(await refusedIn(nobody)).to.include({ code: 'operator-unknown' })
    expect(await refusedIn(reset(GIVEN, 'operator:Vera'))).to.include({ code: 'operator-own' })
    expect(await refusedIn(reset(GIVEN, 'operator:max', before.version - 1))).to.include({ code: 'operator-changed' })
    expect(await stored()).to.deep.equal(before)
    expect(await operatorOf(secret, world.deps)).not.to.equal(null)
    await reset(GIVEN, 'operator:max', before.version)
    expect((await stored()).oneTimeUntil).not.to.equal(null)
  })

  it('can be told over the phone, and is another one each time', () => {
    const made = Array.from({ length: 50 }, () => newOneTimePassword(world.deps.random))
    for (const password of made) expect(password).to.match(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(new Set(made).size).to.equal(50)
  })
})
