import { expect } from 'chai'
import type { AttributeName } from '../../src/domain/identity.js'
import { registeredLevel } from '../../src/domain/requirements.js'
import type { AttributeLevel } from '../../src/domain/service.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'

describe('the level that a service needs by its registration', () => {
  const NATIONALITY: readonly AttributeLevel[] = ['nationality:hoch', 'birthDate:substantiell', 'email:basis']
  const needed = (trustLevel: TrustLevel, required: readonly AttributeName[], pseudonymous = false): TrustLevel =>
    registeredLevel(
      { trustLevel, attributeLevels: NATIONALITY, pseudonymous },
      { required, optional: ['nationality', 'birthDate'] },
    )

  it('is its own where no required attribute needs more', () => {
    expect(needed('normal', [])).to.equal('normal')
    expect(needed('normal', ['givenName', 'email'])).to.equal('normal')
    expect(needed('hoch', ['birthDate'])).to.equal('hoch')
  })

  it('is the highest of the attributes that it requires', () => {
    expect(needed('normal', ['birthDate'])).to.equal('substantiell')
    expect(needed('normal', ['birthDate', 'nationality'])).to.equal('hoch')
    expect(needed('basis', ['email'])).to.equal('basis')
  })

  it('asks for nothing by attributes that a pseudonymous service never gets', () => {
    expect(needed('normal', ['nationality'], true)).to.equal('normal')
  })
})
