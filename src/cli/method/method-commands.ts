import type { Command } from 'commander'
import { listMethods, switchMethod, type SwitchedMethod } from '../../operators/methods/switch-method.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'

/** `method list|enable|disable`: the ways to log in, for every service at once. */
export function addMethodCommands(program: Command, context: CommandContext): void {
  const method = program.command('method').description('ways to log in, for all services')
  withJson(method.command('list').description('which are switched on')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const all = await listMethods(tools)
      context.print(options, all.map(documentOf), all.map(lineOf))
    }),
  )
  const acts = [
    ['enable', true, 'switch a method on again, within 5 s; what it proved before counts no more'],
    ['disable', false, 'switch a method off, within 5 s; sessions that rest on it alone end'],
  ] as const
  for (const [name, enabled, description] of acts) {
    withJson(method.command(name).description(description).argument('<id>', 'as in: method list')).action(
      (id: string, options: JsonOption) =>
        context.withTools(async (tools, actor) => {
          const end = await switchMethod(id, enabled, actor, tools)
          const done = end === 'done' ? `${name}d ${id}` : `${id} was ${name}d already`
          context.print(options, { id, enabled, changed: end === 'done' }, [done])
        }),
    )
  }
}

const documentOf = ({ method, enabled, disabledAt }: SwitchedMethod) => ({
  id: method,
  enabled,
  disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString(),
})

const lineOf = ({ method, enabled, disabledAt }: SwitchedMethod): string =>
  enabled || disabledAt === null
    ? `${method}  enabled`
    : `${method}  disabled since ${new Date(disabledAt).toISOString()}`
