import pg, { type Connection, type Submittable } from 'pg'
import type { Row, Statement } from './database.js'

/**
 * A statement in a transaction of its own, all of it in one round trip: the commands that open the transaction, the
 * statement, COMMIT, and only then a Sync (PostgreSQL, Frontend/Backend Protocol, "Pipelining"). If one of them fails,
 * the server passes over the rest, and the transaction stays open and broken: whoever asked rolls it back. Made for
 * `client.query`; the methods are those that node-postgres calls, as for its own queries and cursors.
 */
export interface RoundTrip extends Submittable {
  /** Called with the fault, or with the rows. */
  callback: (error: Error | null, rows?: readonly Row[]) => void
  handleRowDescription(message: { readonly fields: readonly Field[] }): void
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void
  handleCommandComplete(): void
  handleError(error: Error): void
  handleReadyForQuery(): void
}

interface Field {
  readonly name: string
  readonly dataTypeID: number
}

export function createRoundTrip(opening: readonly string[], statement: Statement): RoundTrip {
  const rows: Row[] = []
  let columns: readonly Field[] = []
  const trip: RoundTrip = {
    callback: () => undefined,
    submit(connection) {
      // One write, not one for every message.
      connection.stream.cork()
      for (const each of opening) send(connection, each)
      sendStatement(connection, statement)
      send(connection, 'COMMIT')
      connection.sync()
      connection.stream.uncork()
    },
    handleRowDescription: ({ fields }) => void (columns = fields),
    handleDataRow: ({ fields }) => void rows.push(rowOf(columns, fields)),
    handleCommandComplete: () => undefined,
    handleError: (error) => trip.callback(error),
    handleReadyForQuery: () => trip.callback(null, rows),
  }
  return trip
}

function send(connection: Connection, command: string): void {
  connection.parse({ name: '', text: command, types: [] }, true)
  connection.bind({}, true)
  connection.execute({}, true)
}

function sendStatement(connection: Connection, { text, values }: Statement): void {
  connection.parse({ name: '', text, types: [] }, true)
  connection.bind({ values: values.map((value) => (value === null ? null : String(value))) }, true)
  connection.describe({ type: 'P', name: '' }, true)
  connection.execute({}, true)
}

const rowOf = (fields: readonly Field[], values: readonly (string | null)[]): Row =>
  Object.fromEntries(fields.map(({ name, dataTypeID }, at) => [name, valueOf(values[at] ?? null, dataTypeID)]))

const parserOf: (type: number, format: 'text') => (text: string) => unknown = pg.types.getTypeParser

const valueOf = (text: string | null, type: number): unknown => (text === null ? null : parserOf(type, 'text')(text))
