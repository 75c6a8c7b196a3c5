import { expect } from 'chai'
import { createSecretKey, randomBytes } from 'node:crypto'
import { createAuditMac } from '../../src/crypto/audit-mac.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { EntityId } from '../../src/domain/ids.js'
import type { Service } from '../../src/domain/service.js'
import type { Database } from '../../src/storage/sql/database.js'
import { AuditEntity, type AuditRow } from '../../src/storage/sql/entities/audit-entity.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { createKeyStore } from '../../src/storage/sql/stores/key-store.js'
import { auditRowHolds, createAuditLog } from '../../src/storage/sql/stores/write-audit.js'
import { savedKeys } from './applied.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAccount, sampleAudit, sampleKey, sampleService } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const auditRowsOf = (database: Database): Promise<readonly AuditRow[]> =>
  database.read((rows) => rows.find(AuditEntity))

/** What every AuditLog keeps to. */
export function auditLogContract(name: string, make: MakeSql): void {
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
      const versions = new Map([erika, max].map(({ id, version }) => [id, version]))
      const basis = { accounts: versions, services: new Map() }
      const append = (id: string) => log.append(sampleAudit('login.answered'), id, basis)
      expect(await append('one.0')).to.equal('there')
      await elsewhere.accounts.change(max.id, (held) => held, sampleAudit('x'))
      expect(await append('two.0')).to.equal('stale')
      expect(await append('one.0'), 'what is written stays so').to.equal('there')
      expect(await log.append(sampleAudit('login.aborted'), 'one.0', basis)).to.equal('another')
      versions.set(max.id, 2)
      expect(await append('two.0')).to.equal('there')
      await elsewhere.accounts.delete(erika.id, () => sampleAudit('x'))
      expect(await append('three.0')).to.equal('stale')
      expect(await log.has('three.0')).to.equal(false)
    })

    it('takes an entry only while the services that it rests on are as they were read', async () => {
      const [log, elsewhere] = [createAuditLog(house().database, STAMP), createSqlStores(house().other, STAMP)]
      const [aachen, solingen] = [sampleService('https://a.example'), sampleService('https://s.example')]
      const change = (save: readonly Service[], remove: readonly EntityId[] = []) =>
        elsewhere.services.change(() => Promise.resolve({ save, remove, audit: [], result: null }))
      await change([aachen, solingen])
      const revisions = new Map([aachen, solingen].map(({ entityId }) => [entityId, 1]))
      const append = (id: string) =>
        log.append(sampleAudit('login.answered'), id, { accounts: new Map(), services: revisions })
      expect(await append('one.0')).to.equal('there')
      await change([{ ...solingen, revision: 1, active: false }])
      expect(await append('two.0')).to.equal('stale')
      expect(await append('one.0'), 'what is written stays so').to.equal('there')
      revisions.set(solingen.entityId, 2)
      expect(await append('two.0')).to.equal('there')
      await change([], [aachen.entityId])
      expect(await append('three.0')).to.equal('stale')
      expect(await log.has('three.0')).to.equal(false)
    })

    it('takes many at the same time, each for itself, in few statements', async () => {
      const { database, other } = house()
      const { accounts } = createSqlStores(other, STAMP)
      const [now, changed] = [sampleAccount('Erika'), sampleAccount('Max')]
      for (const account of [now, changed]) await accounts.create(account, null, sampleAudit('x'))
      await accounts.change(changed.id, (held) => held, sampleAudit('x'))
      const elsewhere = createAuditLog(other, STAMP)
      await elsewhere.append(sampleAudit('login.aborted'), 'many.007')
      let statements = 0
      const counted: Database = { ...database, add: (statement) => (statements++, database.add(statement)) }
      const log = createAuditLog(counted, STAMP)
      const numbers = Array.from({ length: 200 }, (_, number) => number)
      const append = (number: number) =>
        (number % 3 ? log : elsewhere).append(
          sampleAudit('login.answered', { subject: `s${number % 190}` }),
          `many.${String(number % 190).padStart(3, '0')}`,
          { accounts: new Map([[(number % 5 ? now : changed).id, 1]]), services: new Map() },
        )
      const became = await Promise.all(numbers.map(append))
      const fresh = numbers.slice(0, 190).filter((number) => number % 5 && number !== 7)
      for (const number of numbers) {
        const expected = number === 7 || number === 197 ? 'another' : number % 5 ? 'there' : 'stale'
        expect(became[number], String(number)).to.equal(expected)
      }
      expect(statements).to.be.within(3, 6)
      const written = (await auditOf(database)).filter(({ action }) => action === 'login.answered')
      expect(written.map(({ subject }) => subject)).to.have.members(fresh.map((number) => `s${number}`))
    })

    it('is refused one that cannot be written, and takes those that came with it', async () => {
      const log = createAuditLog(house().database, STAMP)
      const nobodys = { ...sampleAudit('login.answered'), actor: null } as unknown as AuditEvent
      const came = [0, 1, 2, 3, 4].map((number) =>
        log.append(number === 2 ? nobodys : sampleAudit('login.answered'), `some.${number}`),
      )
      const became = await Promise.allSettled(came)
      expect(became.map(({ status }) => status === 'fulfilled')).to.deep.equal([true, true, false, true, true])
      expect(became[2]).to.have.nested.property('reason.code', 'unavailable')
      expect(await auditOf(house().other)).to.have.length(4)
    })

    it('keeps every character as it is', async () => {
      const log = createAuditLog(house().database, STAMP)
      const texts = ['"', '\\', '\\u0041', "'", '\u2028', '\u0001', '𝕊ø', '{}', 'null', '1', '', '$1', '?']
      const entries = texts.map((text) =>
        sampleAudit('login.answered', { subject: text, before: text, after: { text } }),
      )
      await Promise.all(entries.map((entry, number) => log.append(entry, `answer.${String(number).padStart(2, '0')}`)))
      expect(await auditOf(house().other)).to.deep.equal(entries)
      const rows = await auditRowsOf(house().other)
      expect(rows.map((row) => auditRowHolds(row, STAMP.mac))).to.deep.equal(texts.map(() => true))
    })

    it('takes half of a surrogate pair as every database stores it, and the MAC is of that', async () => {
      const log = createAuditLog(house().database, STAMP)
      const half = sampleAudit('login.answered', { subject: 'a\ud800', actor: 'cli:\udc00', after: { text: '\ud800' } })
      expect(await log.append(half, 'answer\udfff.0')).to.equal('there')
      const [row] = await auditRowsOf(house().other)
      expect(row).to.include({ id: 'answer\ufffd.0', subject: 'a\ufffd', actor: 'cli:\ufffd' })
      expect(row && auditRowHolds(row, STAMP.mac)).to.equal(true)
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
