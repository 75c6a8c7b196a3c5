import { pino, stdTimeFunctions, type DestinationStream, type LevelWithSilent } from 'pino'
import type { Log } from '../domain/ports/log.js'
import { redact } from './redact.js'

export interface LoggerOptions {
  /** The least that is written. */
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Where the lines go; stdout if absent. */
  readonly destination?: DestinationStream
}

/**
 * The log: one JSON object a line, with `@timestamp`, `log.level`, `event.action`, `message` and what `redact` lets
 * through. Lines are written at once, so that none is lost when the process ends.
 */
export function createLogger({ level, destination = pino.destination({ fd: 1, sync: true }) }: LoggerOptions): Log {
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
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (action: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (lines.isLevelEnabled(at)) lines[at]({ 'event.action': action, ...redact(fields) }, action)
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
