import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { servicesOf } from '../../../src/operators/console/bounded-services.js'
import { approveDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { Refused } from '../../../src/operators/refused.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { NothingImported } from '../../../src/operators/services/nothing-imported.js'
import { changeService, removeService } from '../../../src/operators/services/manage-services.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { AACHEN, ACTOR, portalMetadata, readDocument, registryWorld, SOLINGEN } from '../registry-world.js'

const HERE = tenantId('Aachen')
const ELSEWHERE = tenantId('Solingen')
const USED = `INSERT INTO sector_used VALUES ('${AACHEN}', '2026-01-01T00:00:00.000Z')`

describe('the sector of a removed service', () => {
  it('is taken over by no service of another tenant', async () => {
    const { imported, deps, view, world } = await registryWorld()
    await imported({ tenant: HERE })
    view.tamper(USED)
    await removeService(AACHEN, ACTOR, deps)
    world.document = readDocument({ [SOLINGEN]: portalMetadata() })
    await imported({ tenant: ELSEWHERE })
    const bounded = servicesOf(sampleOperator('s', { tenant: ELSEWHERE }), deps)
    const thrown: unknown = await changeService(SOLINGEN, { sector: AACHEN }, 'operator:s', bounded).catch((e) => e)
    expect(thrown).to.be.instanceOf(Refused).with.nested.property('refusal.code', 'sector-left')
    expect(view.services.get(SOLINGEN)?.settings.sector).to.equal(SOLINGEN)
    world.document = readDocument({ [AACHEN]: portalMetadata() })
    await imported({ tenant: HERE })
    expect(view.services.get(AACHEN)?.tenant).to.equal(HERE)
  })

  it('is entered by no new service, and a new sector is by thousands at once', async () => {
    const { imported, deps, view, world } = await registryWorld()
    await imported({ tenant: HERE })
    view.tamper(USED)
    await removeService(AACHEN, ACTOR, deps)
    world.document = readDocument({ [SOLINGEN]: portalMetadata() })
    const thrown: unknown = await imported({ tenant: ELSEWHERE, sector: AACHEN }).catch((error: unknown) => error)
    if (!(thrown instanceof NothingImported)) return expect.fail(String(thrown))
    expect(thrown.all.refused[0]?.refusal).to.include({ code: 'sector-left' })
    expect(view.services.get(SOLINGEN)).to.equal(undefined)
    await imported({ tenant: ELSEWHERE, sector: 'neu' })
    expect(view.services.get(SOLINGEN)?.settings.sector).to.equal('neu')
    world.accounts = 5
    world.document = readDocument({ 'https://dritt.example/saml': portalMetadata() })
    await imported({ tenant: ELSEWHERE, sector: 'neu' })
    expect(view.services.get('https://dritt.example/saml')?.settings.sector, 'its own sector').to.equal('neu')
  })

  it('is given to no other tenant by a draft that has waited since', async () => {
    const { deps, drafts, tools, view, world } = await registryWorld(undefined, { secondPerson: true })
    const bounded = servicesOf(sampleOperator('s', { tenant: ELSEWHERE }), deps)
    const input = { from: 'x.xml', settings: { tenant: ELSEWHERE }, dryRun: false }
    const proposed: unknown = await importServices(world.document, input, 'operator:s', bounded).catch(
      (e: unknown) => e,
    )
    if (!(proposed instanceof ChangeDrafted)) return expect.fail(String(proposed))
    const atOnce = { ...deps, services: tools.registry }
    await importServices(world.document, { ...input, settings: { tenant: HERE } }, ACTOR, atOnce)
    view.tamper(USED)
    await removeService(AACHEN, ACTOR, atOnce)
    const colleague = { ...drafts, services: servicesOf(sampleOperator('s2', { tenant: ELSEWHERE }), drafts.services) }
    const thrown: unknown = await approveDraft(proposed.draft, { actor: 'operator:s2', shown: null }, colleague).catch(
      (e: unknown) => e,
    )
    expect(thrown).to.be.instanceOf(Refused)
    expect(view.services.get(AACHEN)).to.equal(undefined)
  })
})
