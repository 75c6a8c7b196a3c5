import type { Command } from 'commander'
import { NoWorker } from '../workers/no-worker.js'
import { withJson, type CommandContext } from './command-context.js'

export function addServeCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('serve')
    .description('run the broker, as the environment says, until SIGTERM or SIGINT; logs are JSON lines on stdout')
  withJson(command).action(async () => {
    const config = context.configOfBroker()
    // Listening for the signal before the start: a stop that comes meanwhile is not lost.
    const asked = new Promise<void>((resolve) => context.environment.onStopSignal(resolve))
    let isAsked = false
    void asked.then(() => (isAsked = true))
    const running = await context.environment.serve(config, asked).catch((error: unknown) => {
      // Asked to stop before the first worker served: it has ended as it was told.
      if (isAsked && error instanceof NoWorker) return null
      throw error
    })
    if (!running) return
    await asked
    await running.stop()
  })
}
