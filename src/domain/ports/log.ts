/** Values a log line may hold: never personal, never secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The structured log. `action` is a stable dotted name: `login.answered`, `request.refused`. */
export interface Log {
  debug(action: string, fields?: LogFields): void
  info(action: string, fields?: LogFields): void
  warn(action: string, fields?: LogFields): void
  error(action: string, fields?: LogFields): void
}
