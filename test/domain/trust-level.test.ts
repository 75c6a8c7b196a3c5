import { expect } from 'chai'
import fc from 'fast-check'
import {
  higherOf,
  isTrustLevel,
  levelAbove,
  levelsDownFrom,
  lowerOf,
  meets,
  TRUST_LEVELS,
} from '../../src/domain/trust-level.js'

const level = fc.constantFrom(...TRUST_LEVELS)

describe('trust levels', () => {
  it('rise from basis over normal and substantiell to hoch', () => {
    expect(TRUST_LEVELS).to.deep.equal(['basis', 'normal', 'substantiell', 'hoch'])
    expect(TRUST_LEVELS.map(levelAbove)).to.deep.equal(['normal', 'substantiell', 'hoch', null])
  })

  it('meet each lower level and themselves, and no higher one', () => {
    const met = TRUST_LEVELS.map((reached) => TRUST_LEVELS.map((needed) => (meets(reached, needed) ? 1 : 0)).join(''))
    expect(met).to.deep.equal(['1000', '1100', '1110', '1111'])
  })

  it('have exactly one lower and one higher of two', () => {
    fc.assert(
      fc.property(level, level, (a, b) => {
        expect([lowerOf(a, b), higherOf(a, b)]).to.have.members([a, b])
        expect(meets(higherOf(a, b), lowerOf(a, b))).to.equal(true)
      }),
    )
  })

  it('list downwards from any of them, itself first', () => {
    expect(levelsDownFrom('hoch')).to.deep.equal(['hoch', 'substantiell', 'normal', 'basis'])
    expect(levelsDownFrom('normal')).to.deep.equal(['normal', 'basis'])
    expect(levelsDownFrom('basis')).to.deep.equal(['basis'])
  })

  it('are known by their exact names alone', () => {
    expect(TRUST_LEVELS.every(isTrustLevel)).to.equal(true)
    for (const other of ['Hoch', 'hoch ', 'niedrig', 'high', '', 'toString']) {
      expect(isTrustLevel(other), other).to.equal(false)
    }
  })
})
