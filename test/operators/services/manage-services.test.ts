import { expect } from 'chai'
import { importServices } from '../../../src/operators/services/import-services.js'
import {
  listServices,
  removeService,
  setService,
  showService,
  switchService,
} from '../../../src/operators/services/manage-services.js'
import { AACHEN, portalMetadata, readDocument, refusalOf, registryWorld, SOLINGEN } from '../registry-world.js'

async function twoServices() {
  const made = registryWorld(
    readDocument({ [SOLINGEN]: portalMetadata({ displayNames: {} }), [AACHEN]: portalMetadata() }),
  )
  await importServices({ file: Buffer.from(''), from: 'a.xml', signer: null, set: [], dryRun: false }, made.deps)
  return made
}

describe('managing services', () => {
  it('lists them by entityID with the name that citizens see', async () => {
    const { deps } = await twoServices()
    expect((await listServices(deps)).map(({ entityId, displayName }) => [entityId, displayName])).to.deep.equal([
      [AACHEN, 'Serviceportal Aachen'],
      [SOLINGEN, 'portal.solingen.example'],
    ])
  })

  it('shows keys by fingerprint, not whole', async () => {
    const { deps } = await twoServices()
    const { metadata } = await showService(AACHEN, deps)
    expect(metadata.keys[0]?.sha256).to.match(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(metadata.keys[0]).not.to.have.property('certificate')
  })

  it('disables and enables, and says when it was so already', async () => {
    const { deps, services, audit } = await twoServices()
    expect((await switchService(AACHEN, false, deps)).changes).to.deep.equal(['active: yes becomes no'])
    expect(services.get(AACHEN)?.active).to.equal(false)
    expect(audit.at(-1)).to.deep.include({
      action: 'service.disabled',
      before: { active: true },
      after: { active: false },
    })
    expect((await switchService(AACHEN, false, deps)).changes).to.deep.equal([])
    expect(audit).to.have.lengthOf(3)
    await switchService(AACHEN, true, deps)
    expect(services.get(AACHEN)?.active).to.equal(true)
  })

  it('removes one and keeps in the audit log what it was', async () => {
    const { deps, services, audit } = await twoServices()
    await removeService(AACHEN, deps)
    expect([...services.keys()]).to.deep.equal([SOLINGEN])
    expect(audit.at(-1)).to.include({ action: 'service.removed', subject: AACHEN, after: null })
    expect(JSON.stringify(audit.at(-1)?.before)).to.contain('portal.aachen.example/acs')
  })

  it('names the nearest entityID when one is unknown', async () => {
    const { deps } = await twoServices()
    const error = await refusalOf(showService('https://portal.achen.example/metadata', deps))
    expect(error).to.include({ rule: 'service-unknown' })
    expect(error.message).to.contain(`did you mean ${AACHEN}?`)
    expect((await refusalOf(removeService('x', deps))).message).to.contain('see: servicekonto sp list')
  })

  it('writes before and after of what was set, and nothing else', async () => {
    const { deps, audit } = await twoServices()
    await setService(AACHEN, ['purpose=Antrag', 'tenant=Aachen'], deps)
    expect(audit.at(-1)).to.deep.include({
      actor: 'cli:mira',
      action: 'service.set',
      before: { tenant: null, purpose: null },
      after: { tenant: 'Aachen', purpose: 'Antrag' },
    })
  })

  it('gives up when other commands are always faster', async () => {
    const { deps, world } = await twoServices()
    world.racesLost = 100
    expect(await refusalOf(setService(AACHEN, ['purpose=x'], deps))).to.include({ rule: 'service-changed' })
  })
})
