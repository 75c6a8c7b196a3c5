import { applied } from '../../contracts/applied.js'
import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { listServices, showService } from '../../../src/operators/services/manage-services.js'
import { certificateFindings, metadataEndFindings } from '../../../src/operators/services/metadata-end.js'
import { AACHEN, NOW, portalMetadata, registryWorld } from '../registry-world.js'

describe('the end of a service’s metadata', () => {
  const service = (validUntil: number | null, signer: string | null = null) => ({
    metadata: portalMetadata({ validUntil }),
    source: { from: 'a.xml', signer, importedAt: NOW },
  })
  const found = (left: number, signer: string | null = null) =>
    metadataEndFindings(service(NOW + days(left), signer), NOW, days(7))

  it('is warned of from 30 days before it on, and after it', () => {
    const [rule, severity] = ['metadata-end', 'warning']
    expect(found(31)).to.deep.equal([])
    expect(found(30)).to.deep.equal([
      { code: 'metadata-ending', rule, severity, data: { validUntil: NOW + days(30), daysLeft: 30 } },
    ])
    expect(found(0)).to.deep.equal([{ code: 'metadata-ended', rule, severity, data: { validUntil: NOW } }])
    expect(metadataEndFindings(service(null), NOW, days(7))).to.deep.equal([])
  })

  it('is no end for what somebody imported by hand, and one after its grace for what a signer vouched for', () => {
    const codes = (left: number, signer: string | null) =>
      found(left, signer).map(({ code, severity }) => [code, severity])
    expect(codes(-30, null)).to.deep.equal([['metadata-ended', 'warning']])
    expect(codes(-6, 'f1')).to.deep.equal([['metadata-grace', 'warning']])
    expect(codes(-7, 'f1')).to.deep.equal([['metadata-refused', 'error']])
    const refreshed = { ...service(NOW - days(8)), source: { ...service(null).source, refreshed: true } }
    expect(metadataEndFindings(refreshed, NOW, days(7)).map(({ code }) => code)).to.deep.equal(['metadata-refused'])
  })

  it('of certificates is told from 90 days on, and a warning from 30', () => {
    const codes = (left: number) =>
      certificateFindings(NOW + days(left), NOW).map(({ code, severity }) => [code, severity])
    expect(codes(91)).to.deep.equal([])
    expect(codes(90)).to.deep.equal([['service-certificate-near', 'info']])
    expect(codes(30)).to.deep.equal([['service-certificate-ending', 'warning']])
    expect(codes(0)).to.deep.equal([['service-certificate-ended', 'warning']])
    expect(certificateFindings(null, NOW)).to.deep.equal([])
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
