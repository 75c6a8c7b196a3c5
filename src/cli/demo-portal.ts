import type { Command } from 'commander'
import { withJson, type CommandContext } from './command-context.js'

export function addDemoPortalCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('demo-portal')
    .description('run a demo portal (a stand-in service provider) until SIGTERM or SIGINT')
    .argument(
      '<portal.json>',
      'a JSON file: the fields of a portal in config/demo/portals.yaml, with baseUrl and brokerMetadataUrl for host',
    )
  withJson(command).action((file: string) => context.environment.runDemoPortal(file))
}
