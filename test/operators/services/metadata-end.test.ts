import { applied } from '../../contracts/applied.js'
import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { listServices, showService } from '../../../src/operators/services/manage-services.js'
import { metadataEndWarning } from '../../../src/operators/services/metadata-end.js'
import { AACHEN, NOW, registryWorld } from '../registry-world.js'

describe('the end of a service’s metadata', () => {
  const warned = (left: number) => metadataEndWarning({ validUntil: NOW + days(left) }, NOW)

  it('is warned of from 30 days before it on, and after it: the service works on', () => {
    expect(warned(31)).to.deep.equal([])
    expect(warned(30)).to.deep.equal([
      'its metadata ends on 2026-12-20 (30 days); the service works on, import the new file that it gives',
    ])
    expect(warned(1)[0]).to.contain('(1 day)')
    expect(warned(0)).to.deep.equal([
      'its metadata ended on 2026-11-20; the service works on, import the new file that it gives',
    ])
    expect(metadataEndWarning({ validUntil: null }, NOW)).to.deep.equal([])
  })

  it('shows in the list of services and at the service', async () => {
    const { deps } = registryWorld()
    await importServices({ file: Buffer.from(''), from: 'a.xml', signer: null, set: [], dryRun: false }, deps)
    const [stored] = await deps.services.all()
    if (!stored) throw new Error('nothing was imported')
    const ending = { ...stored, metadata: { ...stored.metadata, validUntil: NOW + days(3) } }
    await applied(deps.services, { save: [ending], remove: [] }, [])
    const row = (await listServices(deps)).find(({ entityId }) => entityId === AACHEN)
    expect(row?.validUntil).to.equal('2026-11-23T09:00:00.000Z')
    expect(row?.warnings).to.deep.equal(warned(3))
    expect((await showService(AACHEN, deps)).warnings).to.deep.equal(warned(3))
  })
})
