import type { Log, LogFields } from '../../src/domain/ports/log.js'

/** A log that keeps what it is told, as `level action detail`. */
export function keptLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = []
  const keep =
    (level: string) =>
    (action: string, fields: LogFields = {}): void =>
      void lines.push([level, action, fields['detail']].filter((part) => part !== undefined).join(' '))
  return { log: { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }, lines }
}
