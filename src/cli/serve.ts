import type { Command } from 'commander'
import { NoWorker } from '../workers/no-worker.js'
import { withJson, type CommandContext } from './command-context.js'
import { reportError } from './error-report.js'
import type { RunningBroker } from './cli-environment.js'

export function addServeCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('serve')
    .description(
      'run the broker, as the environment says, until SIGTERM or SIGINT; SIGHUP reads the config file anew; logs are JSON lines on stdout',
    )
  withJson(command).action(async () => {
    const config = context.configOfBroker()
    // The signals are listened for before the start, so that a stop that comes meanwhile is not lost, and SIGHUP ends
    // nothing.
    const { environment } = context
    const asked = new Promise<void>((resolve) => environment.onStopSignal(resolve))
    let ready: (running: RunningBroker) => void = () => undefined
    const started = new Promise<RunningBroker>((resolve) => (ready = resolve))
    environment.onReloadSignal(() => void started.then((running) => reload(running, context)))
    let isAsked = false
    void asked.then(() => (isAsked = true))
    const running = await environment.serve(config, asked).catch((error: unknown) => {
      // The broker was asked to stop before its first worker served, so it has ended as it was told to.
      if (isAsked && error instanceof NoWorker) return null
      throw error
    })
    if (!running) return
    ready(running)
    await asked
    await running.stop()
    environment.endSoon()
  })
}

/** Reads the config file again. Its faults are told as at a start, and the broker goes on as before. */
async function reload(running: RunningBroker, context: CommandContext): Promise<void> {
  try {
    await running.reload(() => context.config().settings)
  } catch (error) {
    context.environment.err(
      reportError(error)
        .lines.map((line) => `${line}\n`)
        .join(''),
    )
  }
}
