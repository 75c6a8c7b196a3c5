import { expect } from 'chai'
import fc from 'fast-check'
import {
  assertedLevel,
  COMPARISONS,
  neededLevel,
  satisfies,
  type Comparison,
  type RequestedLevels,
} from '../../src/domain/authn-context.js'
import { meets, TRUST_LEVELS, type TrustLevel } from '../../src/domain/trust-level.js'
import { AUTHN_CONTEXT_TABLE } from './authn-context-table.js'

const letterOf = (level: TrustLevel | null): string => level?.charAt(0) ?? '-'
const levelsOf = (letters: string): TrustLevel[] =>
  [...letters].flatMap((letter) => TRUST_LEVELS.filter((each) => letterOf(each) === letter))

interface Row {
  readonly comparison: Comparison
  readonly levels: string
  readonly cells: readonly string[]
}

const ROWS: readonly Row[] = AUTHN_CONTEXT_TABLE.trim()
  .split('\n')
  .map((line) => {
    const [word = '', levels = '', ...cells] = line.split(/\s+/)
    const comparison = COMPARISONS.find((each) => each === word)
    if (!comparison) throw new Error(`no comparison: ${word}`)
    return { comparison, levels, cells }
  })

describe('the level that a service asks for', () => {
  it('is covered by the truth table for every comparison and every set of levels', () => {
    expect(new Set(ROWS.map(({ comparison, levels }) => `${comparison} ${levels}`)).size).to.equal(4 * 15)
    expect(ROWS.every(({ cells }) => cells.length === 4 && cells.every((cell) => cell.length === 4))).to.equal(true)
  })

  for (const { comparison, levels, cells } of ROWS) {
    it(`${comparison} ${levelsOf(levels).join(', ')}: asserts and needs what the truth table says`, () => {
      const requested: RequestedLevels = { comparison, levels: levelsOf(levels) }
      TRUST_LEVELS.forEach((registered, column) => {
        const asserted = TRUST_LEVELS.map((reached) => letterOf(assertedLevel(registered, requested, reached)))
        expect(asserted.join(''), `registered ${registered}`).to.equal(cells[column])
        const least = TRUST_LEVELS.find((_, reached) => cells[column]?.charAt(reached) !== '-')
        expect(neededLevel(registered, requested), `registered ${registered}`).to.equal(least ?? 'unreachable')
      })
    })
  }

  it('is the registered level, and the answer says what was reached, where the request asks for none', () => {
    for (const registered of TRUST_LEVELS) {
      expect(neededLevel(registered, null)).to.equal(registered)
      for (const reached of TRUST_LEVELS) {
        expect(assertedLevel(registered, null, reached)).to.equal(meets(reached, registered) ? reached : null)
      }
    }
  })

  it('is out of reach for everybody when better than hoch is asked for', () => {
    const requested: RequestedLevels = { comparison: 'better', levels: ['hoch'] }
    expect(neededLevel('basis', requested)).to.equal('unreachable')
    expect(TRUST_LEVELS.some((reached) => satisfies(reached, 'unreachable'))).to.equal(false)
  })
})

describe('any request for a level', () => {
  const level = fc.constantFrom(...TRUST_LEVELS)
  const requests = fc.record({
    comparison: fc.constantFrom(...COMPARISONS),
    levels: fc.array(level, { minLength: 1, maxLength: 6 }),
  })

  /** saml-core §3.3.2.2.1, word by word: may the answer carry this level? */
  const allows = ({ comparison, levels }: RequestedLevels, answer: TrustLevel): boolean => {
    if (comparison === 'exact') return levels.includes(answer)
    if (comparison === 'minimum') return levels.some((each) => meets(answer, each))
    if (comparison === 'maximum') return levels.some((each) => meets(each, answer))
    return levels.every((each) => meets(answer, each) && answer !== each)
  }

  /** The rules, plainly: registered at least; then the highest level up to the reached one that the request allows. */
  const oracle = (registered: TrustLevel, requested: RequestedLevels, reached: TrustLevel): TrustLevel | null => {
    if (!meets(reached, registered)) return null
    return TRUST_LEVELS.filter((each) => meets(reached, each) && allows(requested, each)).at(-1) ?? null
  }

  it('is answered with the highest level that it allows and that was reached, never below the registration', () => {
    fc.assert(
      fc.property(level, requests, level, (registered, requested, reached) => {
        expect(assertedLevel(registered, requested, reached)).to.equal(oracle(registered, requested, reached))
      }),
    )
  })

  it('needs the lowest level that can answer it', () => {
    fc.assert(
      fc.property(level, requests, (registered, requested) => {
        const least = TRUST_LEVELS.find((reached) => oracle(registered, requested, reached) !== null)
        expect(neededLevel(registered, requested)).to.equal(least ?? 'unreachable')
      }),
    )
  })

  it('gets an answer exactly when the needed level is satisfied', () => {
    fc.assert(
      fc.property(level, requests, level, (registered, requested, reached) => {
        const answered = assertedLevel(registered, requested, reached) !== null
        expect(satisfies(reached, neededLevel(registered, requested))).to.equal(answered)
      }),
    )
  })

  it('means the same in whichever order its levels stand', () => {
    fc.assert(
      fc.property(level, requests, level, (registered, requested, reached) => {
        const turned = { ...requested, levels: [...requested.levels].reverse() }
        expect(assertedLevel(registered, turned, reached)).to.equal(assertedLevel(registered, requested, reached))
      }),
    )
  })
})
