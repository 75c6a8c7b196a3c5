import type { Rule } from './rules.js'

/** A security check of the gate, and what has to fail when it is taken out. */
export interface Check {
  /** Unique; what the check does, in a few words joined by hyphens. */
  readonly name: string
  readonly rule: Rule
  /** Path from the root of the repository. */
  readonly file: string
  /** The exact text that makes the check; it stands in the file once. */
  readonly find: string
  /** What stands there when the check is taken out. */
  readonly without: string
  /** The test files of which at least one test must fail then. */
  readonly tests: readonly string[]
}

/** Checks of one file that the same tests show; each as name, rule, text, and what stands there without it. */
export const checksOf = (
  file: string,
  tests: readonly string[],
  entries: readonly (readonly [name: string, rule: Rule, find: string, without: string, tests?: readonly string[]])[],
): readonly Check[] =>
  entries.map(([name, rule, find, without, own]) => ({ name, rule, file, find, without, tests: own ?? tests }))
