import { load, machine } from './measure/machine.js'
import { asText } from './measure/table.js'
import { HELP, readOptions, type BenchOptions, type Part } from './options.js'
import { isOtherNode, runWith } from './other-node.js'
import { guard } from './guard.js'
import { cold } from './parts/cold.js'
import { operatorsConsole } from './parts/console.js'
import { importing } from './parts/import.js'
import { logins } from './parts/logins.js'
import { memory } from './parts/memory.js'
import { messages } from './parts/messages.js'
import type { Bench, Chapter, RunPart } from './parts/part.js'
import { peer } from './parts/peer.js'
import { services } from './parts/services.js'
import { start } from './parts/start.js'
import { writeReport } from './report.js'
import { startStores, type Stores } from './servers/stores.js'

// `npm run bench`: what a login costs, and what limits it.

const RUN: Readonly<Record<Part, RunPart>> = {
  messages,
  logins,
  cold,
  services,
  import: importing,
  console: operatorsConsole,
  memory,
  start,
  peer,
}

const started = performance.now()
const say = (line: string): void => {
  const seconds = Math.round((performance.now() - started) / 1000)
  process.stderr.write(`${String(seconds).padStart(5)} s  load ${load()}  ${line}\n`)
}

async function run(options: BenchOptions): Promise<void> {
  const opened: { stores?: Promise<Stores> } = {}
  const bench = { options, say, stores: () => (opened.stores ??= startStores()) }
  const before = load()
  for (const fact of machine()) say(fact)
  const chapters: Chapter[] = []
  try {
    if (options.guard !== 'no') await guarded(bench)
    for (const part of options.guard === 'no' ? options.parts : []) {
      for (const chapter of await RUN[part](bench)) {
        chapters.push(chapter)
        process.stdout.write(`\n${chapter.title}\n${asText(chapter.table)}\n`)
      }
    }
  } finally {
    await (await opened.stores)?.stop()
  }
  const facts = [
    `Measured on ${new Date().toISOString().slice(0, 10)}`,
    ...machine(),
    `Load average when it began: ${before}; the less, the quieter the machine was beside the measuring`,
    `${options.rounds} rounds of ${options.seconds} s a row, in turns; medians are told`,
  ]
  process.stdout.write(`${facts.join('\n')}\n`)
  if (options.writes) await writeReport({ facts, chapters })
}

async function guarded(bench: Bench): Promise<void> {
  const faults = await guard(bench)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (faults.length > 0) process.exitCode = 1
}

const args = process.argv.slice(2)
const options = readOptions(args)
if (options === null) process.stdout.write(HELP)
else if (options.node !== null && isOtherNode(options.node)) process.exitCode = await runWith(options.node, args)
else await run(options)
