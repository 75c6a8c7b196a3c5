import { expect } from 'chai'
import { createSecondFactorSetup } from '../../src/factors/setup.js'
import { newRecoveryCodes, recoveryDigest } from '../../src/factors/recovery-codes.js'
import { totpCode } from '../../src/factors/totp.js'
import type { Account } from '../../src/domain/account.js'
import { accountId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import type { AtAccount } from '../../src/factors/second-factor-setup.js'
import { sampleSession } from '../contracts/samples.js'
import { citizen } from '../support/flow-world.js'
import { factorDeps } from '../../src/methods/password/open-password.js'
import { passwordModule } from '../../src/methods/password/module.js'
import { openParts } from '../support/world.js'
import { softwarePasskey } from '../support/software-passkey.js'

async function world(change: Partial<Account> = {}) {
  const { lent, view, clock, config } = await openParts({ settings: { site: { name: 'Servicekonto Beispiel' } } })
  const account = view.has(citizen('jana', change))
  const factors = factorDeps(passwordModule.settingsOf(config.settings.methods), lent)
  const deps = { ...lent, ...factors, levelAlone: 'normal', siteName: lent.site.name } as const
  const setup = createSecondFactorSetup({ ...deps, offered: { totp: true, passkey: true } })
  const at: AtAccount = { account, session: sampleSession('session', account.id), level: 'substantiell' }
  const codeOf = (secret: string) => totpCode(secret, clock.now())
  return { clock, has: view.has, stored: () => view.accounts.get(account.id), deps, setup, at, codeOf }
}

const codeOfError = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => (error as { code: unknown }).code,
  )

describe('setting up a second factor', () => {
  it('tells the app who we are and whose key it is', async () => {
    const { setup, at } = await world()
    const { uri, secret } = setup.offerTotp(at)
    expect(uri).to.equal(
      `otpauth://totp/Servicekonto%20Beispiel:jana?secret=${secret}&issuer=Servicekonto%20Beispiel&algorithm=SHA1&digits=6&period=30`,
    )
  })

  it('stores the secret sealed, for this account alone', async () => {
    const { setup, at, deps, codeOf } = await world()
    const { secret, draft } = setup.offerTotp(at)
    await setup.bindTotp(at, { draft, code: codeOf(secret), name: '' })
    const [stored] = (await deps.factors.find(at.account.id)).factors
    expect(JSON.stringify(stored)).not.to.include(secret)
    const sealed = stored?.kind === 'totp' ? stored.secret : ''
    expect(deps.secrets.open(`totp ${at.account.id}`, sealed)).to.equal(secret)
    expect(deps.secrets.open('totp account-omar', sealed)).to.equal(null)
  })

  it('caps it by the session', async () => {
    const { setup, at, stored, codeOf } = await world()
    const { secret, draft } = setup.offerTotp(at)
    await setup.bindTotp(at, { draft, code: codeOf(secret), name: '' })
    expect(stored()?.methods[1]).to.deep.include({
      instance: 'totp',
      name: 'totp',
      cap: 'substantiell',
    })
  })

  it('takes a page neither in another session, nor for another account, nor after a quarter of an hour', async () => {
    const { setup, at, clock, codeOf, deps } = await world()
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
    const { setup, at } = await world()
    const key = softwarePasskey()
    const end = await setup.takePasskey(at, { draft: setup.offerTotp(at).draft, answer: key.id, name: '' })
    expect(end).to.deep.include({ kind: 'again', problem: 'expired' })
  })

  it('binds nothing to an account without a password, or that changed meanwhile', async () => {
    for (const [change, code] of [
      [{ methods: [] }, 'form-input'],
      [{}, 'login-moved-on'],
    ] as const) {
      const { setup, at, has, stored, codeOf } = await world(change)
      has({ ...at.account, version: 7 })
      const { secret, draft } = setup.offerTotp(at)
      expect(await codeOfError(setup.bindTotp(at, { draft, code: codeOf(secret), name: '' }))).to.equal(code)
      expect(stored()?.methods).to.have.length(at.account.methods.length)
    }
  })

  it('renews and takes off only what is there', async () => {
    const { setup, at } = await world()
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

  it('are kept as digests, another one for every account', async () => {
    const { deps } = await world()
    const [code = ''] = newRecoveryCodes()
    const digests = ['jana', 'omar'].map((name) => recoveryDigest(deps.digest, accountId(name), code))
    expect(new Set(digests).size).to.equal(2)
    for (const digest of digests) expect(digest).to.match(/^[\w-]{43}$/)
  })
})
