import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../src/storage/sql/data-source.js'
import { migrate } from '../../src/storage/sql/migrate.js'
import { runCommand, startPostgresServer, type PostgresServer } from './postgres-server.js'

/** A database of one test's own. */
export interface FreshDatabase {
  readonly url: string
  /** Takes it away, whoever is still connected. */
  drop(): Promise<void>
}

/** What a run of the tests shares: one server, and one migrated database that others are copied from. */
interface Shared {
  readonly server: PostgresServer | null
  readonly url: string
  template: Promise<string> | null
}

let shared: Promise<Shared> | null = null

const GIVEN = process.env['TEST_DATABASE_URL']?.trim() || null

const begin = async (): Promise<Shared> => {
  if (GIVEN !== null) return { server: null, url: GIVEN, template: null }
  const server = await startPostgresServer()
  return { server, url: server.url, template: null }
}

/** The server of TEST_DATABASE_URL (whose user may create databases), or one that is started for this run. */
const sharedServer = (): Promise<Shared> => (shared ??= begin())

/** A database with this version's schema, or with nothing in it. */
export async function freshDatabase(state: 'migrated' | 'empty'): Promise<FreshDatabase> {
  const server = await sharedServer()
  const template = state === 'migrated' ? await (server.template ??= migratedTemplate(server.url)) : null
  const name = newName()
  await runCommand(server.url, `CREATE DATABASE ${name}${template === null ? '' : ` TEMPLATE ${template}`}`)
  return { url: atDatabase(server.url, name), drop: () => dropDatabase(server.url, name) }
}

async function migratedTemplate(url: string): Promise<string> {
  const name = newName()
  await runCommand(url, `CREATE DATABASE ${name}`)
  const database = await openDatabase({ kind: 'postgres', url: atDatabase(url, name) })
  await migrate(database)
  await database.close()
  return name
}

const newName = (): string => `servicekonto_test_${randomBytes(6).toString('hex')}`

const dropDatabase = (url: string, name: string): Promise<void> =>
  runCommand(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)

function atDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

// Whatever the run used is gone at its end.
after(async () => {
  const used = await shared
  if (used?.server) return used.server.stop()
  const template = await used?.template
  if (used && template) await dropDatabase(used.url, template)
})
