import type { Leg } from '../login-path/one-login.js'
import { formatted, table } from './markdown.js'

/** No login with a password enters more files than these: fewer is better, more takes a reason and this line. */
export const MOST_FILES = 155

/**
 * The function that each gathering of a login's facts calls once. `gatherFacts` itself waits, and the engine counts a
 * function that waits again each time that it goes on.
 */
const ONCE_A_GATHERING = 'requirementsNow'

/** How often the facts of the login were gathered to answer a request. */
export const gatheringsOf = ({ calls }: Leg): number => calls.get('login/facts.ts')?.get(ONCE_A_GATHERING) ?? 0

/** The files that a login enters, each with the number of the request that enters it first. */
export function filesEntered(legs: readonly Leg[]): ReadonlyMap<string, number> {
  const entered = new Map<string, number>()
  for (const [at, { calls }] of legs.entries())
    for (const file of [...calls.keys()].toSorted()) if (!entered.has(file)) entered.set(file, at + 1)
  return entered
}

/** docs/login-path.md, from a login that was measured. */
export const loginPathManual = (legs: readonly Leg[]): Promise<string> => {
  const files = [...filesEntered(legs)]
  const areas = [...new Set(files.map(([file]) => areaOf(file)))].toSorted()
  return formatted([
    '# The path of one login',
    '<!-- Measured (npm run login:path -- --manual); do not edit by hand. -->',
    `The first login of a fresh broker with user name and password, by a browser without scripts, enters **${files.length} files**:
those of \`src/\` in which at least one function is called between the request of the portal and the answer to it. What runs
once as a file is loaded, and what the broker does by itself, is not counted. A test makes this page again, and fails
where it differs or where the number is above ${MOST_FILES}.`,
    '## Request for request',
    `The facts that a step is decided from are gathered once a request, and once more after what the request has written:
nothing that was read before a write decides what comes after it.`,
    table(
      ['#', 'request', 'files entered', 'for the first time', 'facts gathered'],
      legs.map((leg, at) => [
        String(at + 1),
        `\`${leg.request}\``,
        String(leg.calls.size),
        String(files.filter(([, first]) => first === at + 1).length),
        String(gatheringsOf(leg)),
      ]),
    ),
    '## By area',
    'Before the files: the number of the request that enters them first.',
    ['```', ...areas.map((area) => pictureOf(area, files)), '```'].join('\n'),
  ])
}

type Entered = readonly [file: string, first: number]

/** One area: its files in lines of a page's width, the requests in order. */
function pictureOf(area: string, files: readonly Entered[]): string {
  const own = files.filter(([file]) => areaOf(file) === area)
  const lines = [...new Set(own.map(([, first]) => first))].flatMap((at) =>
    wrapped(own.flatMap(([file, first]) => (first === at ? [file.slice(area.length + 1)] : []))).map(
      (line, index) => `  ${index === 0 ? at : ' '}  ${line}`,
    ),
  )
  return [`${area}/ ${own.length}`, ...lines].join('\n')
}

const WIDTH = 100

function wrapped(words: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last}  ${word}`
    else lines.push(word)
  }
  return lines
}

const areaOf = (file: string): string => file.slice(0, file.indexOf('/'))
