import type { Command } from 'commander'
import { withJson, type CommandContext, type JsonOption } from './command-context.js'

export function addMigrateCommand(program: Command, context: CommandContext): void {
  const command = program.command('migrate').description("bring the database to this version's schema")
  withJson(command).action(async (options: JsonOption) => {
    const migrations = await context.environment.migrate(context.config())
    const said = migrations.length === 0 ? ['the schema is up to date'] : migrations.map((name) => `applied ${name}`)
    context.print(options, { migrations }, said)
  })
}
