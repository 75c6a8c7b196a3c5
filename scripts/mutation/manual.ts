import { formatted, table } from '../docs/markdown.js'
import type { Check } from './check.js'
import { fileOf, type Marker } from './markers.js'
import { RULES, type Rule } from './rules.js'

const INTRODUCTION = [
  '# The checks of the gate, and the tests that notice when one is gone',
  'Made from `scripts/mutation/checks` by `npm run test:mutation`; not to be edited by hand. Each line is a check that stands between a stranger and a login. `npm run test:mutation` takes them out one after the other, in a copy of the tree, and runs the named test files: if all of them still pass, the check is not shown to be load-bearing and the run fails. In the source a comment `// check: …` names each of them.',
]

/** docs/mutations.md. */
export async function mutationManual(
  checks: readonly Check[],
  markers: ReadonlyMap<string, readonly Marker[]>,
): Promise<string> {
  const rules = (Object.keys(RULES) as Rule[]).flatMap((rule) => {
    const own = checks.filter((check) => check.rule === rule)
    if (own.length === 0) return []
    const rows = own.map((check) => [
      check.name.replaceAll('-', ' '),
      code(fileOf(check, markers)),
      check.tests.map(code).join('<br>'),
    ])
    return [`## ${capital(rule)}`, RULES[rule], table(['check', 'where', 'killed by'], rows)]
  })
  return formatted([...INTRODUCTION, `There are ${checks.length} checks.`, ...rules])
}

const code = (path: string): string => `\`${path}\``

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
