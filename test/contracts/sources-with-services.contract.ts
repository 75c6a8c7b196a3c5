import { expect } from 'chai'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { SourceChange } from '../../src/domain/ports/source-store.js'
import type { Service } from '../../src/domain/service.js'
import { entityId } from '../../src/domain/ids.js'
import type { Source } from '../../src/domain/source.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import { createSourceStore } from '../../src/storage/sql/stores/source-store.js'
import { savedSource } from './applied.js'
import { eachWith, rejectionOf } from './harness.js'
import { sampleAudit, sampleService, sampleSource } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AACHEN = entityId('https://portal.aachen.example/saml')
const URL = 'https://federation.example/all.xml'

/** What every registry keeps to where services and their sources change together. */
export function sourcesWithServicesContract(name: string, make: MakeSql): void {
  describe(`services and their sources in ${name}`, () => {
    const house = eachWith(make)
    const services = () => createServiceStore(house().database, STAMP)
    const sources = () => createSourceStore(house().other, STAMP)
    const NEW: Source = sampleSource(URL, { version: 0 })
    const entry = sampleAudit('source.registered')
    const saved = (source = NEW): SourceChange => ({ becomes: 'saved', source, audit: [entry] })
    const change = (change: SourceChange, save: readonly Service[] = [sampleService(AACHEN)]) =>
      services().change(() =>
        Promise.resolve({
          save,
          remove: [],
          audit: [sampleAudit('service.imported')],
          sources: [change],
          result: null,
        }),
      )
    const actions = async () => (await auditOf(house().database)).map(({ action }) => action)

    it('come together, with the entries of both, and go together', async () => {
      await change(saved())
      expect(await sources().all()).to.deep.equal([{ ...NEW, version: 1 }])
      expect(await services().find(AACHEN)).to.include({ revision: 1 })
      expect(await actions()).to.have.members(['service.imported', 'source.registered'])
      const gone: SourceChange = { becomes: 'removed', source: { ...NEW, version: 1 }, audit: [] }
      await services().change(() =>
        Promise.resolve({ save: [], remove: [AACHEN], audit: [], sources: [gone], result: null }),
      )
      expect(await sources().all()).to.deep.equal([])
      expect(await services().all()).to.deep.equal([])
    })

    it('come not at all where the second cannot be written', async () => {
      await house().database.write(async (rows) => {
        await rows.query('ALTER TABLE metadata_source RENAME TO metadata_source_gone')
      })
      await rejectionOf(change(saved()))
      expect(await services().all()).to.deep.equal([])
      expect(await services().revision()).to.equal(0)
      expect(await actions()).to.deep.equal([])
    })

    it('come not at all where nothing can be logged', async () => {
      await breakAudit(house().database)
      await rejectionOf(change(saved()))
      expect(await services().all()).to.deep.equal([])
      expect(await sources().all()).to.deep.equal([])
    })

    it('are decided again where another command has changed the source meanwhile', async () => {
      await savedSource(services(), sampleSource(URL), [])
      const decided: number[] = []
      await services().change(async () => {
        const read = await sources().find(NEW.id)
        if (!read) throw new Error('it is not there')
        decided.push(read.version)
        // Another command is faster once.
        if (decided.length === 1) await sources().note({ ...read, dueAt: 5 })
        const after = { ...read, signer: 'another' }
        return { save: [sampleService(AACHEN)], remove: [], audit: [], sources: [saved(after)], result: null }
      })
      expect(decided).to.deep.equal([1, 2])
      expect(await sources().find(NEW.id)).to.include({ signer: 'another', version: 3, dueAt: 5 })
    })

    it('are refused where others keep changing the source', async () => {
      const error = await rejectionOf(change(saved({ ...NEW, version: 7 })))
      expect(error).to.be.instanceOf(OperatorError)
      expect(error).to.include({ rule: 'service-changed' })
      expect(String(error)).to.include(URL)
      expect(await services().all()).to.deep.equal([])
    })
  })
}
