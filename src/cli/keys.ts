import { Option, type Command } from 'commander'
import { generateKey, KEY_USES, keyView, type KeyView } from '../operators/keys/key-commands.js'
import { withJson, type CommandContext, type JsonOption } from './command-context.js'

interface GenerateOptions extends JsonOption {
  readonly use: string
  readonly type: string
}

/** `keys list|generate|activate|retire`: signing and encryption keys with roll-over. */
export function addKeysCommands(program: Command, context: CommandContext): void {
  const keys = program.command('keys').description('signing and encryption keys of the broker, with roll-over')

  withJson(keys.command('list').description('all keys, oldest first')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const views = (await tools.keys.list()).map(keyView)
      context.print(options, views, views.map(row))
    }),
  )

  withJson(keys.command('generate').description('make a key in state "next": announced in the metadata, not used yet'))
    .addOption(new Option('--use <use>', 'what the key is for').choices([...KEY_USES]).default('signing'))
    .option('--type <type>', 'RSA-3072, RSA-4096, EC-P-256 or EC-P-384', 'RSA-3072')
    .action((options: GenerateOptions) =>
      context.withTools(async (tools, actor) => {
        const view = await generateKey(options.use, options.type, actor, tools.keys)
        context.print(options, view, [
          row(view),
          `when every partner has the metadata: servicekonto keys activate ${view.id}`,
        ])
      }),
    )

  withJson(keys.command('activate').description('use a key from now on; the former active one of its use is retired'))
    .argument('<id>')
    // An id may begin with a hyphen.
    .allowUnknownOption()
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools, actor) => {
        const view = keyView(await tools.keys.activate(id, actor))
        context.print(options, view, [row(view)])
      }),
    )

  withJson(keys.command('retire').description('announce and use a key no more'))
    .argument('<id>')
    // An id may begin with a hyphen.
    .allowUnknownOption()
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools, actor) => {
        const view = keyView(await tools.keys.retire(id, actor))
        context.print(options, view, [row(view)])
      }),
    )
}

const row = ({ id, use, state, type, sha256, notAfter }: KeyView): string =>
  [id, use.padEnd(10), state.padEnd(7), type, `until ${notAfter.slice(0, 10)}`, `SHA-256 ${sha256}`].join('  ')
