import { parseArgs } from 'node:util'

export const PARTS = ['messages', 'logins', 'cold', 'services', 'import', 'console', 'memory', 'start', 'peer'] as const
export type Part = (typeof PARTS)[number]

export interface BenchOptions {
  readonly parts: readonly Part[]
  /** Seconds of load of each row, and how often a row is measured; the median counts. */
  readonly seconds: number
  readonly rounds: number
  /** Requests to each process of a server before anything counts: until the compiler is done with the way. */
  readonly warmUp: number
  /** How many logins of a process count as its first, and after how many it is warm. */
  readonly first: number
  readonly warmAfter: number
  /** Logins whose memory is looked at. */
  readonly memoryLogins: number
  /** How often the broker and each command are started; the median counts. */
  readonly starts: number
  /** Services beside the one that asks. */
  readonly services: number
  /** Whether docs/performance.md takes the figures: those of a whole run at full length alone. */
  readonly writes: boolean
  /**
   * What is done about the figures that are kept: nothing; a short run that is compared with them; one that takes their
   * place.
   */
  readonly guard: 'no' | 'compare' | 'keep'
  /** The Node that all of it runs with; null: the one that it is started with. */
  readonly node: string | null
}

export const HELP = `npm run bench                    everything, about 15 minutes; writes the figures into docs/performance.md
npm run bench -- --quick         everything in short, for a look; writes nothing
npm run bench -- --only <part>   one part (repeat for several); writes nothing
npm run bench -- --guard         a short run; fails where a fifth more processor time is needed than was kept
npm run bench -- --guard --keep  the same; its figures are kept from now on, in scripts/bench/kept-figures.json
npm run bench -- --node <path>   with another Node; a part with SQLite wants better-sqlite3 installed for it
parts: ${PARTS.join(', ')}
`

const isPart = (text: string): text is Part => (PARTS as readonly string[]).includes(text)

/** What the command line asks for; null for `--help`. Throws with what is wrong with it. */
export function readOptions(argv: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      guard: { type: 'boolean' },
      keep: { type: 'boolean' },
      node: { type: 'string' },
    },
  })
  if (values.help) return null
  // What opens an SQLite file needs better-sqlite3 of the Node that runs it.
  const all = values.node === undefined ? PARTS : PARTS.filter((part) => part !== 'start')
  const asked = values.only ?? all
  const unknown = asked.find((each) => !isPart(each))
  if (unknown !== undefined) throw new Error(`no part is called ${unknown}; there are ${PARTS.join(', ')}`)
  if (values.keep && !values.guard) throw new Error('--keep goes with --guard')
  const guard = !values.guard ? 'no' : values.keep ? 'keep' : 'compare'
  const length = values.guard ? GUARD : values.quick ? QUICK : WHOLE
  const writes = length === WHOLE && values.only === undefined
  return { ...length, parts: asked.filter(isPart), writes, guard, node: values.node ?? null }
}

const LONG = { first: 500, warmAfter: 5000, memoryLogins: 10_000, services: 5000 }
const WHOLE = { ...LONG, seconds: 3, rounds: 3, warmUp: 3000, starts: 7 }
const QUICK = {
  ...{ seconds: 1.5, rounds: 1, warmUp: 200, starts: 2 },
  ...{ first: 100, warmAfter: 500, memoryLogins: 1000, services: 200 },
}
/** The compiler has to be done, and the middle of several short windows counts. */
const GUARD = { ...LONG, seconds: 1.5, rounds: 5, warmUp: 2000, starts: 1 }
