import { config, expect } from 'chai'
import fc from 'fast-check'
import { fuzzRuns } from '../support/fuzzing.js'
import { courses, situations } from '../support/level-arbitrary.js'
import { foretell } from '../support/level-oracle.js'
import type { Outcome } from '../support/level-situation.js'
import { walkLevels } from '../support/level-walk.js'

const lines = (outcomes: readonly Outcome[]): string => outcomes.map((each) => JSON.stringify(each)).join('\n')
config.truncateThreshold=0
describe('any login, whatever its method, proofing, cap, age, service and request', () => {
  it('goes as the rules say, step by step', async () => {
    await fc.assert(
      fc.asyncProperty(situations, courses, async (situation, course) => {
        expect(lines(await walkLevels(situation, course))).to.equal(lines(foretell(situation, course)))
      }),
      fuzzRuns(1500),
    )
  })
})
