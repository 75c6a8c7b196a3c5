import { expect } from 'chai'
import { createRandom } from '../../src/crypto/random.js'
import type { Account } from '../../src/domain/account.js'
import { accountId, entityId, methodId } from '../../src/domain/ids.js'
import { usernameKey } from '../../src/domain/username.js'
import { createAccountStore } from '../../src/storage/sql/stores/account-store.js'
import { createConsentStore } from '../../src/storage/sql/stores/consent-store.js'
import { createPasswordCredentials } from '../../src/storage/sql/stores/password-credentials.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAccount, sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql } from './sql-harness.js'

const HASH = { hash: '$argon2id$v=19$m=256,t=1,p=1$c2FsdA$aGFzaA' }

/** What every AccountStore keeps to, with the passwords and consents that belong to accounts. */
export function accountStoreContract(name: string, make: MakeSql): void {
  describe(`accounts in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      store: createAccountStore(house().database, createRandom()),
      other: createAccountStore(house().other, createRandom()),
      passwords: createPasswordCredentials(house().database),
      consents: createConsentStore(house().database),
    })
    const create = (account: Account) => stores().store.create(account, HASH, sampleAudit('account.created'))

    it('come back as they were created, to the letter', async () => {
      const { store, other } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      expect(await store.find(account.id)).to.deep.equal(account)
      expect(await other.findByUsername(usernameKey('eRIKA'))).to.deep.equal(account)
      expect(await auditOf(house().database)).to.deep.equal([sampleAudit('account.created')])
    })

    it('keep what is absent, empty, or bound to several methods apart', async () => {
      const { store } = stores()
      const at = Date.parse('2026-05-04T09:00:00Z')
      const account = sampleAccount('Max', {
        identity: {},
        methods: [
          { method: methodId('password'), cap: 'normal', boundAt: at, blocked: true },
          { method: methodId('pass'), cap: 'hoch', boundAt: at + 1, blocked: false },
        ],
      })
      await create(account)
      expect(await store.find(account.id)).to.deep.equal(account)
    })

    it('are absent until they are created', async () => {
      const { store, passwords } = stores()
      expect(await store.find(accountId('nobody'))).to.equal(null)
      expect(await store.findByUsername('nobody')).to.equal(null)
      expect(await passwords.find('nobody')).to.equal(null)
    })

    it('are not found by characters that no text of a database can hold', async () => {
      const { store, passwords } = stores()
      await create(sampleAccount('Erika'))
      expect(await store.findByUsername('erika\0')).to.equal(null)
      expect(await passwords.find('erika\0')).to.equal(null)
    })

    it('have user names that are unique without case and composition', async () => {
      const { store } = stores()
      await create(sampleAccount('Jörg'))
      const twin = sampleAccount('JÖRG'.normalize('NFD'), { id: accountId('twin') })
      expect(await rejectionOf(create(twin))).to.have.property('rule', 'username-taken')
      expect(await store.find(twin.id)).to.equal(null)
      expect(await auditOf(house().database)).to.have.length(1)
    })

    it('give a user name to exactly one of many commands at once', async () => {
      const { store, other } = stores()
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).create(
            sampleAccount('Erika', { id: accountId(`a${index}`) }),
            HASH,
            sampleAudit('x'),
          ),
        ),
      )
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(refused).to.have.length(9)
      for (const { reason } of refused) expect(reason).to.have.property('rule', 'username-taken')
    })

    it('are replaced by the next version alone', async () => {
      const { store } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      const next: Account = { ...account, identity: {}, methods: [], version: 2 }
      expect(await store.replace({ ...next, version: 3 }, sampleAudit('x'))).to.equal(false)
      expect(await store.replace(next, sampleAudit('account.changed', { at: Date.now() }))).to.equal(true)
      expect(await store.replace(next, sampleAudit('x'))).to.equal(false)
      expect(await store.find(account.id)).to.deep.equal(next)
      expect((await auditOf(house().database)).map(({ action }) => action)).to.deep.equal([
        'account.created',
        'account.changed',
      ])
    })

    it('let exactly one of many changes at once win', async () => {
      const { store, other } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      const won = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).replace({ ...account, username: `erika${index}`, version: 2 }, sampleAudit('x')),
        ),
      )
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.find(account.id)).to.have.property('username', `erika${won.indexOf(true)}`)
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('are found under a new user name alone once it changed', async () => {
      const { store } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      await store.replace({ ...account, username: 'Erika2', version: 2 }, sampleAudit('x'))
      expect(await store.findByUsername('erika')).to.equal(null)
      expect((await store.findByUsername('erika2'))?.id).to.equal(account.id)
      await create(sampleAccount('Max'))
      const taken = store.replace({ ...account, username: 'MAX', version: 3 }, sampleAudit('x'))
      expect(await rejectionOf(taken)).to.have.property('rule', 'username-taken')
    })

    it('change nothing that cannot be logged', async () => {
      const { store, passwords } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      await breakAudit(house().database)
      await expectUnavailable(create(sampleAccount('Max')))
      await expectUnavailable(store.replace({ ...account, identity: {}, version: 2 }, sampleAudit('x')))
      expect(await store.findByUsername('max')).to.equal(null)
      expect(await passwords.find('max')).to.equal(null)
      expect(await store.find(account.id)).to.deep.equal(account)
    })

    it('have a password while it is bound and not blocked', async () => {
      const { store, passwords } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      expect(await passwords.find('erika')).to.deep.equal({ account: account.id, hash: HASH.hash })
      const [bound] = account.methods
      if (!bound) return expect.fail()
      await store.replace({ ...account, methods: [{ ...bound, blocked: true }], version: 2 }, sampleAudit('x'))
      expect(await passwords.find('erika')).to.equal(null)
      await store.replace(
        { ...account, methods: [{ ...bound, method: methodId('pass') }], version: 3 },
        sampleAudit('x'),
      )
      expect(await passwords.find('erika')).to.equal(null)
    })

    it('get a newer hash only in place of the one that was verified', async () => {
      const { passwords } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      await passwords.rehash(account.id, 'an older hash', 'new')
      expect((await passwords.find('erika'))?.hash).to.equal(HASH.hash)
      await passwords.rehash(account.id, HASH.hash, 'new')
      expect((await passwords.find('erika'))?.hash).to.equal('new')
    })

    it('remember one consent per service, the newest', async () => {
      const { consents } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      const service = entityId('https://portal.aachen.example/saml')
      expect(await consents.find(account.id, service)).to.equal(null)
      await consents.remember(account.id, service, { digest: 'first', declined: [] }, 1)
      await consents.remember(account.id, service, { digest: 'second', declined: ['email'] }, 2)
      expect(await consents.find(account.id, service)).to.deep.equal({ digest: 'second', declined: ['email'] })
      expect(await consents.find(account.id, entityId('https://other.example'))).to.equal(null)
      expect(await consents.find(accountId('nobody'), service)).to.equal(null)
    })

    it('hold nothing that a row of another shape could bring in', async () => {
      const { store } = stores()
      await create(sampleAccount('Erika'))
      await house().database.write(async (rows) => {
        await rows.query(`UPDATE account SET proofing = '{"level":"allmächtig"}'`)
      })
      const refused = await rejectionOf(store.findByUsername('erika'))
      expect(refused).to.have.property('code', 'internal')
      expect(String(refused)).to.contain('proofing.level').and.not.to.contain('allmächtig')
    })
  })
}
