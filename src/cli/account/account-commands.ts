import { normalizeUsername } from '../../domain/username.js'
import type { Command } from 'commander'
import { OperatorError } from '../../domain/operator-error.js'
import { createAccount } from '../../operators/accounts/create-account.js'
import { ATTRIBUTE_NAMES, ruleOf, type AttributeName } from '../../domain/identity.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { addHotlineCommands } from './hotline-commands.js'
import { readPassword } from '../read-input.js'

const TEST_STAGE =
  'stage is test: this deployment has no accounts but those of testCitizens in CONFIG_FILE; add one there'

/** The options that state an attribute. commander turns `--given-name` into `givenName`, the attribute's own name. */
const ATTRIBUTE_OPTIONS = ATTRIBUTE_NAMES.flatMap((name) => {
  const { kind, example } = ruleOf(name)
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <${kind === 'name' ? 'text' : kind}>`
  return example === undefined ? [] : [{ name, flag, example }]
})

type CreateOptions = JsonOption & { readonly username: string } & Readonly<Partial<Record<AttributeName, string>>>

/** `account`, and `account create`: the password is the first line of stdin. */
export function addAccountCommands(program: Command, context: CommandContext): void {
  const account = program.command('account').description("citizens' accounts")
  addHotlineCommands(account, context)
  const create = account
    .command('create')
    .description('make a self-declared citizen account; the password is the first line of stdin')
    .requiredOption('--username <name>', 'user name, 3 to 64 characters')
  for (const { flag, example } of ATTRIBUTE_OPTIONS) create.option(flag, example)
  withJson(create).action(async (options: CreateOptions) => {
    const config = context.config()
    // check: no-account-is-made-in-a-test-deployment
    if (config.settings.stage === 'test') throw new OperatorError('stage', TEST_STAGE)
    const password = await readPassword(context.environment)
    await context.withTools(async (tools, actor) => {
      const id = await createAccount(
        { username: options.username, password, attributes: attributesOf(options) },
        actor,
        {
          ...tools,
          hashPassword: (text) => tools.hashPassword(text),
          selfDeclaredLevel: config.settings.proofing.selfDeclared,
        },
      )
      const username = normalizeUsername(options.username)
      context.print(options, { id, username }, [`created ${id} ${username}`])
    })
  })
}

function attributesOf(options: CreateOptions): Partial<Record<AttributeName, string>> {
  const given = ATTRIBUTE_OPTIONS.flatMap(({ name }) => (options[name] === undefined ? [] : [[name, options[name]]]))
  return Object.fromEntries(given) as Partial<Record<AttributeName, string>>
}
