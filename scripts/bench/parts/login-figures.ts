import { availableParallelism } from 'node:os'
import type { Generator } from '../load/generator.js'
import { cpuMsOf } from '../measure/processes.js'
import { rawCryptography, type RawCryptography } from '../measure/raw-cryptography.js'
import { median, percentile } from '../measure/statistics.js'

/** The processes that a login costs something, by what they are; `server` is what is measured. */
export interface Watched {
  readonly server: readonly number[]
  readonly postgres: readonly number[]
  readonly redis: readonly number[]
  /** Of the eID stub: eID server and eID client. */
  readonly eidStub: readonly number[]
}

/** How often a login does what it cannot go without. */
export type LoginCryptography = Readonly<Record<keyof RawCryptography, number>>

/** A request verified, Response and assertion signed. */
export const BOTH_SIGNED: LoginCryptography = {
  signature: 2,
  verification: 1,
  encryption: 0,
  ecVerification: 0,
  ecAgreement: 0,
}

/** One window of load. Times in milliseconds; CPU is processor time of one login. */
export interface LoginFigures {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly cpu: number
  readonly raw: number
  /** Shares of the whole machine, from 0 to 1. */
  readonly shares: Readonly<Record<keyof Watched | 'generator', number>>
}

export interface Window {
  readonly connections: number
  readonly seconds: number
  readonly cryptography: LoginCryptography
  readonly watched: Watched
}

/** Loads for so long, by a number of logins that a short run has told before; every request is signed ahead. */
export async function measureLogins(generator: Generator, window: Window): Promise<LoginFigures> {
  const { connections, seconds, cryptography, watched } = window
  const trial = Math.max(10, connections * 5)
  await generator.sign(connections, trial)
  const short = await generator.run(connections, trial)
  const logins = Math.max(trial, Math.ceil((trial / short.elapsedMs) * 1000 * seconds))
  await generator.sign(connections, logins)
  const before = await rawCryptography(300)
  const from = cpuOfAll(watched)
  const { latencies, shed, elapsedMs, cpuMs } = await generator.run(connections, logins)
  if (shed > 0) throw new Error(`${shed} of ${logins} logins were shed: these figures would be those of others`)
  const to = cpuOfAll(watched)
  const after = await rawCryptography(300)
  const share = (cpu: number): number => cpu / elapsedMs / availableParallelism()
  return {
    perSecond: (logins / elapsedMs) * 1000,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    cpu: (to.server - from.server) / logins,
    raw: (rawOf(before, cryptography) + rawOf(after, cryptography)) / 2,
    shares: {
      server: share(to.server - from.server),
      postgres: share(to.postgres - from.postgres),
      redis: share(to.redis - from.redis),
      eidStub: share(to.eidStub - from.eidStub),
      generator: share(cpuMs),
    },
  }
}

const cpuOfAll = ({ server, postgres, redis, eidStub }: Watched): Record<keyof Watched, number> => {
  const sum = (pids: readonly number[]): number => pids.reduce((total, pid) => total + cpuMsOf(pid), 0)
  return { server: sum(server), postgres: sum(postgres), redis: sum(redis), eidStub: sum(eidStub) }
}

const OPERATIONS = ['signature', 'verification', 'encryption', 'ecVerification', 'ecAgreement'] as const

/** Processor time of a login's bare cryptography, in milliseconds. */
export const rawOf = (raw: RawCryptography, login: LoginCryptography): number =>
  OPERATIONS.reduce((sum, operation) => sum + login[operation] * raw[operation], 0)

/** The medians of several windows; the ratio to the raw cryptography is formed inside each before. */
export interface MiddleFigures extends Omit<LoginFigures, 'raw'> {
  readonly ratio: number
}

/** `apart`: processor time that is told as a cost of its own, and not part of the ratio. */
export function inTheMiddle(windows: readonly LoginFigures[], apart: number): MiddleFigures {
  const of = (figure: (each: LoginFigures) => number): number => median(windows.map(figure))
  return {
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p95: of(({ p95 }) => p95),
    p99: of(({ p99 }) => p99),
    cpu: of(({ cpu }) => cpu),
    ratio: of(({ cpu, raw }) => (cpu - apart) / raw),
    shares: {
      server: of(({ shares }) => shares.server),
      postgres: of(({ shares }) => shares.postgres),
      redis: of(({ shares }) => shares.redis),
      eidStub: of(({ shares }) => shares.eidStub),
      generator: of(({ shares }) => shares.generator),
    },
  }
}
