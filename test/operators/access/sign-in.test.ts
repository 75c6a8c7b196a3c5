import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { hours, minutes, seconds } from '../../../src/domain/instant.js'
import { createPasskeys } from '../../../src/factors/passkeys.js'
import { totpCode } from '../../../src/factors/totp.js'
import { createOperator, disableOperator, resetSecondFactor } from '../../../src/operators/access/manage-operators.js'
import { createTenant } from '../../../src/operators/access/manage-tenants.js'
import { endOperatorSession, operatorOf } from '../../../src/operators/access/sessions.js'
import { createSignInLimit } from '../../../src/operators/access/sign-in-limit.js'
import {
  sessionIdOf,
  takeCode,
  takePassword,
  type CodeWanted,
  type PasswordEnd,
  type SignInDeps,
} from '../../../src/operators/access/sign-in.js'
import { createValueSeal } from '../../../src/crypto/value-seal.js'
import { openParts, type Parts } from '../../support/world.js'

const PASSWORD = 'ein langes Passwort'
const PLACE = { browser: 'this browser', address: '192.0.2.7' }

describe('the sign-in of an operator', () => {
  let parts: Parts
  let deps: SignInDeps
  let hashed: (string | null)[]

  beforeEach(async () => {
    parts = await openParts()
    const { stores, ephemeral, digest, keySet, clock, random } = parts.lasting
    hashed = []
    deps = {
      operators: stores.operators,
      limit: createSignInLimit(ephemeral.attempts, digest),
      checkPassword: (hash, password) => {
        hashed.push(hash)
        return Promise.resolve(hash === `hash of ${password}`)
      },
      digest,
      passkeys: createPasskeys('https://konto.example', 'Servicekonto Betrieb'),
      replay: ephemeral.replay,
      secrets: createValueSeal(keySet.key('second-factor-secrets')),
      pages: createValueSeal(keySet.key('second-factor-pages')),
      clock,
      random,
    }
    await createTenant('Aachen', 'cli:mira', deps)
    const made = {
      username: 'Vera',
      password: PASSWORD,
      role: 'operator',
      hotline: false,
      isOwnPassword: false,
    } as const
    await createOperator({ ...made, tenant: tenantId('Aachen') }, 'cli:mira', {
      ...deps,
      hashPassword: (password) => Promise.resolve(`hash of ${password}`),
      commonPasswords: () => Promise.resolve(new Set<string>()),
    })
  })

  const password = (typed = PASSWORD, username = 'vera', place = PLACE) =>
    takePassword({ username, password: typed }, place, deps)
  const wanted = (end: PasswordEnd): CodeWanted => (end.kind === 'code' ? end : expect.fail(end.kind))
  const code = (proof: string, typed: string, place = PLACE) => takeCode({ proof, code: typed }, place, deps)
  /** Signs in from the first step on; gives the cookie's secret and the app's key. */
  const signIn = async (key: string | null = null) => {
    const first = wanted(await password())
    const app = key ?? first.key ?? expect.fail('no key')
    const end = await code(first.proof, totpCode(app, parts.clock.now()))
    return { secret: end.kind === 'signed-in' ? end.secret : expect.fail(end.kind), key: app }
  }
  const later = () => parts.clock.pass(seconds(30))
  const actions = () => parts.view.audit.map(({ action, actor }) => [action, actor])

  it('shows the key of the code app the first time, and never again once a code was taken', async () => {
    const first = wanted(await password())
    expect(first.key).to.match(/^[A-Z2-7]{32}$/)
    const { secret, key } = await signIn()
    expect((await operatorOf(secret, deps))?.operator.username).to.equal('Vera')
    expect(actions().slice(-2)).to.deep.equal([
      ['operator.second-factor-bound', 'operator:Vera'],
      ['operator.signed-in', 'operator:Vera'],
    ])
    later()
    expect(wanted(await password()).key).to.equal(null)
    await signIn(key)
    expect(actions().filter(([action]) => action === 'operator.second-factor-bound')).to.have.length(1)
  })

  it('takes a code once, also by a page that another one was faster than, and none from before', async () => {
    const { key } = await signIn()
    const now = wanted(await password())
    expect(await code(now.proof, totpCode(key, parts.clock.now()))).to.include({ kind: 'code', problem: 'wrong' })
    later()
    const [one, two] = [wanted(await password()), wanted(await password())]
    const next = totpCode(key, parts.clock.now())
    const ends = await Promise.all([code(one.proof, next), code(two.proof, next)])
    expect(ends.map(({ kind }) => kind).sort()).to.deep.equal(['expired', 'signed-in'])
  })

  it('sets no second app up by a page that was open before the first one was', async () => {
    const [mine, theirs] = [wanted(await password()), wanted(await password())]
    expect((await code(mine.proof, totpCode(mine.key ?? '', parts.clock.now()))).kind).to.equal('signed-in')
    later()
    expect(await code(theirs.proof, totpCode(theirs.key ?? '', parts.clock.now()))).to.deep.equal({ kind: 'expired' })
  })

  it('does the same work for a name that is not there, and says the same of it, of a wrong password and of a disabled operator', async () => {
    expect(await password('falsch')).to.deep.equal({ kind: 'wrong' })
    expect(await password(PASSWORD, 'nobody')).to.deep.equal({ kind: 'wrong' })
    await disableOperator('vera', 'cli:mira', deps)
    expect(await password()).to.deep.equal({ kind: 'wrong' })
    expect(hashed).to.deep.equal([`hash of ${PASSWORD}`, null, `hash of ${PASSWORD}`])
  })

  it('is worth nothing in another browser, after ten minutes, or when the operator was changed meanwhile', async () => {
    const first = wanted(await password())
    const right = () => totpCode(first.key ?? '', parts.clock.now())
    expect(await code(first.proof, right(), { ...PLACE, browser: 'another' })).to.deep.equal({ kind: 'expired' })
    await resetSecondFactor('vera', 'cli:mira', deps)
    expect(await code(first.proof, right())).to.deep.equal({ kind: 'expired' })
    const second = wanted(await password())
    parts.clock.pass(minutes(10))
    expect(await code(second.proof, totpCode(second.key ?? '', parts.clock.now()))).to.deep.equal({ kind: 'expired' })
  })

  it('says of what can be no code that it is none, and takes no try for it', async () => {
    const { proof } = wanted(await password())
    for (let count = 0; count < 40; count++) {
      expect(await code(proof, '12345')).to.include({ problem: 'format' })
    }
    expect((await password()).kind).to.equal('code')
  })

  it('pauses a name after ten wrong passwords and codes together, right ones too, and no other name', async () => {
    const { proof } = wanted(await password())
    for (let count = 0; count < 5; count++) expect((await password(`falsch ${count}`)).kind).to.equal('wrong')
    for (let count = 0; count < 5; count++) expect(await code(proof, '000000')).to.include({ problem: 'wrong' })
    const until = parts.clock.now() + minutes(15)
    expect(await password()).to.deep.equal({ kind: 'limited', until })
    expect(await code(proof, '000000')).to.deep.equal({ kind: 'limited', until })
    expect((await password('falsch', 'max')).kind).to.equal('wrong')
    parts.clock.pass(minutes(15))
    expect((await password()).kind).to.equal('code')
  })

  it('pauses an address after thirty over many names, and no other address', async () => {
    for (let count = 0; count < 30; count++) await password('falsch', `name${count}`)
    expect((await password()).kind).to.equal('limited')
    expect((await password(PASSWORD, 'vera', { ...PLACE, address: '192.0.2.8' })).kind).to.equal('code')
  })

  it('counts the addresses of one subscriber as one', async () => {
    const from = (address: string, typed: string, username: string) => password(typed, username, { ...PLACE, address })
    for (let count = 0; count < 30; count++) await from(`2001:db8:1:2::${count}`, 'falsch', `name${count}`)
    expect((await from('2001:db8:1:2:ffff::1', PASSWORD, 'vera')).kind).to.equal('limited')
    expect((await from('2001:db8:1:3::1', PASSWORD, 'vera')).kind).to.equal('code')
  })

  it('takes thirty codes of a name in a day, however slowly somebody guesses', async () => {
    let taken = 0
    for (let round = 0; round < 6; round++) {
      const { proof } = wanted(await password())
      for (let count = 0; count < 9; count++) taken += (await code(proof, '000000')).kind === 'code' ? 1 : 0
      parts.clock.pass(minutes(16))
    }
    expect(taken).to.equal(30)
  })

  it('guesses made at once share one allowance', async () => {
    const ends = await Promise.all(Array.from({ length: 20 }, (_, count) => password(`falsch ${count}`)))
    expect(ends.filter(({ kind }) => kind === 'wrong')).to.have.length(10)
  })

  describe('holds', () => {
    it('for fifteen minutes without an action, and eight hours in all', async () => {
      const { secret, key } = await signIn()
      parts.clock.pass(minutes(14))
      expect(await operatorOf(secret, deps)).not.to.equal(null)
      parts.clock.pass(minutes(14))
      expect(await operatorOf(secret, deps), 'the action before counted').not.to.equal(null)
      parts.clock.pass(minutes(15))
      expect(await operatorOf(secret, deps)).to.equal(null)
      const again = await signIn(key)
      for (let passed = 0; passed < hours(8); passed += minutes(10)) {
        expect(await operatorOf(again.secret, deps)).not.to.equal(null)
        parts.clock.pass(minutes(10))
      }
      expect(await operatorOf(again.secret, deps)).to.equal(null)
      later()
      await signIn(key)
      expect(await deps.operators.findSession(sessionIdOf(deps.digest, again.secret))).to.equal(null)
    })

    it('until somebody signs out, disables the operator, or takes the code app away', async () => {
      const { secret, key } = await signIn()
      const found = (await operatorOf(secret, deps)) ?? expect.fail('nobody')
      await endOperatorSession(found, deps)
      expect(await operatorOf(secret, deps)).to.equal(null)
      expect(actions().at(-1)).to.deep.equal(['operator.signed-out', 'operator:Vera'])
      later()
      const second = await signIn(key)
      await resetSecondFactor('VERA', 'cli:mira', deps)
      expect(await operatorOf(second.secret, deps)).to.equal(null)
      later()
      const third = await signIn()
      await disableOperator('Vera', 'cli:mira', deps)
      expect(await operatorOf(third.secret, deps)).to.equal(null)
    })

    it('for nobody who is disabled, also where a session was left', async () => {
      const { secret } = await signIn()
      const { operator } = (await operatorOf(secret, deps)) ?? expect.fail('nobody')
      const after = { username: operator.username }
      const entry = {
        at: 0,
        actor: 'test',
        action: 'operator.disabled',
        subject: operator.id,
        before: null,
        after,
      } as const
      await deps.operators.change(operator.id, (seen) => ({ next: { ...seen, disabled: true }, audit: entry }))
      expect(await operatorOf(secret, deps)).to.equal(null)
    })

    it('for nobody without a cookie, or with one that was made up', async () => {
      expect(await operatorOf(null, deps)).to.equal(null)
      expect(await operatorOf('made up', deps)).to.equal(null)
    })
  })
})
