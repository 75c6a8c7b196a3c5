import { Option, type Command } from 'commander'
import { days } from '../../domain/instant.js'
import type { KeyUse } from '../../domain/ports/signing-keys.js'
import { ChangeDrafted } from '../../operators/drafts/change-drafted.js'
import { activateKey, createKey, listKeys, retireKey, type KeyDeps } from '../../operators/keys/manage-keys.js'
import { fetchesByKey } from '../../operators/keys/known-by.js'
import { keyDocument, keyLines } from './key-document.js'
import { fetchesDocument, fetchLines } from './key-fetches.js'
import { keySentence, stillInUse } from './key-sentences.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import type { OperatorTools } from '../../compose/operator-tools.js'

interface RetireOptions extends JsonOption {
  readonly force?: boolean
}

interface GenerateOptions extends JsonOption {
  readonly use: KeyUse
  readonly type: string
  readonly pkcs11?: boolean
}

const KEY_USES: readonly KeyUse[] = ['signing', 'encryption']

/** `keys list|generate|activate|retire|rewrap`: signing and encryption keys with roll-over, and what wraps them. */
export function addKeysCommands(program: Command, context: CommandContext): void {
  const keys = program.command('keys').description('signing and encryption keys of the broker, with roll-over')

  withJson(keys.command('list').description('all keys, oldest first, and what is to be done about them')).action(
    (options: JsonOption) =>
      context.withTools(async (tools) => {
        const views = await listKeys(depsOf(tools))
        const seen = new Set((await tools.registry.all()).map(({ entityId }) => entityId))
        const fetches = await fetchesByKey(views, seen, tools.metadataFetches)
        const documents = views.map((view) => ({ ...keyDocument(view), fetches: fetchesDocument(fetches, view) }))
        const none = ['no key yet: the first start of the broker makes them']
        const lines = views.flatMap((view) => [...keyLines(view), ...fetchLines(fetches, view)])
        context.print(options, documents, views.length === 0 ? none : lines)
      }),
  )

  withJson(keys.command('generate').description('make a key in state "next": announced in the metadata, not used yet'))
    .addOption(new Option('--use <use>', 'what the key is for').choices([...KEY_USES]).default('signing'))
    .option('--type <type>', 'RSA-3072, RSA-4096, EC-P-256 or EC-P-384', 'RSA-3072')
    .option('--pkcs11', 'in the HSM of keys.pkcs11, where its private key stays')
    .action((options: GenerateOptions) =>
      context.withTools(async (tools, actor) => {
        const { use, type, pkcs11: inHsm = false } = options
        const view = await createKey({ use, type, inHsm }, actor, depsOf(tools))
        context.print(options, keyDocument(view), keyLines(view))
      }),
    )

  addActivate(keys, context)

  addRetire(keys, context)

  addRewrap(keys, context)
}

/** The second of three steps: both secrets given, this command, the earlier one taken out. */
function addRewrap(keys: Command, context: CommandContext): void {
  const does = 'after a change of SECRET_KEY: wrap the stored keys with it, which SECRET_KEY_PREVIOUS still opens'
  withJson(keys.command('rewrap').description(does)).action((options: JsonOption) =>
    context.withTools(async (tools, actor) => {
      const { rewrapped, all } = await tools.rewrapKeySet(actor)
      context.print(options, { rewrapped, keys: all }, [
        rewrapped === 0
          ? `nothing to do: SECRET_KEY opens each of the ${all} stored keys`
          : `wrapped ${rewrapped} of ${all} stored keys with SECRET_KEY; SECRET_KEY_PREVIOUS can be taken out`,
      ])
    }),
  )
}

function addRetire(keys: Command, context: CommandContext): void {
  withJson(keys.command('retire').description('announce and use a key no more'))
    .argument('<id>')
    .option('--force', 'although its successor was announced for less than keys.announceDays')
    // An id may begin with a hyphen.
    .allowUnknownOption()
    .action((id: string, { force = false, ...options }: RetireOptions) =>
      context.withTools(async (tools, actor) => {
        const view = await retireKey(id, { force }, actor, depsOf(tools)).catch((error: unknown) => {
          if (force && error instanceof ChangeDrafted) context.warn([stillInUse(id, error)])
          throw error
        })
        context.print(options, keyDocument(view), keyLines(view))
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
        const { key, previous, findings } = await activateKey(id, actor, depsOf(tools))
        context.warn(findings.map(keySentence))
        context.print(options, keyDocument(key), [key, ...previous].flatMap(keyLines))
      }),
    )
}

const depsOf = (tools: OperatorTools): KeyDeps => ({
  keys: tools.keys,
  services: tools.services,
  now: tools.clock.now(),
  validFor: days(tools.config.settings.metadata.validForDays),
  announceFor: days(tools.config.settings.keys.announceDays),
})
