import { z } from 'zod'
import { readTestCitizen, TEST_METHODS, type TestCitizen } from '../domain/test-citizen.js'

const EXPECTS = `a test citizen: id (a-z, 0-9, -), methods (of ${Object.keys(TEST_METHODS).join(', ')}), temporary (true or false), and attributes as texts in quotes, such as givenName`

/** The list of test citizens; empty as shipped. */
export const testCitizens = (doc: string) =>
  z
    .array(
      z
        .custom<TestCitizen>((value) => readTestCitizen(value) !== null, { error: EXPECTS })
        .transform((value) => readTestCitizen(value) ?? value),
      { error: `a list; each ${EXPECTS}` },
    )
    .default([])
    .meta({ expects: `a list; each ${EXPECTS}`, doc })

/** What of stage and test citizens does not go together: one line each. */
export function stageFaults({ stage, testCitizens }: StageSettings): readonly string[] {
  // check: test-citizens-are-of-a-test-deployment
  if (stage !== 'test' && testCitizens.length > 0)
    return ['testCitizens has entries, and stage is productive; test citizens are for stage: test alone']
  if (stage === 'test' && testCitizens.length === 0)
    return ['stage is test, and testCitizens is empty; nobody could log in']
  const ids = testCitizens.map(({ id }) => id)
  return new Set(ids).size < ids.length ? ['testCitizens holds an id twice; each has its own'] : []
}

interface StageSettings {
  readonly stage: 'productive' | 'test'
  readonly testCitizens: readonly TestCitizen[]
}
