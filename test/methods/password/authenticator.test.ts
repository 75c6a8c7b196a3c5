import { expect } from 'chai'
import { createRateLimits } from '../../../src/methods/password/rate-limits.js'
import { createPasswordAuthenticator, type PasswordHasher } from '../../../src/methods/password/authenticator.js'
import { accountId } from '../../../src/domain/ids.js'
import { minutes } from '../../../src/domain/instant.js'
import type { Outcome } from '../../../src/login/kit/authenticator.js'
import { factorDeps } from '../../../src/methods/password/open-password.js'
import { passwordModule } from '../../../src/methods/password/module.js'
import { openParts } from '../../support/world.js'
import { methodContext } from '../../support/method-context.js'
import { shownBy } from '../../support/shown-by.js'

const RIGHT = 'richtig langes Passwort'

/** Password, brakes and an account `jana`; hashes are the text behind `old:` or `new:`. */
async function world() {
  const { lent, clock, config } = await openParts()
  const hashes = new Map([['jana', `old:${RIGHT}`]])
  const work: (string | null)[] = []
  const hasher: PasswordHasher = {
    hash: (password) => Promise.resolve(`new:${password}`),
    verify: (hash, password) => {
      work.push(hash && 'a hash')
      return Promise.resolve({ ok: hash?.slice(4) === password, outdated: hash?.startsWith('old:') ?? false })
    },
  }
  const method = createPasswordAuthenticator({
    level: 'normal',
    secondFactor: factorDeps(passwordModule.settingsOf(config.settings.methods), lent),
    hasher,
    limits: createRateLimits(
      lent.attempts,
      { digest: (purpose, text) => `${purpose}(${text})` },
      { perName: 10, perAddress: 30, perPassword: 20, window: minutes(15) },
    ),
    credentials: {
      find: (name) => {
        const hash = hashes.get(name)
        return Promise.resolve(hash === undefined ? null : { account: accountId('account-jana'), hash })
      },
      rehash: (_account, before, after) => {
        if (hashes.get('jana') === before) hashes.set('jana', after)
        return Promise.resolve()
      },
    },
  })
  const login = (username: string, password: string, address = '192.0.2.1'): Promise<Outcome> =>
    method.resume(methodContext({ now: clock.now() }), { fields: { username, password }, returned: false, address })
  return { clock, hashes, work, method, login }
}

const kindOf = ({ kind }: Outcome): string => kind

describe('the password method', () => {
  it('proves the account of the right password, whatever the case of the name', async () => {
    const { login, clock } = await world()
    expect(await login('JANA', RIGHT)).to.deep.equal({
      kind: 'proved',
      evidence: {
        method: 'password',
        instance: '',
        level: 'normal',
        at: clock.now(),
        subject: { kind: 'account', account: 'account-jana' },
      },
    })
  })

  it('has nobody come back from outside: a form with its token alone proves', async () => {
    expect((await world()).method.returnFields).to.equal(null)
  })

  it('gives the same page and does the same work for an unknown name as for a wrong password', async () => {
    const { login, work } = await world()
    const [wrong, unknown] = [await login('jana', 'falsches Passwort'), await login('omar', 'falsches Passwort')]
    const shown = (outcome: Outcome) => ({ ...shownBy(outcome), username: null })
    expect(shown(wrong)).to.deep.equal(shown(unknown))
    expect(work).to.deep.equal(['a hash', null])
  })

  it('renews a hash with older parameters at the next login, and not before the proof', async () => {
    const { login, hashes } = await world()
    await login('jana', 'falsches Passwort')
    expect(hashes.get('jana')).to.equal(`old:${RIGHT}`)
    await login('jana', RIGHT)
    expect(hashes.get('jana')).to.equal(`new:${RIGHT}`)
  })

  it('takes a password in whatever Unicode form the keyboard gives', async () => {
    const { login, hashes } = await world()
    hashes.set('jana', 'new:Übergrößenträger'.normalize('NFC'))
    expect(kindOf(await login('jana', 'Übergrößenträger'.normalize('NFD')))).to.equal('proved')
  })

  it('says which field is missing and hashes nothing for it', async () => {
    const { login, work } = await world()
    const problems = await Promise.all([login('', ''), login(' ', 'x'), login('jana', '')])
    expect(problems.map((outcome) => shownBy(outcome)['problem'])).to.deep.equal([
      'both-missing',
      'username-missing',
      'password-missing',
    ])
    expect(work).to.deep.equal([])
  })

  it('hashes nothing that is too long to be a password', async () => {
    const { login, work } = await world()
    expect(kindOf(await login('jana', 'x'.repeat(2000)))).to.equal('page')
    expect(work).to.deep.equal([])
  })

  it('spends no work on a name that is braked', async () => {
    const { login, work } = await world()
    for (let count = 0; count < 10; count++) await login('jana', `falsches Passwort ${count}`, `192.0.2.${count}`)
    const before = work.length
    expect(kindOf(await login('jana', RIGHT, '192.0.2.99'))).to.equal('limited')
    expect(work).to.have.length(before)
  })

  it('says when few tries are left', async () => {
    const { login } = await world()
    const left: unknown[] = []
    for (let count = 0; count < 9; count++) {
      const outcome = await login('jana', `falsch ${count}`)
      left.push(shownBy(outcome)['triesLeft'])
    }
    expect(left).to.deep.equal([null, null, null, null, null, null, 3, 2, 1])
  })

  it('shows the pause at once when it begins, and tells that last failure as what it was', async () => {
    for (const name of ['jana', 'omar']) {
      const { login, clock } = await world()
      for (let count = 0; count < 9; count++) expect(kindOf(await login(name, `falsch ${count}`))).to.equal('page')
      const until = clock.now() + minutes(15)
      expect(await login(name, 'falsch 9')).to.deep.equal({ kind: 'limited', until, failure: 'wrong' })
      expect(await login(name, 'falsch 10')).to.deep.equal({ kind: 'limited', until })
    }
  })
})

describe('the brakes of the password method', () => {
  it('pause a name after 10 failures, for the right password as for a wrong one, known or not', async () => {
    for (const name of ['jana', 'omar']) {
      const { login, clock } = await world()
      for (let count = 0; count < 10; count++) await login(name, `falsch ${count}`, `192.0.2.${count}`)
      for (const password of [RIGHT, 'falsch']) {
        expect(await login(name, password, '198.51.100.7')).to.deep.equal({
          kind: 'limited',
          until: clock.now() + minutes(15),
        })
      }
    }
  })

  it('let the name in again after 15 min', async () => {
    const { login, clock } = await world()
    for (let count = 0; count < 10; count++) await login('jana', `falsch ${count}`)
    clock.pass(minutes(15))
    expect(kindOf(await login('jana', RIGHT))).to.equal('proved')
  })

  it('pause an address after 30 failures over many names, and no other address', async () => {
    const { login } = await world()
    for (let count = 0; count < 30; count++) await login(`name${count}`, `falsch ${count}`)
    expect(kindOf(await login('jana', RIGHT))).to.equal('limited')
    expect(kindOf(await login('jana', RIGHT, '198.51.100.7'))).to.equal('proved')
  })

  it('pause one password that is tried over many names from many addresses', async () => {
    const { login } = await world()
    for (let count = 0; count < 20; count++) await login(`name${count}`, RIGHT, `192.0.2.${count}`)
    expect(kindOf(await login('jana', RIGHT, '198.51.100.7'))).to.equal('limited')
  })

  it('do not mistake one citizen who repeats a mistake for spraying', async () => {
    const { login } = await world()
    for (let count = 0; count < 9; count++) await login('omar', RIGHT, `192.0.2.${count}`)
    for (let count = 0; count < 9; count++) await login('lena', RIGHT, `192.0.2.${count}`)
    for (let count = 0; count < 9; count++) await login('nele', RIGHT, `192.0.2.${count}`)
    expect(kindOf(await login('jana', RIGHT))).to.equal('proved')
  })

  it('count failed proofs only: successes are never braked and clear the name', async () => {
    const { login } = await world()
    for (let count = 0; count < 9; count++) await login('jana', `falsch ${count}`, `192.0.2.${count}`)
    expect(kindOf(await login('jana', RIGHT))).to.equal('proved')
    for (let count = 0; count < 50; count++) expect(kindOf(await login('jana', RIGHT))).to.equal('proved')
    for (let count = 0; count < 9; count++) await login('jana', `wieder falsch ${count}`, `198.51.100.${count}`)
    expect(kindOf(await login('jana', RIGHT))).to.equal('proved')
  })

  it('give guesses made at the same time one allowance together', async () => {
    const { login } = await world()
    const guesses = Array.from({ length: 40 }, (_, index) => (index === 35 ? RIGHT : `falsch ${index}`))
    const outcomes = await Promise.all(guesses.map((guess, index) => login('jana', guess, `192.0.2.${index}`)))
    expect(outcomes.map(kindOf)).not.to.include('proved')
    expect(outcomes.filter(({ kind }) => kind === 'page')).to.have.length(9)
    // The tenth was looked at too, and begins the pause.
    expect(outcomes.filter((outcome) => outcome.kind === 'limited' && outcome.failure === 'wrong')).to.have.length(1)
  })
})
