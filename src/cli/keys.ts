import { Option, type Command } from 'commander'
import { days } from '../domain/instant.js'
import {
  activateKey,
  generateKey,
  KEY_USES,
  listKeys,
  retireKey,
  type KeyDeps,
  type KeyView,
} from '../operators/keys/key-commands.js'
import { withJson, type CommandContext, type JsonOption } from './command-context.js'
import type { OperatorTools } from '../compose/operator-tools.js'

interface RetireOptions extends JsonOption {
  readonly force?: boolean
}

interface GenerateOptions extends JsonOption {
  readonly use: string
  readonly type: string
}

/** `keys list|generate|activate|retire`: signing and encryption keys with roll-over. */
export function addKeysCommands(program: Command, context: CommandContext): void {
  const keys = program.command('keys').description('signing and encryption keys of the broker, with roll-over')

  withJson(keys.command('list').description('all keys, oldest first, and what is to be done about them')).action(
    (options: JsonOption) =>
      context.withTools(async (tools, actor) => {
        const views = await listKeys(depsOf(tools, actor))
        const none = ['no key yet: the first start of the broker makes them']
        context.print(options, views, views.length === 0 ? none : views.flatMap(lines))
      }),
  )

  withJson(keys.command('generate').description('make a key in state "next": announced in the metadata, not used yet'))
    .addOption(new Option('--use <use>', 'what the key is for').choices([...KEY_USES]).default('signing'))
    .option('--type <type>', 'RSA-3072, RSA-4096, EC-P-256 or EC-P-384', 'RSA-3072')
    .action((options: GenerateOptions) =>
      context.withTools(async (tools, actor) => {
        const view = await generateKey(options.use, options.type, depsOf(tools, actor))
        context.print(options, view, lines(view))
      }),
    )

  addActivate(keys, context)

  addRetire(keys, context)
}

function addRetire(keys: Command, context: CommandContext): void {
  withJson(keys.command('retire').description('announce and use a key no more'))
    .argument('<id>')
    .option('--force', 'although its successor was announced for less than keys.announceDays')
    // An id may begin with a hyphen.
    .allowUnknownOption()
    .action((id: string, { force = false, ...options }: RetireOptions) =>
      context.withTools(async (tools, actor) => {
        const view = await retireKey(id, { force }, depsOf(tools, actor))
        context.print(options, view, lines(view))
      }),
    )
}

function addActivate(keys: Command, context: CommandContext): void {
  const does = 'use a key from now on; the former active one of its use and family stays announced as the previous one'
  withJson(keys.command('activate').description(does))
    .argument('<id>')
    // An id may begin with a hyphen.
    .allowUnknownOption()
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools, actor) => {
        const { key, previous, warnings } = await activateKey(id, depsOf(tools, actor))
        context.warn(warnings)
        context.print(options, key, [...lines(key), ...previous.flatMap(lines)])
      }),
    )
}

const depsOf = (tools: OperatorTools, actor: string): KeyDeps => ({
  keys: tools.keys,
  services: tools.services,
  actor,
  now: tools.clock.now(),
  validFor: days(tools.config.settings.metadata.validForDays),
  announceFor: days(tools.config.settings.keys.announceDays),
})

function lines(view: KeyView): readonly string[] {
  const { id, use, state, stateSince, type, sha256, notAfter, warning, advice } = view
  const since = `since ${stateSince?.slice(0, 10) ?? 'long ago'}`
  const row = [id, use.padEnd(10), state.padEnd(8), since, type, `until ${notAfter.slice(0, 10)}`, `SHA-256 ${sha256}`]
  return [
    row.join('  '),
    ...(warning === null ? [] : [`  warning: ${warning}`]),
    ...(advice === null ? [] : [`  ${advice}`]),
  ]
}
