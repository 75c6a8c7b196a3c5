import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { sessionWalk } from './walks/session.js'
import { BOTH_SIGNED } from './parts/login-figures.js'
import { measureRows } from './parts/login-rows.js'
import { citizens, openLoginWorld, PLAIN } from './parts/login-world.js'
import { bothSignedRatio } from './parts/messages.js'
import type { Bench } from './parts/part.js'

export const KEPT = fileURLToPath(new URL('./kept-figures.json', import.meta.url))

/** A figure may rise by a fifth: what lies below that is what one run differs from the next by. */
const ALLOWED = 1.2

const CONNECTIONS = 4

const ratios = z.object({
  /** Building and signing an answer in both places, to two bare signatures. */
  answer: z.number().positive(),
  /** A login that a session answers, to its bare cryptography. */
  session: z.number().positive(),
})

/** Processor time in proportion to bare cryptography of the same moment: another machine has nearly the same. */
export type GuardFigures = z.infer<typeof ratios>

/** By what the cryptography is: `kindOfCryptography`. */
const kept = z.record(z.string(), ratios.extend({ processor: z.string() }))
export type KeptFigures = z.infer<typeof kept>

const NAMES: Readonly<Record<keyof GuardFigures, string>> = {
  answer: 'an answer, built and signed in both places',
  session: 'a login that a session answers',
}

/** What costs a fifth more than was kept, one line each; also where nothing was kept for such cryptography. */
export function faultsOf(measured: GuardFigures, all: KeptFigures, kind: string): readonly string[] {
  const before = all[kind]
  if (!before) return [`no figures are kept for ${kind}: npm run bench -- --guard --keep`]
  return (['answer', 'session'] as const)
    .filter((name) => measured[name] > before[name] * ALLOWED)
    .map((name) => {
      const times = `${measured[name].toFixed(2)} × bare cryptography instead of ${before[name].toFixed(2)} ×`
      return `${NAMES[name]}: ${times}, more than a fifth above; if it has to be so: npm run bench -- --guard --keep`
    })
}

/** The short run. Resolves with the faults; with `keep` it has none, and its figures take the place of those kept. */
export async function guard(bench: Bench): Promise<readonly string[]> {
  const figures = { answer: await bothSignedRatio(bench), session: await sessionRatio(bench) }
  const kind = kindOfCryptography(process.versions, readFileSync('/proc/cpuinfo', 'utf8'))
  for (const name of ['answer', 'session'] as const) bench.say(`${NAMES[name]}: ${figures[name].toFixed(3)} ×`)
  const all = readKept(KEPT)
  if (bench.options.guard === 'compare') return faultsOf(figures, all, kind)
  const processor = cpus()[0]?.model.trim() ?? 'unknown'
  const rounded = { answer: rounding(figures.answer), session: rounding(figures.session), processor }
  writeFileSync(KEPT, `${JSON.stringify({ ...all, [kind]: rounded }, null, 2)}\n`)
  return []
}

/**
 * The major version of Node, and whether its OpenSSL signs in half the time on this processor: the rest of a login is then
 * twice as much in proportion.
 */
export function kindOfCryptography(
  { node, openssl }: { readonly node: string; readonly openssl: string },
  cpuInfo: string,
): string {
  const [major, minor] = openssl.split('.').map(Number)
  const isNew = (major ?? 0) > 3 || (major === 3 && (minor ?? 0) >= 5)
  return `Node ${node.split('.')[0]}${isNew && /\bavx512ifma\b/.test(cpuInfo) ? ' with avx512ifma' : ''}`
}

const rounding = (figure: number): number => Math.round(figure * 1000) / 1000

export const readKept = (path: string): KeptFigures =>
  existsSync(path) ? kept.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}

async function sessionRatio(bench: Bench): Promise<number> {
  const options = { workers: 1, citizens: citizens(CONNECTIONS), plain: [PLAIN], encrypted: [] }
  const world = await openLoginWorld(await bench.stores(), options)
  try {
    const generator = await world.load(sessionWalk.name, [PLAIN])
    const window = { connections: CONNECTIONS, cryptography: BOTH_SIGNED, watched: world.watched }
    const row = { title: sessionWalk.title, generator, window, warmUp: bench.options.warmUp, apart: 0 }
    const [measured] = await measureRows([row], bench)
    return measured?.figures.ratio ?? NaN
  } finally {
    await world.close()
  }
}
