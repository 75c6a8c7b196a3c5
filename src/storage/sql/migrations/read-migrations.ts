import { readdirSync } from 'node:fs'
import type { MigrationInterface } from 'typeorm'

type Step = new () => MigrationInterface

const FOLDER = new URL('.', import.meta.url)

/** `0003-key-state-since`, as it is written or built; neither its types nor its source map. */
const STEP_FILE = /^\d{4}-[a-z0-9-]+\.[jt]s$/

async function stepIn(file: string): Promise<Step> {
  const module = (await import(new URL(file, FOLDER).href)) as Readonly<Record<string, Step>>
  const [step, ...more] = Object.values(module)
  if (!step || more.length > 0) throw new Error(`${file} must export its one step of the schema and nothing else`)
  return step
}

/**
 * Every step of the schema, oldest first, for SQLite and PostgreSQL alike: the numbered files of this folder. A released
 * step never changes; a change of the schema is a new file. Steps run with foreign keys off (see `migrate`).
 */
export const MIGRATIONS: readonly Step[] = await Promise.all(
  readdirSync(FOLDER)
    .filter((name) => STEP_FILE.test(name))
    .sort()
    .map(stepIn),
)
