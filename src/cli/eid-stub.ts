import { resolve } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import { withJson, type CommandContext } from './command-context.js'

/** The port that an eID client has on a computer (TR-03124-1 §2.2). */
const CLIENT_PORT = 24_727

export function addEidStubCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('eid-stub')
    .description(
      'run a stand-in for eID server and eID client, with invented test cards, until SIGTERM or SIGINT; never a real card',
    )
    .option('--port <number>', 'port on 127.0.0.1', portOf, CLIENT_PORT)
    .option('--keys <folder>', 'where its keys and those of the broker lie; made if they are missing', './eid-stub')
  withJson(command).action(({ port, keys }: { port: number; keys: string }) =>
    context.environment.runEidStub(port, resolve(keys)),
  )
}

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('a port is 1 to 65535.')
  return port
}
