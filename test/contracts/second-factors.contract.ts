import { expect } from 'chai'
import { soleMethod, unlessChanged, type Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { accountId } from '../../src/domain/ids.js'
import { PASSWORD, type Passkey, type SecondFactor, type TotpFactor } from '../../src/domain/second-factor.js'
import { usernameKey } from '../../src/domain/username.js'
import { createAccountStore } from '../../src/storage/sql/stores/account-store.js'
import { createPasswordCredentials } from '../../src/storage/sql/stores/password-credentials.js'
import { createSecondFactors } from '../../src/storage/sql/stores/second-factors.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAccount, sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AT = Date.parse('2026-05-04T09:00:00Z')

const TOTP_FACTOR: TotpFactor = { kind: 'totp', instance: 'totp', counter: 58_000_000, secret: 's1.sealed' }
const PASSKEY: Passkey = {
  kind: 'passkey',
  instance: 'passkey:a1',
  counter: 0,
  credential: 'Y3JlZGVudGlhbA',
  publicKey: 'cHVibGlj',
  transports: ['internal', 'hybrid'],
}

/** The account's next value, with this factor bound. */
const withFactor = (account: Account, { instance }: SecondFactor, blocked = false): Account => ({
  ...account,
  methods: [
    ...account.methods,
    { ...soleMethod(PASSWORD, 'normal', AT + account.methods.length), instance, name: 'Telefon', blocked },
  ],
  version: account.version + 1,
})

const without = (account: Account, { instance }: SecondFactor): Account => ({
  ...account,
  methods: account.methods.filter((each) => each.instance !== instance),
  version: account.version + 1,
})

const before = (next: Account): Account => ({ ...next, version: next.version - 1 })

const spent = (left: number): AuditEvent => sampleAudit('account.recovery-code-used', { after: { left } })

/** What every SecondFactors keeps to. */
export function secondFactorsContract(name: string, make: MakeSql): void {
  describe(`second factors in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      accounts: createAccountStore(house().database, STAMP),
      store: createSecondFactors(house().database, STAMP),
      other: createSecondFactors(house().other, STAMP),
      passwords: createPasswordCredentials(house().database),
    })
    const erika = async (): Promise<Account> => {
      const account = sampleAccount('Erika', { methods: [soleMethod(PASSWORD, 'normal', AT - 1)] })
      await stores().accounts.create(account, { hash: '$argon2id$x' }, sampleAudit('account.created'))
      return account
    }
    /** The next values above, bound and taken off, of an account that is as it was seen. */
    const bind = (next: Account, factor: SecondFactor, codes: readonly string[] | null = null, action = 'bound') =>
      stores().store.bind(
        next.id,
        unlessChanged(before(next), () => next),
        { factor, codes },
        sampleAudit(action),
      )
    const unbind = (next: Account, { instance }: SecondFactor) =>
      stores().store.unbind(
        next.id,
        unlessChanged(before(next), () => next),
        instance,
        sampleAudit('removed'),
      )
    const bound = async (factor: SecondFactor, codes: readonly string[] | null = null) => {
      const account = withFactor(await erika(), factor)
      expect(await bind(account, factor, codes)).to.deep.equal(account)
      return account
    }

    it('come back as they were bound, together with the binding and the audit entry', async () => {
      const { other, accounts } = stores()
      const one = await bound(TOTP_FACTOR, ['d1', 'd2'])
      const two = withFactor(one, PASSKEY)
      await bind(two, PASSKEY)
      expect(await other.find(one.id)).to.deep.equal({ factors: [PASSKEY, TOTP_FACTOR], codesLeft: 2 })
      expect(await accounts.find(one.id)).to.deep.equal(two)
      expect((await auditOf(house().database)).map(({ action }) => action)).to.have.members([
        'account.created',
        'bound',
        'bound',
      ])
    })

    it('are none until one is bound', async () => {
      expect(await stores().store.find(accountId('nobody'))).to.deep.equal({ factors: [], codesLeft: 0 })
    })

    it('are not bound to an account that changed meanwhile, and nothing of them is kept', async () => {
      const { store, accounts } = stores()
      const account = await erika()
      await accounts.change(account.id, (held) => held, sampleAudit('changed'))
      expect(await bind(withFactor(account, PASSKEY), PASSKEY, ['d1'])).to.equal(null)
      expect(await store.find(account.id)).to.deep.equal({ factors: [], codesLeft: 0 })
    })

    it('are not bound where it cannot be logged', async () => {
      const { store, accounts } = stores()
      const account = await erika()
      await breakAudit(house().database)
      await expectUnavailable(bind(withFactor(account, PASSKEY), PASSKEY, ['d1']))
      expect(await store.find(account.id)).to.deep.equal({ factors: [], codesLeft: 0 })
      expect(await accounts.find(account.id)).to.deep.equal(account)
    })

    it('are left out while their binding is blocked, or gone', async () => {
      const { store, accounts } = stores()
      const account = withFactor(await erika(), PASSKEY, true)
      await bind(account, PASSKEY)
      expect((await store.find(account.id)).factors).to.deep.equal([])
      await accounts.change(account.id, (held) => without(held, PASSKEY), sampleAudit('changed'))
      expect((await store.find(account.id)).factors).to.deep.equal([])
    })

    it('are no password: with the password blocked there is none to log in with', async () => {
      const { accounts, passwords } = stores()
      const account = await bound(TOTP_FACTOR)
      const key = usernameKey(account.username ?? '')
      expect(await passwords.find(key)).not.to.equal(null)
      const methods = account.methods.map((each) => (each.instance === '' ? { ...each, blocked: true } : each))
      await accounts.change(account.id, (held) => ({ ...held, methods }), sampleAudit('blocked'))
      expect(await passwords.find(key)).to.equal(null)
    })

    it('are taken off with their binding; the codes go with the last one', async () => {
      const { store } = stores()
      const one = await bound(TOTP_FACTOR, ['d1'])
      const two = withFactor(one, PASSKEY)
      await bind(two, PASSKEY)
      const three = without(two, TOTP_FACTOR)
      expect(await unbind(three, TOTP_FACTOR)).to.deep.equal(three)
      expect(await store.find(one.id)).to.deep.equal({ factors: [PASSKEY], codesLeft: 1 })
      expect(await unbind(three, PASSKEY)).to.equal(null)
      await unbind(without(three, PASSKEY), PASSKEY)
      expect(await store.find(one.id)).to.deep.equal({ factors: [], codesLeft: 0 })
    })

    it('note each use once, also of two that come at the same time, and never one before the last', async () => {
      const { store, other } = stores()
      const { id } = await bound(TOTP_FACTOR)
      const use = (by: typeof store, counter: number) => by.noteUse(id, 'totp', counter)
      const both = await Promise.all([use(store, 58_000_001), use(other, 58_000_001)])
      expect(both.sort()).to.deep.equal([false, true])
      expect(await use(other, 58_000_000)).to.equal(false)
      expect(await use(other, 4_294_967_295)).to.equal(true)
      expect((await store.find(id)).factors).to.deep.equal([{ ...TOTP_FACTOR, counter: 4_294_967_295 }])
      expect(await store.noteUse(id, 'passkey:a1', 1)).to.equal(false)
      expect(await store.noteUse(accountId('nobody'), 'totp', 4_294_967_296)).to.equal(false)
    })

    it('have codes that are used up, each once, also by two at the same time', async () => {
      const { store, other } = stores()
      const { id } = await bound(TOTP_FACTOR, ['d1', 'd2', 'd3'])
      const both = await Promise.all([store.spendCode(id, 'd2', spent), other.spendCode(id, 'd2', spent)])
      expect(both).to.have.members([2, null])
      expect(await store.spendCode(accountId('somebody-else'), 'd1', spent)).to.equal(null)
      expect(await store.spendCode(id, 'd\0', spent)).to.equal(null)
      const log = await auditOf(house().database)
      expect(log.filter(({ action }) => action === 'account.recovery-code-used')).to.deep.equal([spent(2)])
    })

    it('have codes that new ones take the place of', async () => {
      const { store } = stores()
      const { id } = await bound(TOTP_FACTOR, ['d1'])
      await store.renewCodes(id, ['e1', 'e2'], sampleAudit('renewed'))
      expect(await store.spendCode(id, 'd1', spent)).to.equal(null)
      expect(await store.spendCode(id, 'e1', spent)).to.equal(1)
    })
  })
}
