import { normalizeUsername } from '../../domain/username.js'
import type { Command } from 'commander'
import { createAccount } from '../../operators/accounts/create-account.js'
import type { AttributeName } from '../../domain/identity.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { readPassword } from '../read-input.js'

/** The options that state an attribute. commander turns `--given-name` into `givenName`, the attribute's own name. */
const ATTRIBUTE_OPTIONS: readonly (readonly [flag: string, AttributeName, example: string])[] = [
  ['--given-name <text>', 'givenName', 'all given names'],
  ['--family-name <text>', 'familyName', 'family name'],
  ['--birth-date <date>', 'birthDate', 'YYYY-MM-DD'],
  ['--email <address>', 'email', 'taken as confirmed'],
  ['--birth-name <text>', 'birthName', 'family name at birth'],
  ['--academic-title <text>', 'academicTitle', 'for instance Dr.'],
  ['--place-of-birth <text>', 'placeOfBirth', 'place of birth'],
  ['--gender <code>', 'gender', '0, 1, 2 or 9 (ISO 5218)'],
  ['--nationality <code>', 'nationality', 'for instance D (ICAO 9303)'],
  ['--street <text>', 'street', 'street and number'],
  ['--postal-code <text>', 'postalCode', 'postal code'],
  ['--locality <text>', 'locality', 'town'],
  ['--country <code>', 'country', 'for instance DE (ISO 3166-1)'],
  ['--phone <number>', 'phone', 'for instance +49 241 123456'],
]

type CreateOptions = JsonOption & { readonly username: string } & Readonly<Partial<Record<AttributeName, string>>>

/** `account create`: the password is the first line of stdin. */
export function addAccountCommands(program: Command, context: CommandContext): void {
  const account = program.command('account').description("citizens' accounts")
  const create = account
    .command('create')
    .description('make a self-declared citizen account; the password is the first line of stdin')
    .requiredOption('--username <name>', 'user name, 3 to 64 characters')
  for (const [flag, , example] of ATTRIBUTE_OPTIONS) create.option(flag, example)
  withJson(create).action(async (options: CreateOptions) => {
    const config = context.config()
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
  const given = ATTRIBUTE_OPTIONS.flatMap(([, name]) => (options[name] === undefined ? [] : [[name, options[name]]]))
  return Object.fromEntries(given) as Partial<Record<AttributeName, string>>
}
