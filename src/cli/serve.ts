import type { Command } from 'commander'
import { withJson, type CommandContext } from './command-context.js'

export function addServeCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('serve')
    .description('run the broker, as the environment says, until SIGTERM or SIGINT; logs are JSON lines on stdout')
  withJson(command).action(async () => {
    const config = context.configOfBroker()
    // Listening for the signal before the start: a stop that comes meanwhile is not lost.
    const asked = new Promise<void>((resolve) => context.environment.onStopSignal(resolve))
    const running = await context.environment.serve(config)
    await asked
    await running.stop()
  })
}
