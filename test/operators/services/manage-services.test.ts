import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import {
  changeService,
  listServices,
  removeService,
  showService,
  switchService,
} from '../../../src/operators/services/manage-services.js'
import {
  AACHEN,
  ACTOR,
  portalMetadata,
  readDocument,
  refusalOf,
  refusedIn,
  registryWorld,
  SOLINGEN,
} from '../registry-world.js'

async function twoServices() {
  const made = await registryWorld(
    readDocument({ [SOLINGEN]: portalMetadata({ displayNames: {} }), [AACHEN]: portalMetadata() }),
  )
  await made.imported()
  return made
}

describe('managing services', () => {
  it('lists them by entityID with the name that citizens see', async () => {
    const { deps } = await twoServices()
    expect((await listServices(deps)).map(({ service, displayName }) => [service.entityId, displayName])).to.deep.equal(
      [
        [AACHEN, 'Serviceportal Aachen'],
        [SOLINGEN, 'portal.solingen.example'],
      ],
    )
  })

  it('shows keys by fingerprint, not whole', async () => {
    const { deps } = await twoServices()
    const { keys } = await showService(AACHEN, deps)
    expect(keys[0]?.sha256).to.match(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(keys[0]).not.to.have.property('certificate')
  })

  it('disables and enables, and says when it was so already', async () => {
    const { deps, view } = await twoServices()
    expect((await switchService(AACHEN, false, ACTOR, deps)).changes).to.deep.equal([
      { field: 'active', before: true, after: false },
    ])
    expect(view.services.get(AACHEN)?.active).to.equal(false)
    expect(view.audit.at(-1)).to.deep.include({
      action: 'service.disabled',
      before: { active: true },
      after: { active: false },
    })
    expect((await switchService(AACHEN, false, ACTOR, deps)).changes).to.deep.equal([])
    expect(view.audit).to.have.lengthOf(3)
    await switchService(AACHEN, true, ACTOR, deps)
    expect(view.services.get(AACHEN)?.active).to.equal(true)
  })

  it('removes one and keeps in the audit log what it was', async () => {
    const { deps, view } = await twoServices()
    expect(await removeService(AACHEN, ACTOR, deps)).to.equal(AACHEN)
    expect([...view.services.keys()]).to.deep.equal([SOLINGEN])
    expect(view.audit.at(-1)).to.include({ action: 'service.removed', subject: AACHEN, after: null })
    expect(JSON.stringify(view.audit.at(-1)?.before)).to.contain('portal.aachen.example/acs')
  })

  it('names the nearest entityID when one is unknown', async () => {
    const { deps } = await twoServices()
    const meant = await refusedIn(showService('https://portal.achen.example/metadata', deps))
    expect(meant).to.deep.include({
      rule: 'service-unknown',
      data: { entityId: 'https://portal.achen.example/metadata', nearest: AACHEN },
    })
    const other = await refusedIn(removeService('x', ACTOR, deps))
    expect(other.data).to.deep.equal({ entityId: 'x', nearest: null })
  })

  it('gives back the service as it is now, and what changed with its values', async () => {
    const { deps, view } = await twoServices()
    const { service, changes } = await changeService(AACHEN, { trustLevel: 'hoch', sso: false }, ACTOR, deps)
    expect(service.settings).to.deep.equal(view.services.get(AACHEN)?.settings)
    expect(changes).to.deep.equal([
      { field: 'trustLevel', before: 'normal', after: 'hoch' },
      { field: 'sso', before: true, after: false },
    ])
  })

  it('writes before and after of what was set, and nothing else', async () => {
    const { deps, view } = await twoServices()
    await changeService(AACHEN, { purpose: 'Antrag', tenant: tenantId('Aachen') }, ACTOR, deps)
    expect(view.audit.at(-1)).to.deep.include({
      actor: 'cli:mira',
      action: 'service.set',
      before: { tenant: null, purpose: null },
      after: { tenant: 'Aachen', purpose: 'Antrag' },
    })
  })

  it('gives up when other commands are always faster', async () => {
    const { deps, world } = await twoServices()
    world.racesLost = 100
    expect(await refusalOf(changeService(AACHEN, { purpose: 'x' }, ACTOR, deps))).to.include({
      rule: 'service-changed',
    })
  })
})
