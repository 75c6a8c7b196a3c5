import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Check } from './check.js'
import { CHECKS } from './checks/all.js'
import { mutationManual } from './manual.js'
import { fileOf, markersOf } from './markers.js'
import { faultsOf } from './mutate.js'
import { runTests, type Outcome } from './run-tests.js'
import { copyOf, type WorkTree } from './work-tree.js'

// Takes every check of the gate out, one at a time, and shows that a test fails.
const HELP = `npm run test:mutation [-- <option> …]
  --only TEXT   the checks whose name holds TEXT; may be repeated
  --list        names the checks, runs nothing
  --manual      brings docs/mutations.md up to date, runs nothing
Exits 1 if a check's absence goes unnoticed, or if the list no longer fits the tree.`

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MANUAL = `${ROOT}docs/mutations.md`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Each item once, by as many workers as there are copies. */
async function shared<T>(
  trees: readonly WorkTree[],
  items: readonly T[],
  work: (tree: WorkTree, item: T) => Promise<void>,
) {
  const line = [...items]
  const worker = async (tree: WorkTree): Promise<void> => {
    for (let item = line.shift(); item !== undefined; item = line.shift()) await work(tree, item)
  }
  await Promise.all(trees.map(worker))
}

/** The named test files as they are: one that fails anyway would kill every mutation. */
async function soundTests(trees: readonly WorkTree[], checks: readonly Check[]): Promise<boolean> {
  const files = [...new Set(checks.flatMap(({ tests }) => tests))]
  let sound = true
  await shared(trees, files, async (tree, file) => {
    const outcome = await runTests(tree.root, [file])
    if (outcome.kind === 'passed') return
    sound = false
    say(`UNSOUND   ${file}: ${told(outcome)}`)
  })
  return sound
}

async function survivorsOf(trees: readonly WorkTree[], checks: readonly Check[]): Promise<readonly string[]> {
  const survivors: string[] = []
  let done = 0
  await shared(trees, checks, async (tree, check) => {
    const outcome = await tree.without(check, () => runTests(tree.root, check.tests))
    done += 1
    if (outcome.kind !== 'failed') survivors.push(check.name)
    const word = { failed: 'killed  ', passed: 'SURVIVED', broken: 'BROKEN  ' }[outcome.kind]
    say(`${String(done).padStart(4)}/${checks.length} ${word} ${check.name}: ${told(outcome)}`)
  })
  return survivors
}

function told(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'passed':
      return 'every test passes'
    case 'failed':
      return outcome.test
    case 'broken':
      return outcome.why
  }
}

async function run(checks: readonly Check[]): Promise<number> {
  const trees = Array.from({ length: Math.min(availableParallelism(), checks.length) }, () => copyOf(ROOT))
  try {
    if (!(await soundTests(trees, checks))) return 1
    const survivors = await survivorsOf(trees, checks)
    say(`${checks.length - survivors.length} of ${checks.length} killed`)
    for (const name of survivors) say(`not killed: ${name}`)
    return survivors.length === 0 ? 0 : 1
  } finally {
    for (const tree of trees) tree.remove()
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      list: { type: 'boolean', default: false },
      manual: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    say(HELP)
    return 0
  }
  const wanted = CHECKS.filter(({ name }) => !values.only || values.only.some((each) => name.includes(each)))
  const markers = markersOf(ROOT)
  if (values.list) {
    for (const check of wanted) say(`${check.name}\t${check.rule}\t${fileOf(check, markers)}`)
    return 0
  }
  const faults = faultsOf(CHECKS, ROOT)
  for (const fault of faults) say(`LIST      ${fault}`)
  if (faults.length > 0) return 1
  if (wanted.length === 0) {
    say(`no check is called ${values.only?.join(', ') ?? ''}; --list names them all`)
    return 2
  }
  const manual = await mutationManual(CHECKS, markers)
  if (readIfThere(MANUAL) !== manual) {
    writeFileSync(MANUAL, manual)
    say('docs/mutations.md is brought up to date')
  }
  return values.manual ? 0 : run(wanted)
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

process.exitCode = await main()
