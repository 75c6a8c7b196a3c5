import type { Command } from 'commander'
import { parseDatabaseUrl } from '../config/addresses.js'
import { OperatorError } from '../domain/operator-error.js'
import type { CopyProgress } from './cli-environment.js'
import { withJson, type CommandContext, type JsonOption } from './command-context.js'

interface MigrateOptions extends JsonOption {
  readonly from?: string
}

const FROM_HELP = `
--from sqlite:<path> moves a broker from SQLite to PostgreSQL: it copies everything of that store, in one transaction,
into the empty database of DATABASE_URL. Stop the broker first. SECRET_KEY is the content of its secret.key.`

/**
 * `migrate`: brings the store that the environment names to this schema; with `--from` also copies another store into
 * it.
 */
export function addMigrateCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('migrate')
    .description("bring the database to this version's schema")
    .option('--from <store>', 'sqlite:<path>: copy everything of that store into the empty PostgreSQL of DATABASE_URL')
    .addHelpText('after', FROM_HELP)
  withJson(command).action(async ({ from, ...options }: MigrateOptions) => {
    if (from === undefined) {
      const migrations = await context.environment.migrate(context.config())
      const said = migrations.length === 0 ? ['the schema is up to date'] : applied(migrations)
      context.print(options, { migrations }, said)
      return
    }
    const path = pathOf(from)
    const tell = (progress: CopyProgress): void => context.environment.err(`${progressLine(progress)}\n`)
    const { migrations, tables } = await context.environment.moveStore(context.config(), path, tell)
    const copied = tables.map(({ table, copied: rows }) => ({ table, rows }))
    context.print(options, { migrations, copied }, [
      ...applied(migrations),
      ...copied.map(({ table, rows }) => `copied ${rows} ${rows === 1 ? 'row' : 'rows'} of ${table}`),
    ])
  })
}

const applied = (migrations: readonly string[]): readonly string[] => migrations.map((name) => `applied ${name}`)

const progressLine = ({ table, copied, total }: CopyProgress): string => `copying ${table}: ${copied} of ${total}`

function pathOf(from: string): string {
  const parsed = parseDatabaseUrl(from)
  if ('value' in parsed && parsed.value.kind === 'sqlite') return parsed.value.path
  throw new OperatorError('copy-source-form', '--from may be sqlite:<path of the file>; nothing else is copied')
}
