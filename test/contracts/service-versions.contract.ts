import { expect } from 'chai'
import { entityId } from '../../src/domain/ids.js'
import type { Service } from '../../src/domain/service.js'
import { ServiceDocumentEntity } from '../../src/storage/sql/entities/service-version-entities.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import { applied } from './applied.js'
import { eachWith, rejectionOf } from './harness.js'
import { sampleAudit, sampleService, stateOf } from './samples.js'
import { breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AACHEN = entityId('https://portal.aachen.example/saml')
const SOLINGEN = entityId('https://portal.solingen.example/saml')

/** What every ServiceStore keeps of what was. */
export function serviceVersionsContract(name: string, make: MakeSql): void {
  describe(`the versions of services in ${name}`, () => {
    const house = eachWith(make)
    const store = () => createServiceStore(house().database, STAMP)
    const documents = () => house().database.read(async (rows) => (await rows.find(ServiceDocumentEntity)).length)
    const told = (action: string, ...services: readonly Service[]) =>
      services.map(({ entityId: subject }, index) => sampleAudit(action, { subject, at: 1000 + index }))
    const save = (action: string, ...services: Service[]) =>
      applied(store(), { save: services, remove: [] }, told(action, ...services))

    it('are what each change left, whole, with their metadata kept once', async () => {
      const first = sampleService(AACHEN)
      await save('service.imported', first, sampleService(SOLINGEN, { active: false }))
      await save('service.set', { ...first, tenant: null, revision: 1 })
      const state = stateOf(first)
      const common = { entityId: AACHEN, at: 1000, actor: sampleAudit('x').actor, approvedBy: null, restored: null }
      expect(await store().versions(AACHEN)).to.deep.equal([
        { ...common, number: 2, act: 'set', state: { ...state, tenant: null } },
        { ...common, number: 1, act: 'imported', state },
      ])
      expect(await store().versions(AACHEN, 1)).to.have.length(1)
      expect((await store().versions(SOLINGEN)).map(({ state: { active } }) => active)).to.deep.equal([false])
      expect(await documents()).to.equal(new Set([first, sampleService(SOLINGEN)].map(metadataOf)).size)
    })

    it('count on over a removal, which keeps what was there', async () => {
      await save('service.imported', sampleService(AACHEN))
      const removed = [sampleAudit('service.removed', { subject: AACHEN })]
      await applied(store(), { save: [], remove: [AACHEN] }, removed)
      await save('service.imported', sampleService(AACHEN, { active: false }))
      const all = await store().versions(AACHEN)
      expect(all.map(({ number, act, state }) => [number, act, state.active])).to.deep.equal([
        [3, 'imported', false],
        [2, 'removed', true],
        [1, 'imported', true],
      ])
    })

    it('are written with the change, or neither is', async () => {
      await save('service.imported', sampleService(AACHEN))
      await breakAudit(house().database)
      await rejectionOf(save('service.set', sampleService(AACHEN, { active: false, revision: 1 })))
      expect(await store().versions(AACHEN)).to.have.length(1)
      expect((await store().find(AACHEN))?.active).to.equal(true)
    })

    it('come to a whole federation at once', async () => {
      const many = Array.from({ length: 1200 }, (_, index) => sampleService(`https://sp${index}.example/saml`))
      await save('service.imported', ...many)
      const [last] = await store().versions(many.at(-1)?.entityId ?? AACHEN)
      expect(last).to.deep.include({ number: 1, at: 2199 })
    })

    it('are forgotten beyond their number and their time, with metadata that nobody has any more', async () => {
      const service = sampleService(AACHEN)
      const named = (de: string) => ({ ...service, metadata: { ...service.metadata, displayNames: { de } } })
      await save('service.imported', service)
      await save('service.updated', { ...named('A'), revision: 1 })
      await save('service.updated', { ...named('B'), revision: 2 })
      await save('service.set', { ...named('B'), tenant: null, revision: 3 })
      expect(await documents()).to.equal(3)
      expect(await store().forgetVersions({ most: 3, since: 0 })).to.equal(1)
      expect(await documents()).to.equal(2)
      expect(await store().forgetVersions({ most: 3, since: 1000 })).to.equal(0)
      expect(await store().forgetVersions({ most: 3, since: 1001 })).to.equal(2)
      expect((await store().versions(AACHEN)).map(({ number }) => number)).to.deep.equal([4])
      expect(await documents()).to.equal(1)
      await applied(store(), { save: [], remove: [AACHEN] }, [
        sampleAudit('service.removed', { subject: AACHEN, at: 2000 }),
      ])
      expect(await store().forgetVersions({ most: 3, since: 2000 })).to.equal(1)
      expect(await store().forgetVersions({ most: 3, since: 2001 })).to.equal(1)
      expect(await store().versions(AACHEN)).to.deep.equal([])
      expect(await documents()).to.equal(0)
    })
  })
}

const metadataOf = ({ metadata }: Service): string => JSON.stringify(metadata)
