import { pino, stdTimeFunctions, type LevelWithSilent } from 'pino'
import type { Log } from '../domain/ports/log.js'
import { standardOutput, type LogDestination } from './log-destination.js'
import { redact } from './redact.js'

export interface LoggerOptions {
  /** The least that is written. */
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Where the lines go; standard output if absent. */
  readonly destination?: LogDestination
}

/** The log of a process. */
export interface Logger extends Log {
  /** How many entries were dropped since the start, because nothing took them. */
  dropped(): number
}

/**
 * The log: one JSON object a line, with `@timestamp`, `log.level`, `event.action`, `message` and what `redact` lets
 * through. It never throws, and nobody waits for it: an entry that nothing takes is dropped and counted, and how many
 * were is told as soon as one goes through again.
 */
export function createLogger({ level, destination = standardOutput() }: LoggerOptions): Logger {
  const threshold: LevelWithSilent = level
  const lines = pino(
    {
      level: threshold,
      messageKey: 'message',
      base: { 'ecs.version': '8.17', 'service.name': 'servicekonto', 'process.pid': process.pid },
      timestamp: () => stdTimeFunctions.isoTime().replace('"time"', '"@timestamp"'),
      formatters: { level: (label) => ({ 'log.level': label }) },
    },
    destination,
  )
  let told = 0
  const tellDropped = (before: number): void => {
    const count = destination.dropped() - told
    if (count === 0 || destination.dropped() !== before) return
    told += count
    lines.warn({ 'event.action': 'log.entries-dropped', count }, 'log.entries-dropped')
  }
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (action: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (!lines.isLevelEnabled(at)) return
      const before = destination.dropped()
      lines[at]({ 'event.action': action, ...redact(fields) }, action)
      tellDropped(before)
    }
  const dropped = () => destination.dropped()
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error'), dropped }
}
