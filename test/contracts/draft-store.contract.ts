import { expect } from 'chai'
import type { Draft, DraftHead } from '../../src/domain/draft.js'
import { draftId, tenantId } from '../../src/domain/ids.js'
import { createDraftStore } from '../../src/storage/sql/stores/draft-store.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import { eachWith, rejectionOf } from './harness.js'
import { sampleAudit, sampleService } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AT = Date.UTC(2026, 10, 20, 9)
const service = sampleService('https://portal.aachen.example/saml')

const sampleDraft = (id: string, changes: Partial<Draft> = {}): Draft => ({
  id: draftId(id),
  at: AT,
  author: 'operator:vera',
  expiresAt: AT + 1000,
  tenant: tenantId('Aachen'),
  act: 'imported',
  subject: service.entityId,
  more: 0,
  state: 'open',
  decidedBy: null,
  decidedAt: null,
  content: { kind: 'services', services: [{ act: 'imported', restored: null, service }] },
  ...changes,
})

const ended = ({ id, author }: DraftHead) =>
  ({ at: AT, actor: 'broker', action: 'draft.ended', subject: id, before: { author }, after: null }) as const

/** What every DraftStore keeps to. */
export function draftStoreContract(name: string, make: MakeSql): void {
  describe(`drafts in ${name}`, () => {
    const house = eachWith(make)
    const store = () => createDraftStore(house().database, STAMP)
    const services = () => createServiceStore(house().other, STAMP)
    const create = (...drafts: Draft[]) =>
      Promise.all(drafts.map((draft) => store().create(draft, sampleAudit('draft.proposed', { subject: draft.id }))))
    const by = (draft: string) => ({ draft: draftId(draft), by: 'cli:paul', at: AT + 5 })
    const approve = (draft: string) =>
      services().change(async () => ({
        save: [service],
        remove: [],
        audit: [sampleAudit('service.imported', { subject: service.entityId })],
        approval: by(draft),
        result: null,
      }))

    it('come back as they were made, with their entry, oldest first without their contents', async () => {
      const key = sampleDraft('b', {
        content: { kind: 'key', act: 'retire', key: 'k', base: 3 },
        tenant: null,
        at: AT - 1,
      })
      const draft = sampleDraft('a')
      await create(draft, key)
      expect(await store().find(draft.id)).to.deep.equal(draft)
      expect(await store().find(key.id)).to.deep.equal(key)
      expect(await store().find(draftId('x\0'))).to.equal(null)
      const heads = await store().open()
      expect(heads.map(({ id }) => id)).to.deep.equal(['b', 'a'])
      expect(heads[1]).not.to.have.property('content')
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('are approved with the change that they make, which names who agreed, and once', async () => {
      await create(sampleDraft('a'))
      await approve('a')
      expect(await store().find(draftId('a'))).to.include({
        state: 'approved',
        decidedBy: 'cli:paul',
        decidedAt: AT + 5,
      })
      expect((await services().versions(service.entityId))[0]).to.include({ approvedBy: 'cli:paul' })
      expect(await store().open()).to.deep.equal([])
      expect(await rejectionOf(approve('a'))).to.have.property('rule')
      expect(await store().reject(by('a'), sampleAudit('x'))).to.equal(false)
    })

    it('make no change where they are decided already, nor where nothing can be logged', async () => {
      await create(sampleDraft('a'), sampleDraft('b'))
      expect(await store().reject(by('a'), sampleAudit('draft.rejected'))).to.equal(true)
      expect(await rejectionOf(approve('a'))).to.have.property('rule', 'draft-decided')
      expect(await services().find(service.entityId)).to.equal(null)
      await breakAudit(house().database)
      await rejectionOf(approve('b'))
      expect([await services().find(service.entityId), (await store().open()).length]).to.deep.equal([null, 1])
      expect(await rejectionOf(store().reject(by('b'), sampleAudit('x')))).to.have.property('code', 'unavailable')
      expect(await store().open()).to.have.length(1)
    })

    it('are decided by one of two who do so at once', async () => {
      await create(sampleDraft('a'))
      const went = await Promise.allSettled([approve('a'), store().reject(by('a'), sampleAudit('draft.rejected'))])
      const decided = await store().find(draftId('a'))
      const isThere = (await services().find(service.entityId)) !== null
      expect(isThere).to.equal(decided?.state === 'approved')
      expect(went[1]).to.deep.equal({ status: 'fulfilled', value: decided?.state === 'rejected' })
    })

    it('are forgotten after their time, with an entry where nobody decided', async () => {
      await create(sampleDraft('a'), sampleDraft('b'), sampleDraft('c', { expiresAt: AT + 2000 }))
      await store().reject(by('b'), sampleAudit('draft.rejected'))
      expect(await store().forget(AT + 1000, ended)).to.equal(0)
      expect(await store().forget(AT + 1001, ended)).to.equal(2)
      expect((await store().open()).map(({ id }) => id)).to.deep.equal(['c'])
      const told = (await auditOf(house().database)).filter(({ action }) => action === 'draft.ended')
      expect(told.map(({ subject }) => subject)).to.deep.equal(['a'])
    })
  })
}
