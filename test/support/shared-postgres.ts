import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../src/storage/sql/data-source.js'
import { migrate } from '../../src/storage/sql/migrate.js'
import { runCommand, startPostgresServer } from './postgres-server.js'

/** A database of one test's own. */
export interface FreshDatabase {
  readonly url: string
  /** Takes it away, whoever is still connected. */
  drop(): Promise<void>
}

/** What a process of the tests shares: one server, and one migrated database of it that others are copied from. */
interface Shared {
  readonly url: string
  /** Null on a server that is not ours: a template would stay there. */
  readonly template: Promise<string> | null
}

let shared: Promise<Shared> | null = null

const GIVEN = process.env['TEST_DATABASE_URL']?.trim() || null

const begin = async (): Promise<Shared> => {
  if (GIVEN !== null) return { url: GIVEN, template: null }
  // Ends with this process.
  const { url } = await startPostgresServer()
  return { url, template: migratedDatabase(url) }
}

/** The server of TEST_DATABASE_URL (whose user may create databases), or one that is started for this process. */
const sharedServer = (): Promise<Shared> => (shared ??= begin())

/** A database with this version's schema, or with nothing in it. */
export async function freshDatabase(state: 'migrated' | 'empty'): Promise<FreshDatabase> {
  const { url, template } = await sharedServer()
  const name = state === 'empty' || template !== null ? newName() : await migratedDatabase(url)
  if (state === 'empty') await runCommand(url, `CREATE DATABASE ${name}`)
  else if (template !== null) await runCommand(url, `CREATE DATABASE ${name} TEMPLATE ${await template}`)
  return { url: atDatabase(url, name), drop: () => dropDatabase(url, name) }
}

async function migratedDatabase(url: string): Promise<string> {
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
