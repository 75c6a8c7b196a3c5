import { expect } from 'chai'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { draftId, operatorId, operatorSessionId, tenantId } from '../../src/domain/ids.js'
import type { OperatorStore } from '../../src/domain/ports/operator-store.js'
import { createDraftStore } from '../../src/storage/sql/stores/draft-store.js'
import { createOperatorStore } from '../../src/storage/sql/stores/operator-store.js'
import { operatorEntry, sampleOperator, sampleOperatorSession } from '../support/operator-samples.js'
import { eachWith, rejectionOf } from './harness.js'
import { sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const created = (id: string): AuditEvent => ({
  at: 1_000,
  actor: 'cli:mira',
  action: 'operator.created',
  subject: id,
  before: null,
  after: { username: id, role: 'operator', tenant: 'Aachen', hotline: false },
})

/** What every OperatorStore keeps to. */
export function operatorStoreContract(name: string, make: MakeSql): void {
  describe(`operators in ${name}`, () => {
    const house = eachWith(make)
    const store = (): OperatorStore => createOperatorStore(house().database, STAMP)
    const other = (): OperatorStore => createOperatorStore(house().other, STAMP)
    const actions = async () => (await auditOf(house().database)).map(({ action }) => action)
    const VERA = sampleOperator('vera')

    it('come back as they were made, by their names in any case, and each name is there once', async () => {
      const passkey = {
        instance: 'passkey:a',
        name: 'Am Bund',
        createdAt: 1_000,
        credential: 'id',
        publicKey: 'key',
        transports: ['usb'],
        counter: 4_000_000_000,
      }
      const max = sampleOperator('max', {
        role: 'admin',
        tenant: null,
        oneTimeUntil: 4_102_444_800_000,
        totp: { secret: 'sealed', step: 59_000_000 },
        passkeys: [passkey, { ...passkey, instance: 'passkey:b', transports: [] }],
      })
      expect(await store().create(VERA, created('vera'))).to.equal(true)
      expect(await other().create(max, created('max'))).to.equal(true)
      expect(await store().create({ ...VERA, id: operatorId('again') }, created('again'))).to.equal(false)
      expect(await other().findByUsername('vera.vera')).to.deep.equal(VERA)
      expect(await store().findByUsername('nobody')).to.equal(null)
      expect(await store().findByUsername('ve\0ra')).to.equal(null)
      expect(await store().all()).to.deep.equal([max, VERA])
      expect(await actions()).to.deep.equal(['operator.created', 'operator.created'])
    })

    it('are changed with the entry that tells it, as they were read', async () => {
      await store().create(VERA, created('vera'))
      let overtaken = false
      const changed = await store().change(VERA.id, (seen) => ({
        next: { ...seen, hotline: true },
        audit: operatorEntry('operator.disabled', 'vera'),
      }))
      expect(changed).to.deep.equal({ ...VERA, hotline: true, version: 2 })
      const stale = await store().signIn(VERA, sampleOperatorSession('s', 'vera'), [])
      expect(stale, 'of an operator that was changed since').to.equal(false)
      expect(await store().findSession(operatorSessionId('s'))).to.equal(null)
      const both = [true, false].map((disabled) =>
        store().change(VERA.id, (seen) => {
          overtaken ||= seen.version > 2
          return { next: { ...seen, disabled }, audit: operatorEntry('operator.disabled', 'vera') }
        }),
      )
      const versions = (await Promise.all(both)).map((each) => each?.version)
      expect(versions.sort(), 'one after the other').to.deep.equal([3, 4])
      expect(overtaken).to.equal(true)
      expect(await store().change(VERA.id, () => null)).to.equal(null)
      expect(await store().change(operatorId('nobody'), () => expect.fail())).to.equal(null)
    })

    it('are changed by a draft once, in one transaction with its decision', async () => {
      await store().create(VERA, created('vera'))
      const drafts = createDraftStore(house().database, STAMP)
      const content = { kind: 'operator', act: 'reset-password', username: 'Vera', base: 1, passwordHash: 'x' } as const
      const open = { state: 'open', decidedBy: null, decidedAt: null } as const
      const head = { id: draftId('d'), at: 1_000, author: 'cli:mira', expiresAt: 9_000, tenant: null, more: 0 } as const
      const draft = { ...head, ...open, act: content.act, subject: 'Vera', content }
      await drafts.create(draft, sampleAudit('draft.proposed', { subject: 'd' }))
      expect(await drafts.find(draft.id)).to.deep.equal(draft)
      const approval = { draft: draft.id, by: 'cli:paul', at: 2_000 }
      const approved = { approval, audit: sampleAudit('draft.approved', { subject: 'd' }) }
      const change = () =>
        store().change(VERA.id, (seen) => ({
          next: { ...seen, passwordHash: 'x' },
          audit: operatorEntry('operator.disabled', 'vera'),
          approved,
        }))
      expect((await change())?.passwordHash).to.equal('x')
      expect(await drafts.find(draft.id)).to.include({ state: 'approved', decidedBy: 'cli:paul' })
      const before = await actions()
      expect(await rejectionOf(change())).to.include({ rule: 'draft-decided' })
      expect(await actions()).to.deep.equal(before)
      expect((await store().findByUsername('vera.vera'))?.version).to.equal(2)
    })

    it('are not changed and not signed in if it cannot be logged', async () => {
      await store().create(VERA, created('vera'))
      await breakAudit(house().database)
      const audit = operatorEntry('operator.signed-in', 'vera')
      await rejectionOf(store().create(sampleOperator('max'), created('max')))
      await rejectionOf(store().change(VERA.id, (seen) => ({ next: { ...seen, disabled: true }, audit })))
      await rejectionOf(store().signIn(VERA, sampleOperatorSession('s', 'vera'), [audit]))
      expect(await store().all()).to.deep.equal([VERA])
      expect(await store().findSession(operatorSessionId('s'))).to.equal(null)
    })

    it('are signed in until their session ends, and a change may end all of them', async () => {
      await store().create(VERA, created('vera'))
      const entry = operatorEntry('operator.signed-in', 'vera')
      const [one, two] = [sampleOperatorSession('one', 'vera'), sampleOperatorSession('two', 'vera', 9_000)]
      expect(await store().signIn(VERA, one, [entry])).to.equal(true)
      const seen = { ...VERA, version: 2 }
      expect(await other().findSession(one.id)).to.deep.equal({ session: one, operator: seen })
      expect(await store().signIn(seen, two, [entry])).to.equal(true)
      await store().touchSession(one.id, 5_000)
      expect((await other().findSession(one.id))?.session.lastActionAt).to.equal(5_000)
      await store().endSession(one.id, operatorEntry('operator.signed-out', 'vera'))
      await store().endSession(one.id, operatorEntry('operator.signed-out', 'vera'))
      expect(await store().findSession(one.id)).to.equal(null)
      expect((await actions()).filter((action) => action === 'operator.signed-out')).to.have.length(1)
      const audit = operatorEntry('operator.disabled', 'vera')
      await store().change(VERA.id, (held) => ({ next: held, audit }))
      expect(await store().findSession(two.id)).not.to.equal(null)
      await store().change(VERA.id, (held) => ({ next: held, audit, endSessions: true }))
      expect(await store().findSession(two.id)).to.equal(null)
    })

    it('keep the session in which something was changed, where the others end', async () => {
      await store().create(VERA, created('vera'))
      await store().create(sampleOperator('max'), created('max'))
      const [one, two, others] = [
        sampleOperatorSession('one', 'vera'),
        sampleOperatorSession('two', 'vera'),
        sampleOperatorSession('three', 'max'),
      ]
      await store().signIn(VERA, one, [])
      await store().signIn({ ...VERA, version: 2 }, two, [])
      await store().signIn(sampleOperator('max'), others, [])
      const audit = operatorEntry('operator.disabled', 'vera')
      await store().change(VERA.id, (held) => ({ next: held, audit, endSessions: true, keepSession: one.id }))
      expect(await store().findSession(one.id)).not.to.equal(null)
      expect(await store().findSession(two.id)).to.equal(null)
      expect(await store().findSession(others.id), 'of somebody else').not.to.equal(null)
    })

    it('lose sessions that are over by their age or by idle time, and no others', async () => {
      await store().create(VERA, created('vera'))
      let held = VERA
      for (const [id, at, acted] of [
        ['old', 1_000, 9_000],
        ['idle', 5_000, 5_500],
        ['live', 5_000, 9_000],
      ] as const) {
        await store().signIn(held, sampleOperatorSession(id, 'vera', at), [])
        await store().touchSession(operatorSessionId(id), acted)
        held = { ...held, version: held.version + 1 }
      }
      expect(await store().forgetSessions({ started: 2_000, acted: 6_000 })).to.equal(2)
      expect(await store().findSession(operatorSessionId('live'))).not.to.equal(null)
      expect(await store().findSession(operatorSessionId('idle'))).to.equal(null)
    })

    it('look after tenants, each of which is there once', async () => {
      const entry = (subject: string): AuditEvent => ({
        at: 1_000,
        actor: 'cli:mira',
        action: 'tenant.created',
        subject,
        before: null,
        after: null,
      })
      const [solingen, aachen] = ['Solingen', 'Aachen'].map((id) => ({ id: tenantId(id), createdAt: 1_000 }))
      if (!solingen || !aachen) return expect.fail()
      expect(await store().createTenant(solingen, entry('Solingen'))).to.equal(true)
      expect(await other().createTenant(aachen, entry('Aachen'))).to.equal(true)
      expect(await store().createTenant(aachen, entry('Aachen'))).to.equal(false)
      expect(await store().tenants()).to.deep.equal([aachen, solingen])
      expect(await store().hasTenant(aachen.id)).to.equal(true)
      expect(await store().hasTenant(tenantId('aachen'))).to.equal(false)
      expect(await actions()).to.deep.equal(['tenant.created', 'tenant.created'])
    })
  })
}
