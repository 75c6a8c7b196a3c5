import type { Logger } from 'typeorm'

const nothing = (): void => undefined

/**
 * TypeORM tells some faults to the console whatever it is told: values of rows would stand there. Errors say enough.
 */
export const silentLogger: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
}
