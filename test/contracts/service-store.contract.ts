import { applied } from './applied.js'
import { expect } from 'chai'
import { storedPublicKey } from '../../src/crypto/service-key.js'
import { entityId } from '../../src/domain/ids.js'
import type { Service } from '../../src/domain/service.js'
import { SectorUsedEntity } from '../../src/storage/sql/entities/sector-entity.js'
import { ServiceEntity } from '../../src/storage/sql/entities/service-entities.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import { testKey } from '../support/saml-keys.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAudit, sampleService } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AACHEN = 'https://portal.aachen.example/saml'
const SOLINGEN = 'https://portal.solingen.example/saml'

/** What every ServiceStore keeps to. */
export function serviceStoreContract(name: string, make: MakeSql): void {
  describe(`the registry in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      store: createServiceStore(house().database, STAMP),
      other: createServiceStore(house().other, STAMP),
    })
    const save = (...services: Service[]) =>
      applied(stores().store, { save: services, remove: [] }, [sampleAudit('service.imported')])

    it('is empty at first, at revision 0', async () => {
      const { store } = stores()
      expect(await store.all()).to.deep.equal([])
      expect(await store.revision()).to.equal(0)
      expect(await store.find(entityId(AACHEN))).to.equal(null)
    })

    it('gives services back as they were saved, with the revision of the change', async () => {
      const { store, other } = stores()
      await save(sampleService(SOLINGEN), sampleService(AACHEN, { tenant: null, active: false }))
      const expected = [
        sampleService(AACHEN, { tenant: null, active: false, revision: 1 }),
        sampleService(SOLINGEN, { revision: 1 }),
      ]
      expect(await store.all()).to.deep.equal(expected)
      expect(await other.find(entityId(SOLINGEN))).to.deep.equal(expected[1])
      expect(await other.revision()).to.equal(1)
    })

    it('gives back keys that were stored as certificates alone, as records from before did', async () => {
      const { store } = stores()
      const { publicKey, certificate } = testKey('service')
      const key = { use: 'both' as const, certificate, encryptionMethods: [] }
      const { metadata, ...service } = sampleService(AACHEN)
      const old = { ...service, metadata: { ...metadata, keys: [key] }, revision: 1 }
      await house().database.write((rows) => rows.upsert(ServiceEntity, [old], ['entityId']))
      const read = await store.find(entityId(AACHEN))
      expect(read?.metadata.keys).to.deep.equal([{ ...key, publicKey: storedPublicKey(publicKey) }])
      const broken = { ...old, metadata: { ...metadata, keys: [{ ...key, certificate: 'MIIB' }] } }
      await house().database.write((rows) => rows.upsert(ServiceEntity, [broken], ['entityId']))
      expect(await rejectionOf(store.find(entityId(AACHEN)))).to.match(/metadata\.keys\.0/)
    })

    it('gives back names that were stored normalized, and the level that they were read as, as records from before did', async () => {
      const { store } = stores()
      const { metadata, ...service } = sampleService(AACHEN)
      const { entityAttributes, ...rest } = metadata
      const consumer = { index: 3, isDefault: true, names: { de: 'Amt' } }
      const stored = { ...consumer, required: ['givenName'], optional: ['email'], unknown: ['urn:oid:1.2.3'] }
      const before = { ...rest, attributeConsumingServices: [stored], trustLevel: 'hoch' }
      const row = { ...service, metadata: before, revision: 1 }
      await house().database.write((rows) => rows.upsert(ServiceEntity, [row as never], ['entityId']))
      const found = await store.find(entityId(AACHEN))
      expect(entityAttributes).to.have.length(1)
      expect(found?.metadata).to.deep.include({ entityAttributes: [], trustLevel: 'hoch' })
      const requested = [
        { attribute: 'givenName', isRequired: true },
        { attribute: 'email', isRequired: false },
        { name: 'urn:oid:1.2.3', isRequired: false },
      ]
      expect(found?.metadata.attributeConsumingServices).to.deep.equal([{ ...consumer, requested }])
    })

    it('takes entityIDs exactly: neither case nor a slash at the end is the same', async () => {
      const { store } = stores()
      await save(sampleService(AACHEN))
      expect(await store.find(entityId(AACHEN.toUpperCase()))).to.equal(null)
      expect(await store.find(entityId(`${AACHEN}/`))).to.equal(null)
    })

    it('tells what changed after a revision, and what was removed', async () => {
      const { store } = stores()
      await save(sampleService(AACHEN), sampleService(SOLINGEN))
      await applied(
        store,
        { save: [sampleService(AACHEN, { active: false, revision: 1 })], remove: [entityId(SOLINGEN)] },
        [],
      )
      expect(await store.changesSince(1)).to.deep.equal({
        revision: 2,
        saved: [sampleService(AACHEN, { active: false, revision: 2 })],
        removed: [SOLINGEN],
      })
      expect(await store.changesSince(2)).to.deep.equal({ revision: 2, saved: [], removed: [] })
    })

    it('does not let one first import overwrite another that was faster', async () => {
      const { store, other } = stores()
      await save(sampleService(AACHEN))
      const late = applied(other, { save: [sampleService(AACHEN, { active: false })], remove: [] }, [])
      expect(await late.catch((error: unknown) => error)).to.have.property('rule', 'service-changed')
      expect(await store.find(entityId(AACHEN))).to.have.property('active', true)
    })

    it('forgets that a service was removed when it comes back', async () => {
      const { store } = stores()
      await save(sampleService(AACHEN))
      await applied(store, { save: [], remove: [entityId(AACHEN)] }, [])
      await save(sampleService(AACHEN))
      expect(await store.changesSince(0)).to.deep.equal({
        revision: 3,
        saved: [sampleService(AACHEN, { revision: 3 })],
        removed: [],
      })
    })

    it('keeps of what was removed the sector and the owner, where somebody has a pseudonym in it', async () => {
      const { store, other } = stores()
      const [aachen, solingen] = [sampleService(AACHEN), sampleService(SOLINGEN, { tenant: null })]
      await save(aachen, { ...solingen, settings: { ...solingen.settings, sector: 'unbenutzt' } })
      const ids = [entityId(AACHEN), entityId(SOLINGEN), entityId('https://nowhere.example')]
      const use = (sector: string) =>
        house().database.write((rows) => rows.insert(SectorUsedEntity, { sector, firstUsedAt: 1 }))
      await use(aachen.settings.sector)
      expect(await store.removedInUse(ids), 'they are there').to.deep.equal([])
      await applied(store, { save: [], remove: ids }, [])
      const { sector, tenant } = { ...aachen, sector: aachen.settings.sector }
      expect(await other.removedInUse(ids)).to.deep.equal([{ entityId: AACHEN, sector, tenant }])
      await applied(other, { save: [], remove: ids }, [])
      expect(await store.removedInUse(ids), 'removed once more').to.deep.equal([{ entityId: AACHEN, sector, tenant }])
      await use('unbenutzt')
      expect(await store.removedInUse(ids)).to.deep.include({ entityId: SOLINGEN, sector: 'unbenutzt', tenant: null })
      await save(aachen)
      expect((await store.removedInUse(ids)).map((each) => each.entityId)).to.deep.equal([SOLINGEN])
    })

    it('refuses to write over what another command changed meanwhile', async () => {
      const { store, other } = stores()
      await save(sampleService(AACHEN))
      const read = await store.find(entityId(AACHEN))
      if (!read) return expect.fail()
      await applied(other, { save: [{ ...read, active: false }], remove: [] }, [])
      const settings = { ...read.settings, sso: false }
      const refused = await rejectionOf(
        applied(store, { save: [sampleService(SOLINGEN), { ...read, settings }], remove: [] }, [sampleAudit('x')]),
      )
      expect(refused).to.have.property('rule', 'service-changed')
      expect(await store.all()).to.deep.equal([sampleService(AACHEN, { active: false, revision: 2 })])
      expect(await store.revision()).to.equal(2)
    })

    it('asks anew what is to be written where another command was faster, and writes that', async () => {
      const { store, other } = stores()
      await save(sampleService(AACHEN))
      let asked = 0
      const told = await store.change(async () => {
        const read = (await store.find(entityId(AACHEN))) ?? expect.fail()
        if (++asked === 1) await applied(other, { save: [{ ...read, active: false }], remove: [] }, [])
        return { save: [{ ...read, tenant: null }], remove: [], audit: [sampleAudit('x')], result: asked }
      })
      expect(told).to.equal(2)
      expect(await store.all()).to.deep.equal([sampleService(AACHEN, { active: false, tenant: null, revision: 3 })])
      expect((await auditOf(house().database)).filter(({ action }) => action === 'x')).to.have.length(1)
    })

    it('writes the audit entries with the change, in order', async () => {
      const { store } = stores()
      const entries = [
        sampleAudit('service.imported', { subject: AACHEN }),
        sampleAudit('a', { before: 'ä', after: null }),
      ]
      await applied(store, { save: [sampleService(AACHEN)], remove: [] }, entries)
      expect(await auditOf(house().database)).to.deep.equal(entries)
    })

    it('changes nothing that cannot be logged', async () => {
      const { store } = stores()
      await save(sampleService(AACHEN))
      const before = [await store.all(), await store.revision()]
      await breakAudit(house().database)
      await expectUnavailable(
        applied(store, { save: [sampleService(SOLINGEN)], remove: [entityId(AACHEN)] }, [sampleAudit('x')]),
      )
      expect([await store.all(), await store.revision()]).to.deep.equal(before)
    })

    it('takes a whole federation at once', async () => {
      const { store } = stores()
      const many = Array.from({ length: 1200 }, (_, index) => sampleService(`https://sp${index}.example/saml`))
      await applied(
        store,
        { save: many, remove: [] },
        many.map(({ entityId: subject }) => sampleAudit('x', { subject })),
      )
      expect(await store.all()).to.have.length(1200)
      const { saved } = await store.changesSince(0)
      expect(new Set(saved.map((each) => each.entityId))).to.deep.equal(new Set(many.map((each) => each.entityId)))
      expect(saved).to.have.length(1200)
      expect((await auditOf(house().database)).map(({ subject }) => subject)).to.deep.equal(
        many.map((each) => each.entityId),
      )
      await applied(store, { save: [], remove: many.map((each) => each.entityId) }, [])
      expect((await store.changesSince(1)).removed).to.have.length(1200)
    })

    it('lets writers of several connections take turns: none is lost', async () => {
      const { store, other } = stores()
      const ids = Array.from({ length: 20 }, (_, index) => `https://sp${index}.example/saml`)
      await Promise.all(
        ids.map((id, index) =>
          applied(index % 2 ? store : other, { save: [sampleService(id)], remove: [] }, [sampleAudit('x')]),
        ),
      )
      const all = await store.all()
      expect(all).to.have.length(20)
      expect(new Set(all.map(({ revision }) => revision)).size).to.equal(20)
      expect(await other.revision()).to.equal(20)
    })

    it('is unavailable when the database is closed', async () => {
      const { store } = stores()
      await house().database.close()
      await expectUnavailable(store.all())
      await expectUnavailable(store.revision())
      await expectUnavailable(save(sampleService(AACHEN)))
    })
  })
}
