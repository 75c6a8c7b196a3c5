import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

interface Stat {
  /** Of the program or the thread, at most 15 characters. */
  readonly name: string
  readonly parent: number
  /** User and system time so far of all its threads, and of the children that it saw end, in milliseconds. */
  readonly cpuMs: number
  /** The share of it of those children. */
  readonly childrenMs: number
}

/** `/proc/<pid>/stat`, or that of a thread, see proc(5); null for what is gone. */
export function statOf(pid: number | `${number}/task/${string}`): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold blanks.
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const msOf = (from: number): number =>
      (fields.slice(from, 15).reduce((sum, each) => sum + Number(each), 0) * 1000) / TICKS_PER_SECOND
    return { name, parent: Number(fields[1]), cpuMs: msOf(11), childrenMs: msOf(13) }
  } catch {
    return null
  }
}

/** What a thread of Node does: JavaScript; signatures and password hashes; compiling it and collecting garbage. */
export type ThreadKind = 'main' | 'pool' | 'v8'

/** Processor time so far of the threads of one process of Node, in milliseconds, by what they do: proc(5), `task`. */
export function threadMsOf(pid: number): Readonly<Record<ThreadKind, number>> {
  const sums = { main: 0, pool: 0, v8: 0 }
  const threads = readdirSync(`/proc/${pid}/task`).toSorted((one, other) => Number(one) - Number(other))
  for (const [at, thread] of threads.entries()) {
    const stat = statOf(`${pid}/task/${thread}`)
    if (stat !== null) sums[kindOf(stat.name, at)] += stat.cpuMs
  }
  return sums
}

/** Threads that Node starts before its pool: one for delayed work, four workers of V8, one for the inspector. */
const BEFORE_POOL = 6

/** Node 24 names its threads; Node 20 does not, and starts those of the pool when they are first used. */
export function kindOf(name: string, place: number): ThreadKind {
  if (place === 0) return 'main'
  if (name === 'libuv-worker') return 'pool'
  return name === 'node' && place > BEFORE_POOL ? 'pool' : 'v8'
}

/** A process and all below it. */
export function processTree(root: number): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parents = new Map(pids.map((pid) => [pid, statOf(pid)?.parent]))
  const below = (pid: number): readonly number[] => [
    pid,
    ...[...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ]
  return below(root)
}

/** Processor time of a process and all below it, in milliseconds; those that ended meanwhile too. */
export const cpuMsOf = (root: number): number =>
  processTree(root).reduce((sum, pid) => sum + (statOf(pid)?.cpuMs ?? 0), 0)

/** Resident memory of a process and all below it, in MiB. */
export const rssOf = (root: number): number => processTree(root).reduce((sum, pid) => sum + residentOf(pid), 0) / 1024

function residentOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Memory of one process that is its own, with its share of what it has in common with others, in MiB: proc(5). */
export const pssOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? NaN) / 1024
