import { Option, type Command } from 'commander'
import { OPERATOR_ROLES, operatorFactors, type Operator, type OperatorRole } from '../../domain/operator.js'
import {
  createOperator,
  disableOperator,
  listOperators,
  resetSecondFactor,
} from '../../operators/access/manage-operators.js'
import { createTenant, listTenants, tenantNamed } from '../../operators/access/manage-tenants.js'
import { resetPassword } from '../../operators/access/reset-password.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { timeOf } from '../days.js'
import { readPassword } from '../read-input.js'

interface CreateOptions extends JsonOption {
  readonly username: string
  readonly role: OperatorRole
  readonly tenant?: string
  readonly hotline?: boolean
  readonly oneTimePassword?: boolean
}

type NameOptions = JsonOption & { readonly username: string }

/** `tenant create|list`. */
export function addTenantCommands(program: Command, context: CommandContext): void {
  const tenant = program.command('tenant').description('tenants (Mandanten), which own services')
  withJson(tenant.command('create').description('make a tenant').argument('<name>')).action(
    (name: string, options: JsonOption) =>
      context.withTools(async (tools, actor) => {
        const { id } = await createTenant(name, actor, tools)
        context.print(options, { name: id }, [`created ${id}`])
      }),
  )
  withJson(tenant.command('list').description('list the tenants')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const names = (await listTenants(tools)).map(({ id }) => id)
      context.print(
        options,
        names.map((name) => ({ name })),
        names,
      )
    }),
  )
}

/** `operator create|list|disable|reset-second-factor|reset-password`; a password is the first line of stdin. */
export function addOperatorCommands(program: Command, context: CommandContext): void {
  const operator = program.command('operator').description('who may sign in at /operator')
  addCreate(operator, context)
  addResetPassword(operator, context)
  withJson(operator.command('list').description('list the operators')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const all = await listOperators(tools)
      context.print(options, all.map(documentOf), all.map(lineOf))
    }),
  )
  const acts = [
    ['disable', 'an operator cannot sign in any more, and is signed out everywhere', disableOperator, 'disabled'],
    [
      'reset-second-factor',
      'code app and passkeys go, and one is set up anew at the next sign-in; open sessions end',
      resetSecondFactor,
      'reset',
    ],
  ] as const
  for (const [name, description, act, done] of acts) {
    withJson(
      operator.command(name).description(description).requiredOption('--username <name>', 'as at its making'),
    ).action((options: NameOptions) =>
      context.withTools(async (tools, actor) => {
        const changed = await act(options.username, actor, tools)
        context.print(options, documentOf(changed), [`${done} ${changed.username}`])
      }),
    )
  }
}

function addResetPassword(operator: Command, context: CommandContext): void {
  const reset = operator
    .command('reset-password')
    .description(
      'give an operator who has forgotten the password another one, the first line of stdin: for one sign-in within 24 hours, at which it is replaced; the second factors stay, open sessions end',
    )
    .requiredOption('--username <name>', 'as at its making')
  withJson(reset).action(async (options: NameOptions) => {
    const password = await readPassword(context.environment)
    await context.withTools(async (tools, actor) => {
      const changed = await resetPassword({ ...options, password, version: null, isRemote: false }, actor, tools)
      context.print(options, documentOf(changed), [
        `reset ${changed.username}: the password is for one sign-in within 24 hours, at which it is replaced`,
      ])
    })
  })
}

function addCreate(operator: Command, context: CommandContext): void {
  const create = operator
    .command('create')
    .description('make an operator; the password is the first line of stdin')
    .requiredOption('--username <name>', 'user name, 3 to 64 characters')
    .addOption(
      new Option('--role <role>', 'all tenants, one tenant, or reading alone')
        .choices(OPERATOR_ROLES)
        .makeOptionMandatory(),
    )
    .option('--tenant <name>', 'whose services they look after, or read')
    .option('--one-time-password', 'it is for one sign-in within 24 hours, at which the operator replaces it')
    .option('--hotline', "may look after citizens' accounts, for --role operator")
  withJson(create).action(async (options: CreateOptions) => {
    const { username, role, hotline = false, oneTimePassword: isOneTime = false } = options
    const tenant = options.tenant === undefined ? null : tenantNamed(options.tenant)
    const password = await readPassword(context.environment)
    await context.withTools(async (tools, actor) => {
      const made = await createOperator(
        { username, password, role, tenant, hotline, isOwnPassword: !isOneTime },
        actor,
        tools,
      )
      const within = !isOneTime ? '' : ' within 24 hours, and the password is replaced'
      context.print(options, documentOf(made), [
        `created ${made.username}: a second factor is set up at the first sign-in${within}`,
      ])
    })
  })
}

const documentOf = ({ username, role, tenant, hotline, disabled, totp, passkeys, createdAt }: Operator) => ({
  username,
  role,
  tenant,
  hotline,
  disabled,
  secondFactor: operatorFactors({ totp, passkeys }).length > 0,
  createdAt: new Date(createdAt).toISOString(),
})

function lineOf({ username, role, tenant, hotline, disabled, totp, passkeys, oneTimeUntil }: Operator): string {
  const notes = [
    ...(hotline ? ['hotline'] : []),
    ...(disabled ? ['disabled'] : []),
    ...(operatorFactors({ totp, passkeys }).length === 0 ? ['second factor not set up'] : []),
    ...(oneTimeUntil === null ? [] : [`one-time password until ${timeOf(oneTimeUntil)}`]),
  ]
  return [username, role, tenant ?? '-', ...notes].join('  ')
}
