import { Command, CommanderError } from 'commander'
import { addAccountCommands } from './account/account-commands.js'
import { addAuditCommands } from './audit/audit-commands.js'
import { ChangeDrafted } from '../operators/drafts/change-drafted.js'
import type { CliEnvironment } from './cli-environment.js'
import { createCommandContext } from './command-context.js'
import { addDemoPortalCommand } from './demo-portal.js'
import { addDraftCommands } from './draft/draft-commands.js'
import { addEidStubCommand } from './eid-stub.js'
import { addOperatorCommands, addTenantCommands } from './operator/operator-commands.js'
import { addPassSimulatorCommand } from './pass-simulator.js'
import { addPseudonymCommands } from './pseudonym/pseudonym-commands.js'
import { reportError } from './error-report.js'
import { addKeysCommands } from './keys/keys-commands.js'
import { addMethodCommands } from './method/method-commands.js'
import { addMigrateCommand } from './migrate.js'
import { addServeCommand } from './serve.js'
import { addRequestCommands } from './request/request-commands.js'
import { addUpstreamCommands } from './upstream/upstream-commands.js'
import { addSpCommands } from './sp/sp-commands.js'

/** Runs one command. Returns the exit code: 0 done, 1 refused or failed, 2 wrong usage. Never throws. */
export async function runCli(environment: CliEnvironment): Promise<0 | 1 | 2> {
  const program = createProgram(environment)
  try {
    await program.parseAsync([...environment.argv], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof ChangeDrafted) return tellDraft(environment, error)
    const { lines, rule, exitCode, document } = reportError(withoutCommand(error, program, environment.argv))
    environment.err(lines.map((line) => `${line}\n`).join(''))
    if (environment.argv.includes('--json') && lines.length > 0) {
      environment.out(`${JSON.stringify({ ...document, error: { rule, messages: lines } }, null, 2)}\n`)
    }
    return exitCode
  }
}

/** CONTRACT: where changes need a second person, nothing is wrong with one that waits for them. */
function tellDraft(environment: CliEnvironment, { draft }: ChangeDrafted): 0 {
  const isJson = environment.argv.includes('--json')
  environment.out(isJson ? `${JSON.stringify({ draft }, null, 2)}\n` : `draft ${draft}\n`)
  return 0
}

function createProgram(environment: CliEnvironment): Command {
  const program = new Command('servicekonto')
    .description('The Servicekonto broker and its registry')
    .version(environment.version, '--version')
    // Else --version of a command would be the version of the program.
    .enablePositionalOptions()
    .exitOverride()
    // commander itself writes no errors, because `runCli` tells each once.
    .configureOutput({ writeOut: (text) => environment.out(text), writeErr: () => {}, outputError: () => {} })
  const context = createCommandContext(environment)
  addServeCommand(program, context)
  addMigrateCommand(program, context)
  addSpCommands(program, context)
  addAccountCommands(program, context)
  addPseudonymCommands(program, context)
  addMethodCommands(program, context)
  addUpstreamCommands(program, context)
  addKeysCommands(program, context)
  addDraftCommands(program, context)
  addTenantCommands(program, context)
  addOperatorCommands(program, context)
  addAuditCommands(program, context)
  addRequestCommands(program, context)
  addDemoPortalCommand(program, context)
  addEidStubCommand(program, context)
  addPassSimulatorCommand(program, context)
  return program
}

/** If the command is missing, commander would show its help; this error says it in one line. */
function withoutCommand(error: unknown, program: Command, argv: readonly string[]): unknown {
  if (!(error instanceof CommanderError) || error.code !== 'commander.help') return error
  const group = program.commands.find((each) => each.name() === argv[0] && each.commands.length > 0) ?? program
  const name = group === program ? 'servicekonto' : `servicekonto ${group.name()}`
  const known = group.commands.map((each) => each.name()).join(', ')
  return new CommanderError(2, 'usage', `${name} needs a command: ${known}; see ${name} --help`)
}
