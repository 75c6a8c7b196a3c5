import type { Generator } from '../load/generator.js'
import type { Table } from '../measure/table.js'
import { inTheMiddle, measureLogins, type LoginFigures, type MiddleFigures, type Window } from './login-figures.js'
import type { Bench } from './part.js'

/** One row of a table of logins. */
export interface LoginRow {
  readonly title: string
  readonly generator: Generator
  readonly window: Omit<Window, 'seconds'>
  /** Logins before anything counts. */
  readonly warmUp: number
  /** Processor time of a login that is told as a cost of its own: a password's hash. */
  readonly apart: number
}

export interface MeasuredRow {
  readonly row: LoginRow
  readonly figures: MiddleFigures
}

/** Warms every generator's way up, then measures the rows in turns, so that a busy moment of the machine hits all. */
export async function measureRows(rows: readonly LoginRow[], { options, say }: Bench): Promise<readonly MeasuredRow[]> {
  for (const { title, generator, window, warmUp } of firstOfEach(rows)) {
    say(`${title}: warming up by ${warmUp} logins`)
    await generator.sign(window.connections, warmUp)
    await generator.run(window.connections, warmUp)
  }
  const windows = new Map(rows.map((row) => [row, [] as LoginFigures[]]))
  for (let round = 1; round <= options.rounds; round++) {
    for (const row of rows) {
      const figures = await measureLogins(row.generator, { ...row.window, seconds: options.seconds })
      windows.get(row)?.push(figures)
      const told = `${figures.perSecond.toFixed(0)} logins/s, ${figures.cpu.toFixed(2)} CPU ms, raw ${figures.raw.toFixed(2)}`
      say(`${row.title}, ${row.window.connections} connections, round ${round}: ${told}`)
    }
  }
  return rows.map((row) => ({ row, figures: inTheMiddle(windows.get(row) ?? [], row.apart) }))
}

/** The row with the most connections of each generator: its way is the widest. */
function firstOfEach(rows: readonly LoginRow[]): readonly LoginRow[] {
  const byConnections = [...rows].sort((a, b) => a.window.connections - b.window.connections)
  return [...new Map(byConnections.map((row) => [row.generator, row])).values()]
}

export function loginTable(measured: readonly MeasuredRow[]): Table {
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
  const withStub = measured.some(({ row }) => row.window.watched.eidStub.length > 0)
  return {
    headings: [
      'login',
      'connections',
      'logins/s',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'CPU ms',
      'of it argon2',
      '× raw crypto',
      'server',
      'PostgreSQL',
      'Redis',
      ...(withStub ? ['eID stub'] : []),
      'generator',
    ],
    rows: measured.map(({ row, figures: { shares, ...figures } }) => [
      row.title,
      String(row.window.connections),
      figures.perSecond.toFixed(0),
      ...[figures.p50, figures.p95, figures.p99].map((time) => time.toFixed(1)),
      figures.cpu.toFixed(2),
      row.apart === 0 ? '–' : row.apart.toFixed(2),
      figures.ratio.toFixed(2),
      ...[shares.server, shares.postgres, shares.redis].map(percent),
      ...(withStub ? [percent(shares.eidStub)] : []),
      percent(shares.generator),
    ]),
  }
}
