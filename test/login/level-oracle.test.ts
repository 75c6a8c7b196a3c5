import { expect } from 'chai'
import fc from 'fast-check'
import { fuzzRuns } from '../support/fuzzing.js'
import { courses, situations } from '../support/level-arbitrary.js'
import { foretell } from '../support/level-oracle.js'
import type { Outcome } from '../support/level-situation.js'
import { walkLevels } from '../support/level-walk.js'

const told = (outcomes: readonly Outcome[]): string => outcomes.map((each) => JSON.stringify(each)).join('\n')

describe('any login, whatever its method, proofing, cap, age, service and request', () => {
  it('goes as the rules say, step by step', async () => {
    await fc.assert(
      fc.asyncProperty(situations, courses, async (situation, course) => {
        const [seen, foretold] = [told(await walkLevels(situation, course)), told(foretell(situation, course))]
        if (seen !== foretold) expect.fail(`the rules say\n${foretold}\nand the flow did\n${seen}`)
      }),
      fuzzRuns(2000),
    )
  })
})
