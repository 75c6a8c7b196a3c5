import { expect } from 'chai'
import { tenantId } from '../../src/domain/ids.js'
import { mayDo, RIGHTS, seesTenant } from '../../src/operators/rights.js'
import { sampleOperator } from '../support/operator-samples.js'

const AACHEN = tenantId('Aachen')
const admin = sampleOperator('a', { role: 'admin', tenant: null })
const operator = sampleOperator('o')
const hotline = sampleOperator('h', { hotline: true })
const auditor = sampleOperator('u', { role: 'auditor', tenant: null })

describe('the rights of an operator', () => {
  it('are those of the role, and none once somebody is disabled', () => {
    const of = (who: typeof admin) => RIGHTS.filter((right) => mayDo(who, right))
    expect(of(admin)).to.deep.equal([
      'read',
      'services',
      'keys',
      'accounts',
      'methods',
      'pseudonyms',
      'operators',
      'see-upstreams',
      'upstreams',
    ])
    expect(of(operator)).to.deep.equal(['read', 'services'])
    expect(of(hotline)).to.deep.equal(['read', 'services', 'accounts'])
    expect(of(auditor)).to.deep.equal(['read', 'see-upstreams'])
    expect(of({ ...auditor, hotline: true })).to.deep.equal(['read', 'see-upstreams'])
    for (const who of [admin, operator, hotline, auditor]) expect(of({ ...who, disabled: true })).to.deep.equal([])
  })

  it('end at the tenant, for whoever has one', () => {
    for (const owner of [AACHEN, tenantId('Solingen'), null]) {
      expect(seesTenant(admin, owner)).to.equal(true)
      expect(seesTenant(auditor, owner)).to.equal(true)
      expect(seesTenant(operator, owner), String(owner)).to.equal(owner === AACHEN)
    }
  })
})
