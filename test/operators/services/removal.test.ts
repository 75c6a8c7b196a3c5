import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { removalConsequences } from '../../../src/operators/services/removal.js'
import { AACHEN, NOW, portalMetadata, readDocument, refusedIn, registryWorld, SOLINGEN } from '../registry-world.js'

describe('what it means to remove a service', () => {
  it('are its logins of the last 30 days, its pseudonyms, and who shares them', async () => {
    const { deps, imported, world } = await registryWorld(
      readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }),
    )
    await imported({ sector: 'gemeinsam' })
    world.accounts = 7
    const asked: unknown[] = []
    const loginsSince = async (...given: readonly unknown[]) => (asked.push(given), { logins: 3, accounts: 2 })
    const told = await removalConsequences(AACHEN, { ...deps, loginsSince })
    expect(told).to.deep.include({ lately: { logins: 3, accounts: 2 }, pseudonyms: 7, sharing: 1 })
    expect(told.view.displayName).to.equal('Serviceportal Aachen')
    expect(asked).to.deep.equal([[AACHEN, NOW - days(30)]])
    expect(await refusedIn(removalConsequences('x', deps))).to.include({ code: 'service-unknown' })
  })
})
