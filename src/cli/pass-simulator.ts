import { ENVIRONMENT_DEFAULTS } from '../config/variables.js'
import type { Command } from 'commander'
import { withJson, type CommandContext } from './command-context.js'

/** The address of the demo's simulated phone. */
const PHONE_URL = 'http://phone.localhost:3005'

export function addPassSimulatorCommand(program: Command, context: CommandContext): void {
  const { environment } = context
  const command = program
    .command('pass-simulator')
    .description('run a simulated phone (a stand-in for the pass’s app) until SIGTERM or SIGINT')
    .option('--url <URL>', 'where it is opened; a name of this machine', PHONE_URL)
    .option('--broker <URL>', 'whose links it opens', environment.env['PUBLIC_URL'] ?? ENVIRONMENT_DEFAULTS.publicUrl)
  withJson(command).action(({ url, broker }: { url: string; broker: string }) =>
    environment.runPassSimulator(url, broker),
  )
}
