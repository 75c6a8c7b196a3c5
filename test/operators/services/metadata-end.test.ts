import { applied } from '../../contracts/applied.js'
import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { listServices, showService } from '../../../src/operators/services/manage-services.js'
import { metadataEndFindings } from '../../../src/operators/services/metadata-end.js'
import { AACHEN, NOW, registryWorld } from '../registry-world.js'

describe('the end of a service’s metadata', () => {
  const found = (left: number) => metadataEndFindings({ validUntil: NOW + days(left) }, NOW)

  it('is warned of from 30 days before it on, and after it', () => {
    const [rule, severity] = ['metadata-end', 'warning']
    expect(found(31)).to.deep.equal([])
    expect(found(30)).to.deep.equal([
      { code: 'metadata-ending', rule, severity, data: { validUntil: NOW + days(30), daysLeft: 30 } },
    ])
    expect(found(0)).to.deep.equal([{ code: 'metadata-ended', rule, severity, data: { validUntil: NOW } }])
    expect(metadataEndFindings({ validUntil: null }, NOW)).to.deep.equal([])
  })

  it('shows in the list of services and at the service', async () => {
    const { deps, imported } = await registryWorld()
    await imported()
    const [stored] = await deps.services.all()
    if (!stored) throw new Error('nothing was imported')
    const ending = { ...stored, metadata: { ...stored.metadata, validUntil: NOW + days(3) } }
    await applied(deps.services, { save: [ending], remove: [] }, [])
    const row = (await listServices(deps)).find(({ service }) => service.entityId === AACHEN)
    expect(row?.service.metadata.validUntil).to.equal(NOW + days(3))
    expect(row?.findings).to.deep.equal(found(3))
    expect((await showService(AACHEN, deps)).findings).to.deep.equal(found(3))
  })
})
