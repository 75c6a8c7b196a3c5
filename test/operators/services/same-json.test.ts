import { isDeepStrictEqual } from 'node:util'
import { expect } from 'chai'
import fc from 'fast-check'
import { sameJson } from '../../../src/operators/services/same-json.js'

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify({ of: value }))

/** Few names and values, so that two of them are often alike. */
const name = fc.constantFrom('a', 'b', '0', 'length', 'constructor', '__proto__')
const value = fc.letrec((tie) => ({
  leaf: fc.constantFrom<unknown>(null, undefined, true, false, 0, 1, '', '1', 'ä'),
  list: fc.array(
    tie('value').filter((each) => each !== undefined),
    { maxLength: 3 },
  ),
  object: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  value: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('list'), tie('object')),
})).value

describe('two values of a service', () => {
  it('are the same where a store would keep the same of them', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(sameJson({ of: one }, { of: other })).to.equal(isDeepStrictEqual(stored(one), stored(other)))
        expect(sameJson(one, structuredClone(one))).to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('are not the same where one has a member that the other inherits', () => {
    expect(sameJson(JSON.parse('{"__proto__":{}}'), { a: [] })).to.equal(false)
  })

  it('are not the same where one is a list and the other has the names of its places', () => {
    expect(sameJson(['x'], { 0: 'x' })).to.equal(false)
    expect(sameJson([], {})).to.equal(false)
  })
})
