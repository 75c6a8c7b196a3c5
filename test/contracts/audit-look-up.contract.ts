import { expect } from 'chai'
import { entryPage } from '../../src/operators/audit/look-up-page.js'
import type { LookUpDeps } from '../../src/operators/audit/look-up.js'
import { AUDIT_ACTIONS } from '../../src/domain/audit-event.js'
import { entityId, tenantId } from '../../src/domain/ids.js'
import { ERROR_ID_ACTIONS } from '../../src/domain/error-id-actions.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { findStatement } from '../../src/storage/sql/stores/audit-search.js'
import { eachWith } from './harness.js'
import { applied } from './applied.js'
import { sampleAudit, sampleService } from './samples.js'
import { type MakeSql, STAMP } from './sql-harness.js'

const AACHEN = 'https://portal.aachen.example/saml?a=ü&b=\\'
const SOLINGEN = 'https://portal.solingen.example/saml'
type Event = Parameters<typeof sampleAudit>[1] & { readonly action: string }

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
    const found = async (tenant: string | null, given = {}) => {
      const asked = { given, before: null, tenant: tenant === null ? null : tenantId(tenant) }
      const page = await entryPage(asked, 'operator:x', deps())
      return page.entries.map(({ action }) => action)
    }
    const register = (id: string, tenant: string | null, event: Event) =>
      applied(
        stores().services,
        {
          save: [
            sampleService(id, { tenant: tenant === null ? null : tenantId(tenant), revision: revisions.get(id) ?? 0 }),
          ],
          remove: [],
        },
        [sampleAudit(event.action, { at: AT + ++count * 1000, subject: id, ...event })],
      ).then(async () => void revisions.set(id, await stores().services.revision()))
    const revisions = new Map<string, number>()
    beforeEach(async () => {
      count = 0
      revisions.clear()
      await register(AACHEN, 'Aachen', {
        action: 'service.imported',
        before: null,
        after: { tenant: 'Aachen' },
      })
      await register(SOLINGEN, 'Solingen', {
        action: 'service.imported',
        before: null,
        after: { tenant: 'Solingen' },
      })
    })

    it('are those about them and those that name them, newest first, and no others', async () => {
      await append('service.set', { subject: AACHEN })
      await append('login.aborted', { subject: 'l1', after: { service: SOLINGEN, reason: 'timeout' } })
      await append('login.answered', { subject: 'account', after: { level: 'hoch', service: AACHEN } })
      await append('key.retired', { subject: 'k1' })
      await append('account.blocked', { subject: 'a', after: { reason: `"service":"${AACHEN}"` } })
      expect(await found('Aachen')).to.deep.equal(['login.answered', 'service.set', 'service.imported'])
      expect(await found('Solingen')).to.deep.equal(['login.aborted', 'service.imported'])
      expect(await found('Aachen', { service: SOLINGEN })).to.deep.equal([])
      expect(await found('Nobody')).to.deep.equal([])
      expect(await found(null, { service: AACHEN })).to.deep.equal([
        'login.answered',
        'service.set',
        'service.imported',
      ])
    })

    it('stay with the tenant that owned the service when they were written, whoever has it later', async () => {
      await append('login.aborted', { subject: 'l1', after: { service: AACHEN, reason: 'timeout' } })
      const moved = { before: { tenant: 'Aachen' }, after: { tenant: 'Solingen' } }
      await register(AACHEN, 'Solingen', { action: 'service.set', ...moved })
      await append('login.answered', { subject: 'account', after: { service: AACHEN } })
      await register(AACHEN, 'Solingen', { action: 'service.disabled', before: {}, after: {} })
      expect(await found('Aachen')).to.deep.equal(['service.set', 'login.aborted', 'service.imported'])
      expect(await found('Solingen')).to.deep.equal(['service.disabled', 'login.answered', 'service.imported'])
      const before = { tenant: 'Solingen' }
      const gone = sampleAudit('service.removed', { at: AT + ++count * 1000, subject: AACHEN, before, after: null })
      await applied(stores().services, { save: [], remove: [entityId(AACHEN)] }, [gone])
      await append('login.aborted', { subject: 'l2', after: { service: AACHEN, reason: 'timeout' } })
      expect((await found('Solingen'))[0]).to.equal('service.removed')
      const restored = {
        before: null,
        after: { version: 1, changed: { tenant: 'Aachen' } },
      }
      revisions.delete(AACHEN)
      await register(AACHEN, 'Aachen', { action: 'service.restored', ...restored })
      expect((await found('Aachen')).slice(0, 2)).to.deep.equal(['service.restored', 'service.set'])
      expect(await found(null)).to.have.length(9)
    })

    it('from before it was kept whose they are, are nobody’s', async () => {
      await append('service.set', { subject: AACHEN })
      await house().database.write((rows) => rows.query('UPDATE audit_entries SET tenant = NULL'))
      expect([await found('Aachen'), (await found(null)).length]).to.deep.equal([[], 3])
    })

    it('that somebody has changed into no JSON keep nobody from writing, and are found by what is left', async () => {
      await append('login.aborted', { subject: 'l1', after: { service: AACHEN, reason: 'timeout' } })
      await house().database.write((rows) =>
        rows.query(`UPDATE audit_entries SET "after" = '{"service":"x' || "after"`),
      )
      await append('login.aborted', { subject: 'l2', after: { service: AACHEN, reason: 'timeout' } })
      expect(await found(null, { service: AACHEN })).to.deep.equal(['login.aborted', 'service.imported'])
    })

    it('are found along an index, and so are rare people and events', async () => {
      await append('login.aborted', { subject: 'l1', after: { service: AACHEN, reason: 'timeout' } })
      const page = { most: 50, after: null, order: 'newest' } as const
      const filters = {
        ix_audit_entries_service: { naming: AACHEN },
        ix_audit_entries_actor: { actor: 'operator:vera' },
        ix_audit_entries_action: { action: 'key.retired' },
        ix_audit_entries_tenant: { tenant: tenantId('Aachen') },
      }
      for (const [index, filter] of Object.entries(filters)) {
        expect(await planOf(findStatement(filter, page, house().database.kind)), index).to.include(index)
      }
      for (const action of ERROR_ID_ACTIONS) {
        const byId = findStatement({ errorId: 'E-3VEE-43FD', action }, page, house().database.kind)
        expect(await planOf(byId), action).to.include('ix_audit_entries_action')
      }
    })

    it('are found by the error id that they name, and by no look-up for another', async () => {
      await append('request.shown', { subject: 'E-3VEE-43FD', after: { errorId: 'E-3VEE-43FD' } })
      await append('request.shown', { subject: 'E-4444-4444', after: { errorId: 'E-4444-4444' } })
      await append('audit.shown', { subject: 'audit', after: { errorId: 'E-3VEE-43FD', limit: 50 } })
      expect(await found(null, { errorId: 'E-3VEE-43FD' })).to.deep.equal(['audit.shown', 'request.shown'])
      expect(await found(null, { errorId: 'E-0000-0000' })).to.deep.equal([])
      expect(await found('Aachen', { errorId: 'E-3VEE-43FD' })).to.deep.equal([])
    })

    it('that name an error id are of the actions that are looked at for it, and no others can', () => {
      const sides = Object.entries(AUDIT_ACTIONS).filter(([, { before, after }]) =>
        [before, after].some(
          (side) => side !== null && ('errorId' in side || side === AUDIT_ACTIONS['audit.shown'].after),
        ),
      )
      expect(sides.map(([action]) => action)).to.have.members([...ERROR_ID_ACTIONS])
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
