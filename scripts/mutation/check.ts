import type { Rule } from './rules.js'

/** The change that takes a check out: the statement behind its marker is removed. */
export const REMOVED = Symbol('the statement behind the marker is removed')

/** The change that takes a check out: a text behind its marker, and what stands there instead. */
export interface Replacement {
  readonly find: string
  readonly without: string
}

/**
 * A security check of the gate, and what has to fail when it is taken out. In the source a comment of its own line,
 * `// check: <name>`, stands before the lines that make it, and moves with them: this list names no file.
 */
export interface Check {
  /** Unique; what the check does, in a few words joined by hyphens. */
  readonly name: string
  readonly rule: Rule
  readonly change: typeof REMOVED | Replacement
  /** The test files of which at least one test must fail then. */
  readonly tests: readonly string[]
}

type Entry =
  | readonly [name: string, rule: Rule, removed: typeof REMOVED, tests?: readonly string[]]
  | readonly [name: string, rule: Rule, find: string, without: string, tests?: readonly string[]]

/** Checks that the same tests show; each as name, rule, and what is done to take it out. */
export const checksOf = (tests: readonly string[], entries: readonly Entry[]): readonly Check[] =>
  entries.map((entry) => {
    const [name, rule] = entry
    if (entry[2] === REMOVED) return { name, rule, change: REMOVED, tests: entry[3] ?? tests }
    const [, , find, without, own] = entry
    return { name, rule, change: { find, without }, tests: own ?? tests }
  })
