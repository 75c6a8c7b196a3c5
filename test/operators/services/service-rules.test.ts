import { expect } from 'chai'
import { changeService } from '../../../src/operators/services/manage-services.js'
import { brokenRule } from '../../../src/operators/services/service-rules.js'
import { AACHEN, ACTOR, portalMetadata, readDocument, registryWorld, SOLINGEN } from '../registry-world.js'
import { testService } from '../../support/saml-service.js'

describe('a sector', () => {
  it('that another service has is joined only where the operator says so', () => {
    const other = testService({ entityId: SOLINGEN, settings: { sector: AACHEN } })
    const draft = testService({ entityId: AACHEN })
    expect(brokenRule(draft, [other], false)).to.have.property('rule', 'sector-taken')
    expect(brokenRule(draft, [other], true)).to.equal(null)
    expect(brokenRule(draft, [testService({ entityId: SOLINGEN })], false)).to.equal(null)
  })

  it('of another tenant is never joined, by import or by setting it', () => {
    const theirs = { ...testService({ entityId: SOLINGEN, settings: { sector: AACHEN } }), tenant: 'koeln' as never }
    expect(brokenRule(testService({ entityId: AACHEN }), [theirs], true)).to.have.property('rule', 'sector-foreign')
  })
})

describe('one service of an aggregate that breaks a rule', () => {
  it('is refused alone, and the others are updated', async () => {
    const { world, deps, imported } = await registryWorld(
      readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }),
    )
    await imported()
    await changeService(AACHEN, { signedRequests: true }, ACTOR, deps)
    world.document = readDocument({
      [AACHEN]: portalMetadata({ keys: [] }),
      [SOLINGEN]: portalMetadata({ displayNames: { de: 'Neuer Name' } }),
    })
    const result = await imported()
    expect(result.refused.map(({ entityId, refusal }) => [entityId, refusal.code, refusal.rule])).to.deep.equal([
      [AACHEN, 'signing-key-missing', 'setting-value'],
    ])
    expect(result.services.map(({ service, kind }) => [service.entityId, kind])).to.deep.equal([[SOLINGEN, 'updated']])
  })
})
