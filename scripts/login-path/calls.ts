import { Session, type Profiler } from 'node:inspector'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))

/** By file below `src/`: the functions that were called, by name, and how often. The file itself, as it is loaded, is none. */
export type Calls = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Counts calls. */
export interface CallCounter {
  /** What was called since the last time. */
  take(): Promise<Calls>
  stop(): void
}

/** Counts every call of a function of `src/` in this process, as the engine itself counts them. */
export async function countCalls(): Promise<CallCounter> {
  const session = new Session()
  session.connect()
  const done = (start: (called: (error: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      start((error) => (error ? reject(error) : resolve()))
    })
  await done((called) => session.post('Profiler.enable', called))
  await done((called) =>
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false }, (error) => called(error)),
  )
  const take = (): Promise<Calls> =>
    new Promise((resolve, reject) => {
      session.post('Profiler.takePreciseCoverage', (error, { result }) =>
        error ? reject(error) : resolve(callsOf(result)),
      )
    })
  await take()
  return { take, stop: () => session.disconnect() }
}

function callsOf(scripts: readonly Profiler.ScriptCoverage[]): Calls {
  const calls = new Map<string, Map<string, number>>()
  for (const { url, functions } of scripts) {
    const path = url.startsWith('file:') ? fileURLToPath(url.replace(/\?.*$/, '')) : ''
    if (!path.startsWith(SRC)) continue
    const called = new Map<string, number>()
    for (const { functionName, ranges } of functions) {
      const count = isOwn(functionName, ranges[0]) ? (ranges[0]?.count ?? 0) : 0
      if (count > 0) called.set(functionName, (called.get(functionName) ?? 0) + count)
    }
    if (called.size > 0) calls.set(path.slice(SRC.length), called)
  }
  return calls
}

/** Neither the file as a whole, which is run once as it is loaded, nor what the compiler adds to name functions. */
const isOwn = (name: string, range: Profiler.CoverageRange | undefined): boolean =>
  name !== '__name' && !(name === '' && range?.startOffset === 0)
