import { savedKeys } from './applied.js'
import { expect } from 'chai'
import { createSecretKey, randomBytes } from 'node:crypto'
import { createAuditMac } from '../../src/crypto/audit-mac.js'
import type { Database } from '../../src/storage/sql/database.js'
import { AuditEntity, type AuditRow } from '../../src/storage/sql/entities/audit-entity.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { createAuditLog, auditRowHolds } from '../../src/storage/sql/stores/write-audit.js'
import { createKeyStore } from '../../src/storage/sql/stores/key-store.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAccount, sampleAudit, sampleKey } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const auditRowsOf = (database: Database): Promise<readonly AuditRow[]> =>
  database.read((rows) => rows.find(AuditEntity))

/** What every KeyStore keeps to. */
export function keyStoreContract(name: string, make: MakeSql): void {
  describe(`the broker’s keys in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      store: createKeyStore(house().database, STAMP),
      other: createKeyStore(house().other, STAMP),
    })

    it('are none at first, at revision 0', async () => {
      const { store } = stores()
      expect(await store.all()).to.deep.equal([])
      expect(await store.revision()).to.equal(0)
    })

    it('come back as they were saved, oldest first, with what is logged', async () => {
      const { store, other } = stores()
      const old = sampleKey('z')
      const young = sampleKey('a', { createdAt: old.createdAt + 1, state: 'active', activatedAt: old.createdAt + 2 })
      await savedKeys(store, [young, old], [sampleAudit('one'), sampleAudit('two')])
      expect(await other.all()).to.deep.equal([old, young])
      expect(await other.revision()).to.equal(1)
      expect(await auditOf(house().database)).to.deep.equal([sampleAudit('one'), sampleAudit('two')])
    })

    it('come in the same order from every database where they were made in one moment', async () => {
      const { store } = stores()
      const made = ['Zx', 'ab', 'aB', '_c', '-d'].map((id) => sampleKey(id))
      await savedKeys(store, made, [])
      expect((await store.all()).map(({ id }) => id)).to.deep.equal(['-d', 'Zx', '_c', 'aB', 'ab'])
    })

    it('are changed by id', async () => {
      const { store } = stores()
      await savedKeys(store, [sampleKey('a'), sampleKey('b')], [])
      await savedKeys(store, [sampleKey('a', { state: 'retired' })], [])
      expect((await store.all()).map(({ state }) => state)).to.deep.equal(['retired', 'next'])
    })

    it('are decided on anew where another command was faster, so that none of its changes is lost', async () => {
      const { store, other } = stores()
      await savedKeys(store, [sampleKey('a')], [])
      const decided: number[] = []
      const isSaved = await store.change(async (keys) => {
        decided.push(keys.length)
        if (decided.length === 1) await savedKeys(other, [sampleKey('b')], [sampleAudit('x')])
        return { save: [sampleKey('c')], audit: [sampleAudit('x')], result: true }
      })
      expect(isSaved).to.equal(true)
      expect(decided).to.deep.equal([1, 2])
      expect((await store.all()).map(({ id }) => id)).to.have.members(['a', 'b', 'c'])
      expect(await store.revision()).to.equal(3)
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('are not changed by who is overtaken without end, nor where there is nothing to save', async () => {
      const { store, other } = stores()
      let others = 0
      const busy = store.change(async () => {
        await savedKeys(other, [sampleKey(`b${++others}`)], [])
        return { save: [sampleKey('c')], audit: [], result: null }
      })
      expect(await rejectionOf(busy)).to.have.property('rule', 'keys-busy')
      expect((await store.all()).map(({ id }) => id)).not.to.include('c')
      await savedKeys(store, [], [sampleAudit('x')])
      expect(await store.revision()).to.equal(others)
      expect(await auditOf(house().database)).to.deep.equal([])
    })

    it('do not change when that cannot be logged', async () => {
      const { store } = stores()
      await savedKeys(store, [sampleKey('a')], [])
      await breakAudit(house().database)
      await expectUnavailable(savedKeys(store, [sampleKey('a', { state: 'retired' })], [sampleAudit('x')]))
      expect(await store.all()).to.deep.equal([sampleKey('a')])
      expect(await store.revision()).to.equal(1)
    })
  })

  describe(`the audit log in ${name}`, () => {
    const house = eachWith(make)

    it('takes entries and keeps them as they are', async () => {
      const log = createAuditLog(house().database, STAMP)
      const entries = [
        sampleAudit('login.answered', { before: null, after: { level: 'normal' } }),
        sampleAudit('login.answered', { at: sampleAudit('x').at + 1, before: 0, after: undefined }),
      ]
      for (const [index, entry] of entries.entries()) await log.append(entry, `answer.${index}`)
      expect(await auditOf(house().other)).to.deep.equal([entries[0], { ...entries[1], after: null }])
    })

    it('takes an entry under one id once, however often it comes, and no other under it', async () => {
      const [log, elsewhere] = [house().database, house().other].map((each) => createAuditLog(each, STAMP))
      if (!log || !elsewhere) expect.fail('no logs')
      const entry = sampleAudit('login.answered', { before: null, after: { level: 'normal' } })
      expect(await log.has('answer.0')).to.equal(false)
      const written = await Promise.all([log, elsewhere, log, elsewhere].map((each) => each.append(entry, 'answer.0')))
      expect(written).to.deep.equal(Array(4).fill('there'))
      for (const change of [
        { at: entry.at + 1 },
        { subject: 'another' },
        { after: null },
        { action: 'login.aborted' },
      ]) {
        expect(await elsewhere.append({ ...entry, ...change } as typeof entry, 'answer.0')).to.equal('another')
      }
      expect(await elsewhere.has('answer.0')).to.equal(true)
      expect(await auditOf(house().database)).to.deep.equal([entry])
    })

    it('takes an entry only while the accounts that it rests on are as they were read', async () => {
      const [log, elsewhere] = [createAuditLog(house().database, STAMP), createSqlStores(house().other, STAMP)]
      const [erika, max] = [sampleAccount('Erika'), sampleAccount('Max')]
      for (const account of [erika, max]) await elsewhere.accounts.create(account, null, sampleAudit('x'))
      const basis = new Map([erika, max].map(({ id, version }) => [id, version]))
      const append = (id: string) => log.append(sampleAudit('login.answered'), id, basis)
      expect(await append('one.0')).to.equal('there')
      await elsewhere.accounts.change(max.id, (held) => held, sampleAudit('x'))
      expect(await append('two.0')).to.equal('stale')
      expect(await append('one.0'), 'what is written stays so').to.equal('there')
      expect(await log.append(sampleAudit('login.aborted'), 'one.0', basis)).to.equal('another')
      basis.set(max.id, 2)
      expect(await append('two.0')).to.equal('there')
      await elsewhere.accounts.delete(erika.id, () => sampleAudit('x'))
      expect(await append('three.0')).to.equal('stale')
      expect(await log.has('three.0')).to.equal(false)
    })

    it('marks each entry with an id of its own and a MAC, that of a change as well', async () => {
      await createAuditLog(house().database, STAMP).append(sampleAudit('login.answered'), 'answer.0')
      await savedKeys(
        createKeyStore(house().database, STAMP),
        [sampleKey('k')],
        [sampleAudit('one'), sampleAudit('two')],
      )
      const rows = await auditRowsOf(house().other)
      expect(rows.map((row) => auditRowHolds(row, STAMP.mac))).to.deep.equal([true, true, true])
      expect(new Set(rows.map(({ id }) => id))).to.have.property('size', 3)
    })

    it('shows a change of any field of an entry, and knows of none in one from before', async () => {
      const log = createAuditLog(house().database, STAMP)
      await log.append(
        sampleAudit('login.answered', { subject: 'one', before: null, after: { level: 'normal' } }),
        'answer.0',
      )
      const [row] = await auditRowsOf(house().database)
      if (!row) expect.fail('no entry')
      const changed: readonly Partial<AuditRow>[] = [
        { id: 'another' },
        { at: row.at + 1 },
        { actor: 'cli:another' },
        { action: 'login.refused' },
        { subject: 'two' },
        { before: '{}' },
        { after: '{"level":"hoch"}' },
        { after: null },
        { before: row.after, after: row.before },
        { action: `${row.action}${row.subject.slice(0, 1)}`, subject: row.subject.slice(1) },
        { mac: '1.' },
        { mac: row.mac?.replace(/^1/, '2') ?? '' },
      ]
      for (const change of changed) {
        expect(auditRowHolds({ ...row, ...change }, STAMP.mac), JSON.stringify(change)).to.equal(false)
      }
      expect(auditRowHolds({ ...row, mac: null }, STAMP.mac)).to.equal(null)
    })

    it('takes the MAC of no other entry', async () => {
      const log = createAuditLog(house().database, STAMP)
      await log.append(sampleAudit('login.answered'), 'answer.0')
      await log.append(sampleAudit('login.answered'), 'answer.1')
      const [one, other] = await auditRowsOf(house().database)
      if (!one || !other) expect.fail('no entries')
      expect(auditRowHolds({ ...one, mac: other.mac }, STAMP.mac)).to.equal(false)
      const stranger = createAuditMac({ key: () => createSecretKey(randomBytes(32)) })
      expect(auditRowHolds(one, stranger)).to.equal(false)
    })

    it('is unavailable when it cannot be written, so that whatever was to be logged does not happen', async () => {
      const log = createAuditLog(house().database, STAMP)
      await breakAudit(house().database)
      await expectUnavailable(log.append(sampleAudit('login.answered'), 'answer.0'))
    })
  })
}
