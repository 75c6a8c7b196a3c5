import { parseArgs } from 'node:util'

export const PARTS = ['messages', 'logins', 'services', 'memory', 'peer'] as const
export type Part = (typeof PARTS)[number]

export interface BenchOptions {
  readonly parts: readonly Part[]
  /** Seconds of load of each row, and how often a row is measured; the median counts. */
  readonly seconds: number
  readonly rounds: number
  /** Requests to each process of a server before anything counts: until the compiler is done with the way. */
  readonly warmUp: number
  /** Logins whose memory is looked at. */
  readonly memoryLogins: number
  /** Services beside the one that asks. */
  readonly services: number
  /** Whether docs/performance.md takes the figures: those of a whole run at full length alone. */
  readonly writes: boolean
  /** The Node that all of it runs with; null: the one that it is started with. */
  readonly node: string | null
}

export const HELP = `npm run bench                    everything, about 15 minutes; writes the figures into docs/performance.md
npm run bench -- --quick         everything in short, for a look; writes nothing
npm run bench -- --only <part>   one part (repeat for several); writes nothing
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
      node: { type: 'string' },
    },
  })
  if (values.help) return null
  const asked = values.only ?? [...PARTS]
  const unknown = asked.find((each) => !isPart(each))
  if (unknown !== undefined) throw new Error(`no part is called ${unknown}; there are ${PARTS.join(', ')}`)
  const length = values.quick
    ? { seconds: 1.5, rounds: 1, warmUp: 200, memoryLogins: 1000, services: 200 }
    : { seconds: 3, rounds: 3, warmUp: 3000, memoryLogins: 10_000, services: 5000 }
  const writes = !values.quick && values.only === undefined
  return { ...length, parts: asked.filter(isPart), writes, node: values.node ?? null }
}
