import { expect } from 'chai'
import { entryPage } from '../../src/operators/audit/look-up-page.js'
import type { LookUpDeps } from '../../src/operators/audit/look-up.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { findStatement } from '../../src/storage/sql/stores/audit-search.js'
import { eachWith } from './harness.js'
import { sampleAudit } from './samples.js'
import { type MakeSql, STAMP } from './sql-harness.js'

const AACHEN = 'https://portal.aachen.example/saml?a=ü&b=\\'
const SOLINGEN = 'https://portal.solingen.example/saml'
const AT = Date.parse('2026-05-04T08:00:00.123Z')

/** What a look-up of the audit log by services finds, and what it costs. */
export function auditLookUpContract(name: string, make: MakeSql): void {
  describe(`entries of services in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => createSqlStores(house().database, STAMP)
    let count = 0
    const append = (action: string, changes: object) => {
      const at = AT + ++count * 1000
      return stores().audit.append(sampleAudit(action, { at, ...changes }), `e${String(count).padStart(6, '0')}.0`)
    }
    const deps = (): LookUpDeps => ({
      audit: {
        chain: stores().auditChain,
        mac: async () => STAMP.mac,
        append: async (event) => {
          await stores().audit.append(event, 'own.0')
          return 'own.0'
        },
      },
      clock: { now: () => AT + 10_000_000 },
    })
    const found = async (of: readonly string[] | null, given = {}, before = null) => {
      const page = await entryPage({ given, before, of: of && new Set(of) }, 'operator:x', deps())
      return page.entries.map(({ action }) => action)
    }

    it('are those about them and those that name them, newest first, and no others', async () => {
      await append('service.set', { subject: AACHEN })
      await append('login.aborted', { subject: 'l1', after: { service: SOLINGEN, reason: 'timeout' } })
      await append('login.answered', { subject: 'account', after: { level: 'hoch', service: AACHEN } })
      await append('key.retired', { subject: 'k1' })
      await append('account.blocked', { subject: 'a', after: { reason: `"service":"${AACHEN}"` } })
      expect(await found([AACHEN])).to.deep.equal(['login.answered', 'service.set'])
      expect(await found([AACHEN, SOLINGEN])).to.deep.equal(['login.answered', 'login.aborted', 'service.set'])
      expect(await found([AACHEN], { service: SOLINGEN })).to.deep.equal([])
      expect(await found([])).to.deep.equal([])
      expect(await found(null, { service: AACHEN })).to.deep.equal(['login.answered', 'service.set'])
    })

    it('that somebody has changed into no JSON keep nobody from writing, and are found by what is left', async () => {
      await append('login.aborted', { subject: 'l1', after: { service: AACHEN, reason: 'timeout' } })
      await house().database.write((rows) =>
        rows.query(`UPDATE audit_entries SET "after" = '{"service":"x' || "after"`),
      )
      await append('login.aborted', { subject: 'l2', after: { service: AACHEN, reason: 'timeout' } })
      expect(await found([AACHEN])).to.deep.equal(['login.aborted'])
    })

    it('are found along an index, and so are rare people and events', async () => {
      await append('login.aborted', { subject: 'l1', after: { service: AACHEN, reason: 'timeout' } })
      const page = { most: 50, after: null, order: 'newest' } as const
      const filters = {
        ix_audit_entries_service: { naming: AACHEN },
        ix_audit_entries_actor: { actor: 'operator:vera' },
        ix_audit_entries_action: { action: 'key.retired' },
      }
      for (const [index, filter] of Object.entries(filters)) {
        expect(await planOf(findStatement(filter, page, house().database.kind)), index).to.include(index)
      }
    })

    async function planOf({ text, values }: ReturnType<typeof findStatement>): Promise<string> {
      const { database } = house()
      const plain = values.reduce<string>(
        (sql, value, place) =>
          sql.replaceAll(`$${place + 1}`, () => (typeof value === 'number' ? `${value}` : `'${value}'`)),
        text,
      )
      return database.read(async (rows) => {
        if (database.kind === 'postgres') await rows.query('SET LOCAL enable_seqscan = off')
        if (database.kind === 'postgres') await rows.query('SET LOCAL enable_sort = off')
        const how = database.kind === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'
        return JSON.stringify(await rows.query(`${how} ${plain}`))
      })
    }
  })
}
