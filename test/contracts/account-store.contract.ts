import { expect } from 'chai'
import { soleMethod, unlessChanged, type Account, type BoundMethod } from '../../src/domain/account.js'
import { accountId, entityId, methodId } from '../../src/domain/ids.js'
import { usernameKey } from '../../src/domain/username.js'
import { createAccountStore } from '../../src/storage/sql/stores/account-store.js'
import { createConsentStore } from '../../src/storage/sql/stores/consent-store.js'
import { createReleaseChoices } from '../../src/storage/sql/stores/release-choices.js'
import { createPasswordCredentials } from '../../src/storage/sql/stores/password-credentials.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAccount, sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const boundBy = (method: string, key: string): BoundMethod => ({
  ...soleMethod(methodId(method), 'hoch', Date.parse('2026-05-04T09:00:00Z')),
  instance: key,
  key,
})

const HASH = { hash: '$argon2id$v=19$m=256,t=1,p=1$c2FsdA$aGFzaA' }

/** What every AccountStore keeps to, with the passwords and consents that belong to accounts. */
export function accountStoreContract(name: string, make: MakeSql): void {
  describe(`accounts in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      store: createAccountStore(house().database, STAMP),
      other: createAccountStore(house().other, STAMP),
      passwords: createPasswordCredentials(house().database),
      consents: createConsentStore(house().database),
      releaseChoices: createReleaseChoices(house().database),
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
          { ...soleMethod(methodId('password'), 'normal', at), blocked: true },
          { ...soleMethod(methodId('pass'), 'normal', at + 1), instance: 'phone-1', name: 'Mein Telefon' },
          { ...soleMethod(methodId('pass'), 'hoch', at + 2), instance: 'phone-2', name: null },
          { ...soleMethod(methodId('eid'), 'hoch', at + 3), instance: 'card', key: 'card' },
        ],
      })
      await create(account)
      expect(await store.find(account.id)).to.deep.equal(account)
    })

    it('have the bindings of one moment in the same order on every database', async () => {
      const instances = ['Zx', 'ab', 'aB', '_c', '-d']
      const methods = instances.map((instance) => ({ ...boundBy('pass', instance), key: null }))
      const account = sampleAccount('Erika', { methods })
      await create(account)
      const found = await stores().store.find(account.id)
      expect(found?.methods.map(({ instance }) => instance)).to.deep.equal(['-d', 'Zx', '_c', 'aB', 'ab'])
    })

    it('are absent until they are created', async () => {
      const { store, passwords } = stores()
      expect(await store.find(accountId('nobody'))).to.equal(null)
      expect(await store.findByUsername('nobody')).to.equal(null)
      expect(await passwords.find('nobody')).to.equal(null)
    })

    it('have no user name until one is chosen, and no password with it', async () => {
      const { store, passwords } = stores()
      const nameless = (name: string) => sampleAccount(name, { username: null })
      await store.create(nameless('Erika'), null, sampleAudit('account.created'))
      await store.create(nameless('Max'), null, sampleAudit('account.created'))
      expect(await store.find(nameless('Max').id)).to.deep.equal(nameless('Max'))
      expect(await passwords.find('')).to.equal(null)
    })

    it('are found by a key of one of their methods, of that method alone', async () => {
      const { store } = stores()
      const erika = sampleAccount('Erika', { methods: [boundBy('eid', 'card-of-erika')] })
      await create(erika)
      expect(await store.findByKey(methodId('eid'), 'card-of-erika')).to.deep.equal(erika)
      expect(await store.findByKey(methodId('pass'), 'card-of-erika')).to.equal(null)
      expect(await store.findByKey(methodId('eid'), 'another')).to.equal(null)
      expect(await store.findByKey(methodId('eid'), 'card\0')).to.equal(null)
    })

    it('share no key of a method, neither at birth nor later', async () => {
      const { store } = stores()
      await create(sampleAccount('Erika', { methods: [boundBy('eid', 'card-of-erika')] }))
      const max = sampleAccount('Max', { methods: [boundBy('eid', 'card-of-erika')] })
      expect(await rejectionOf(create(max))).to.include({ rule: 'method-bound' })
      expect(await store.find(max.id)).to.equal(null)
      const later = sampleAccount('Max', { methods: [boundBy('pass', 'card-of-erika')] })
      await create(later)
      const change = store.change(max.id, () => max, sampleAudit('account.linked'))
      expect(await rejectionOf(change)).to.include({ rule: 'method-bound' })
      expect(await store.find(max.id)).to.deep.equal(later)
    })

    it('are found by what their cards told, all of them', async () => {
      const { store } = stores()
      const twins = ['Erika', 'Max'].map((name) => sampleAccount(name, { identityKey: 'same' }))
      for (const twin of twins) await create(twin)
      await create(sampleAccount('Mia'))
      const found = await store.findByIdentity('same')
      expect(found.map(({ id }) => id)).to.have.members(twins.map(({ id }) => id))
      expect(await store.findByIdentity('other')).to.deep.equal([])
    })

    it('are found by their e-mail address, the domain without case, as it is by now', async () => {
      const { store, other } = stores()
      const at = Date.parse('2026-05-04T09:00:00Z')
      const email = (value: string | null) => ({
        email: { value, origin: 'self-declared', level: 'basis', at } as const,
      })
      const erika = sampleAccount('Erika', { identity: email('Erika@Post.Example') })
      await create(erika)
      await create(sampleAccount('Max', { identity: email(null) }))
      await create(
        sampleAccount('Mia', { identity: email('mia@post.example'), blockedAt: at, sessionsEndedAt: at + 1 }),
      )
      const byEmail = async (key: string) => (await other.findByEmail(key)).map(({ username }) => username)
      expect(await byEmail('Erika@post.example')).to.deep.equal(['Erika'])
      expect(await byEmail('erika@post.example')).to.deep.equal([])
      expect(await byEmail('')).to.deep.equal([])
      expect(await byEmail('erika\0')).to.deep.equal([])
      expect((await other.findByEmail('mia@post.example'))[0]).to.include({ blockedAt: at, sessionsEndedAt: at + 1 })
      await store.change(erika.id, (held) => ({ ...held, identity: email('e@neu.example') }), sampleAudit('x'))
      expect([await byEmail('Erika@post.example'), await byEmail('e@neu.example')]).to.deep.equal([[], ['Erika']])
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

    it('are changed as they are by now, under the next version, with the entry of the change', async () => {
      const { store, other } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      const bare = (held: Account): Account => ({ ...held, identity: {}, methods: [] })
      const entry = (after: Account, before: Account) =>
        sampleAudit('account.changed', { at: Date.now(), before: before.methods.length, after: after.version })
      expect(await store.change(account.id, bare, entry)).to.deep.equal({ ...bare(account), version: 2 })
      const renamed = await other.change(account.id, (held) => ({ ...held, username: 'Erika2' }), sampleAudit('x'))
      expect(renamed).to.deep.equal({ ...bare(account), username: 'Erika2', version: 3 })
      expect(await store.find(account.id)).to.deep.equal(renamed)
      const log = await auditOf(house().database)
      expect(log.find(({ action }) => action === 'account.changed')).to.include({ before: 1, after: 2 })
    })

    it('stay as they are where a change finds nothing to change, or comes to another than was seen', async () => {
      const { store } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      expect(await store.change(account.id, () => null, sampleAudit('x'))).to.equal(null)
      expect(await store.change(accountId('nobody'), (held) => held, sampleAudit('x'))).to.equal(null)
      const seen = { ...account, version: 7 }
      expect(
        await store.change(
          account.id,
          unlessChanged(seen, (held) => held),
          sampleAudit('x'),
        ),
      ).to.equal(null)
      expect(await store.find(account.id)).to.deep.equal(account)
      expect(await auditOf(house().database)).to.have.length(1)
    })

    it('lose no change of many at once, and let exactly one win that was decided by what was seen', async () => {
      const { store, other } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      const at = (index: number) => (index % 2 ? store : other)
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          at(index).change(
            account.id,
            (held) => ({ ...held, methods: [...held.methods, boundBy('eid', `card-${index}`)] }),
            sampleAudit('x'),
          ),
        ),
      )
      expect(added.map((each) => each?.version).sort((a = 0, b = 0) => a - b)).to.deep.equal(
        Array.from({ length: 10 }, (_, index) => index + 2),
      )
      const seen = await store.find(account.id)
      if (!seen) return expect.fail()
      expect(seen.methods).to.have.length(11)
      const won = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          at(index).change(
            account.id,
            unlessChanged(seen, (held) => ({ ...held, username: `erika${index}` })),
            sampleAudit('x'),
          ),
        ),
      )
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.find(account.id)).to.deep.equal(won.find(Boolean))
      expect(await auditOf(house().database)).to.have.length(12)
    })

    it('are found under a new user name alone once it changed', async () => {
      const { store } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      await store.change(account.id, (held) => ({ ...held, username: 'Erika2' }), sampleAudit('x'))
      expect(await store.findByUsername('erika')).to.equal(null)
      expect((await store.findByUsername('erika2'))?.id).to.equal(account.id)
      await create(sampleAccount('Max'))
      const taken = store.change(account.id, (held) => ({ ...held, username: 'MAX' }), sampleAudit('x'))
      expect(await rejectionOf(taken)).to.have.property('rule', 'username-taken')
    })

    it('change nothing that cannot be logged', async () => {
      const { store, passwords } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      await breakAudit(house().database)
      await expectUnavailable(create(sampleAccount('Max')))
      await expectUnavailable(store.change(account.id, (held) => ({ ...held, identity: {} }), sampleAudit('x')))
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
      await store.change(account.id, (held) => ({ ...held, methods: [{ ...bound, blocked: true }] }), sampleAudit('x'))
      expect(await passwords.find('erika')).to.equal(null)
      await store.change(
        account.id,
        (held) => ({ ...held, methods: [{ ...bound, method: methodId('pass') }] }),
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

    it('keep what was ticked at each service last time, also that it was nothing', async () => {
      const { releaseChoices } = stores()
      const account = sampleAccount('Erika')
      await create(account)
      const service = entityId('https://portal.aachen.example/saml')
      expect(await releaseChoices.find(account.id, service)).to.equal(null)
      await releaseChoices.keep(account.id, service, ['email', 'street'], 1)
      expect(await releaseChoices.find(account.id, service)).to.deep.equal(['email', 'street'])
      await releaseChoices.keep(account.id, service, [], 2)
      expect(await releaseChoices.find(account.id, service)).to.deep.equal([])
      expect(await releaseChoices.find(account.id, entityId('https://other.example'))).to.equal(null)
      await releaseChoices.keep(accountId('nobody'), service, ['email'], 3)
      expect(await releaseChoices.find(accountId('nobody'), service)).to.equal(null)
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
