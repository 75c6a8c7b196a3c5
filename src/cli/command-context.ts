import type { Command } from 'commander'
import type { Config } from '../config/config.js'
import { ConfigError } from '../config/config-error.js'
import { loadConfig } from '../compose/load-config.js'
import type { CliEnvironment } from './cli-environment.js'
import type { OperatorTools } from '../compose/operator-tools.js'

/** What each command gets beside its arguments. */
export interface CommandContext {
  readonly environment: CliEnvironment
  /** Reads environment and config file; settings that nothing reads are told on stderr, once. Throws `ConfigError`. */
  config(): Config
  /** Reads the same for a broker, which tells the warnings in its log. */
  configOfBroker(): Config
  /** Opens the stores, runs `use`, and closes them whatever happens. */
  withTools<T>(use: (tools: OperatorTools, actor: string) => Promise<T>): Promise<T>
  /** Prints one document with `--json`, otherwise lines of text. */
  print(options: JsonOption, value: unknown, lines: readonly string[]): void
  /** Prints each warning as a line on stderr: the command did its work, but something may go wrong. */
  warn(warnings: readonly string[]): void
}

export interface JsonOption {
  readonly json?: boolean
}

export function createCommandContext(environment: CliEnvironment): CommandContext {
  const warn = (warnings: readonly string[]): void =>
    environment.err(warnings.map((warning) => `warning: ${warning}\n`).join(''))
  const configOfBroker = (): Config => {
    try {
      return loadConfig(environment.env)
    } catch (error) {
      if (error instanceof ConfigError) warn(error.warnings)
      throw error
    }
  }
  let told = false
  const config = (): Config => {
    const loaded = configOfBroker()
    if (!told) warn(loaded.warnings.environment)
    told = true
    return loaded
  }
  return {
    environment,
    config,
    configOfBroker,
    async withTools(use) {
      const tools = await environment.openTools(config())
      try {
        return await use(tools, `cli:${environment.user}`)
      } finally {
        await tools.close()
      }
    },
    warn,
    print({ json }, value, lines) {
      environment.out(json ? `${JSON.stringify(value, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''))
    },
  }
}

/** Every command takes `--json`. */
export const withJson = (command: Command): Command => command.option('--json', 'print one JSON document')
