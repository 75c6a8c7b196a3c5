import { setTimeout as delay } from 'node:timers/promises'
import { cpuMsOf, pssOf, rssOf, statOf } from '../measure/processes.js'
import { median } from '../measure/statistics.js'
import { aloneBroker, type AloneBroker } from '../servers/alone.js'
import type { Bench, Chapter, RunPart } from './part.js'

const FEW = 5

/** By then it has done what it does by itself after a start. */
const IDLE_MS = 10_000

const COMMANDS = [['--help'], ['sp', 'list'], ['keys', 'list']] as const

/** What a start takes until it listens, what it holds when it is idle, and how long commands take. */
export const start: RunPart = async (bench) => {
  const counts = [0, FEW, bench.options.services]
  const brokers: AloneBroker[] = []
  try {
    for (const count of counts) {
      bench.say(`start: ${count} services`)
      brokers.push(await aloneBroker(count))
    }
    const rows = await measured(brokers, bench, oneStart)
    const titles = counts.map(String)
    return [startsOf(titles, rows), await commandsOf(brokers[counts.indexOf(FEW)], bench)]
  } finally {
    for (const broker of brokers) broker.remove()
  }
}

/** The medians of what `measure` tells of each, in turns. */
async function measured<Each>(
  all: readonly Each[],
  { options, say }: Bench,
  measure: (each: Each) => Promise<readonly number[]>,
): Promise<readonly (readonly number[])[]> {
  const rounds: (readonly number[])[][] = all.map(() => [])
  for (let round = 1; round <= options.starts; round++) {
    for (const [at, each] of all.entries()) rounds[at]?.push(await measure(each))
    say(`start: round ${round} of ${options.starts}`)
  }
  return rounds.map((runs) => (runs[0] ?? []).map((_figure, at) => median(runs.map((run) => run[at] ?? NaN))))
}

async function oneStart(broker: AloneBroker): Promise<readonly number[]> {
  const { pid, cpu, wall, stop } = await broker.start()
  try {
    await delay(IDLE_MS)
    return [cpu / 1000, wall / 1000, cpuMsOf(pid) / 1000, pssOf(pid), rssOf(pid)]
  } finally {
    await stop()
  }
}

const startsOf = (titles: readonly string[], rows: readonly (readonly number[])[]): Chapter => ({
  title: 'Start',
  text:
    'A broker alone, on SQLite with nothing beside it, from the start of the process to the line of its log that says ' +
    `that it listens; then idle for ${IDLE_MS / 1000} s. CPU is user and system time, PSS that of the kernel.`,
  table: {
    headings: ['services', 'CPU s', 's', 'CPU s, then idle', 'PSS MiB', 'RSS MiB'],
    rows: titles.map((title, at) => [title, ...(rows[at] ?? []).map((each, of) => each.toFixed(of < 3 ? 2 : 0))]),
  },
})

async function commandsOf(broker: AloneBroker | undefined, bench: Bench): Promise<Chapter> {
  const rows = await measured(COMMANDS, bench, async (args) => {
    const [began, before] = [performance.now(), childrenMs()]
    await broker?.command(args)
    return [(performance.now() - began) / 1000, (childrenMs() - before) / 1000]
  })
  return {
    title: 'Commands',
    text: `From the start of a command to its end, on the store of ${FEW} services.`,
    table: {
      headings: ['servicekonto', 's', 'CPU s'],
      rows: COMMANDS.map((args, at) => [args.join(' '), ...(rows[at] ?? []).map((each) => each.toFixed(2))]),
    },
  }
}

/** The processor time of whatever this process has started and seen end. */
const childrenMs = (): number => statOf(process.pid)?.childrenMs ?? 0
