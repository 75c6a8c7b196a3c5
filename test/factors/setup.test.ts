import { expect } from 'chai'
import { createSecondFactorSetup } from '../../src/factors/setup.js'
import { newRecoveryCodes, recoveryDigest } from '../../src/factors/recovery-codes.js'
import { totpCode } from '../../src/factors/totp.js'
import type { Account } from '../../src/domain/account.js'
import { accountId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import type { AtAccount } from '../../src/factors/second-factor-setup.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session.js'
import { createEndSessions } from '../../src/sessions/session-policy.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { sampleSession } from '../contracts/samples.js'
import { factorDeps } from '../support/factor-deps.js'
import { citizen } from '../support/flow-world.js'
import { movableClock } from '../support/movable-clock.js'
import { memoryAccounts } from '../support/memory-accounts.js'
import { softwarePasskey } from '../support/software-passkey.js'

function world(change: Partial<Account> = {}) {
  const clock = movableClock()
  const account = citizen('jana', change)
  const { store, accounts } = memoryAccounts(new Map([[account.id, account]]))
  const { sessions } = createMemoryStores({ clock })
  const ofSessions = {
    sessions,
    sessionLimits: LONGEST_SESSION_LIMITS,
    endSessions: createEndSessions({ sessions }),
    levelAlone: 'normal',
  } as const
  const deps = { ...factorDeps(clock, store), ...ofSessions, clock, siteName: 'Servicekonto Beispiel' }
  const setup = createSecondFactorSetup({ ...deps, offered: { totp: true, passkey: true } })
  const at: AtAccount = { account, session: sampleSession('session', account.id), level: 'substantiell' }
  const codeOf = (secret: string) => totpCode(secret, clock.now())
  return { clock, accounts, deps, setup, at, codeOf }
}

const codeOfError = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => (error as { code: unknown }).code,
  )

describe('setting up a second factor', () => {
  it('tells the app who we are and whose key it is', () => {
    const { setup, at } = world()
    const { uri, secret } = setup.offerTotp(at)
    expect(uri).to.equal(
      `otpauth://totp/Servicekonto%20Beispiel:jana?secret=${secret}&issuer=Servicekonto%20Beispiel&algorithm=SHA1&digits=6&period=30`,
    )
  })

  it('stores the secret sealed, for this account alone', async () => {
    const { setup, at, deps, codeOf } = world()
    const { secret, draft } = setup.offerTotp(at)
    await setup.bindTotp(at, { draft, code: codeOf(secret), name: '' })
    const [stored] = (await deps.factors.find(at.account.id)).factors
    expect(JSON.stringify(stored)).not.to.include(secret)
    const sealed = stored?.kind === 'totp' ? stored.secret : ''
    expect(deps.secrets.open(`totp ${at.account.id}`, sealed)).to.equal(secret)
    expect(deps.secrets.open('totp account-omar', sealed)).to.equal(null)
  })

  it('caps it by the session', async () => {
    const { setup, at, accounts, codeOf } = world()
    const { secret, draft } = setup.offerTotp(at)
    await setup.bindTotp(at, { draft, code: codeOf(secret), name: '' })
    expect(accounts.get(at.account.id)?.methods[1]).to.deep.include({
      instance: 'totp',
      name: 'totp',
      cap: 'substantiell',
    })
  })

  it('takes a page neither in another session, nor for another account, nor after a quarter of an hour', async () => {
    const { setup, at, clock, codeOf, deps } = world()
    const { secret, draft } = setup.offerTotp(at)
    const form = () => ({ draft, code: codeOf(secret), name: '' })
    const others: readonly AtAccount[] = [
      { ...at, session: sampleSession('another', at.account.id) },
      { ...at, account: citizen('omar') },
    ]
    for (const other of others) expect(await setup.bindTotp(other, form())).to.deep.include({ problem: 'expired' })
    clock.pass(minutes(15))
    expect(await setup.bindTotp(at, form())).to.deep.include({ problem: 'expired' })
    expect((await deps.factors.find(at.account.id)).factors).to.deep.equal([])
  })

  it('does not take the draft of a code app for that of a passkey', async () => {
    const { setup, at } = world()
    const key = softwarePasskey()
    const end = await setup.takePasskey(at, { draft: setup.offerTotp(at).draft, answer: key.id, name: '' })
    expect(end).to.deep.include({ kind: 'again', problem: 'expired' })
  })

  it('binds nothing to an account without a password, or that changed meanwhile', async () => {
    for (const [change, code] of [
      [{ methods: [] }, 'form-input'],
      [{}, 'login-moved-on'],
    ] as const) {
      const { setup, at, accounts, codeOf } = world(change)
      accounts.set(at.account.id, { ...at.account, version: 7 })
      const { secret, draft } = setup.offerTotp(at)
      expect(await codeOfError(setup.bindTotp(at, { draft, code: codeOf(secret), name: '' }))).to.equal(code)
      expect(accounts.get(at.account.id)?.methods).to.have.length(at.account.methods.length)
    }
  })

  it('renews and takes off only what is there', async () => {
    const { setup, at } = world()
    expect(await codeOfError(setup.renewCodes(at))).to.equal('form-input')
    expect(await codeOfError(setup.remove(at, 'totp'))).to.equal('form-input')
    expect(await codeOfError(setup.remove(at, ''))).to.equal('form-input')
  })
})

describe('recovery codes', () => {
  it('are ten of sixteen digits, never the same ones', () => {
    const codes = [...newRecoveryCodes(), ...newRecoveryCodes()]
    expect(new Set(codes).size).to.equal(20)
    for (const code of codes) expect(code).to.match(/^\d{16}$/)
  })

  it('are kept as digests, another one for every account', () => {
    const { deps } = world()
    const [code = ''] = newRecoveryCodes()
    const digests = ['jana', 'omar'].map((name) => recoveryDigest(deps.digest, accountId(name), code))
    expect(new Set(digests).size).to.equal(2)
    for (const digest of digests) expect(digest).to.match(/^[\w-]{43}$/)
  })
})
