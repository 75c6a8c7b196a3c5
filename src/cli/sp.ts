import type { Command } from 'commander'
import {
  listServices,
  removeService,
  setService,
  showService,
  switchService,
  type ChangedService,
} from '../operators/services/manage-services.js'
import type { ServiceDeps } from '../operators/services/service-deps.js'
import type { ListedService } from '../operators/services/service-view.js'
import { SETTING_KEYS } from '../operators/services/settings-keys.js'
import { withJson, type CommandContext, type JsonOption } from './command-context.js'
import { serviceDepsOf } from './service-deps-of.js'
import { addSpImportCommand } from './sp-import.js'

/** `sp import|list|show|enable|disable|remove|set`: the registry of services. */
export function addSpCommands(program: Command, context: CommandContext): void {
  const sp = program.command('sp').description('service providers (Online-Dienste)')
  addSpImportCommand(sp, context)

  withJson(sp.command('list').description('all services')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const rows = await listServices(tools)
      context.print(options, rows, rows.length === 0 ? ['no service is registered'] : rows.map(rowLine))
    }),
  )

  withJson(sp.command('show').description('one service in full'))
    .argument('<entityID>')
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools) => {
        const view = await showService(id, tools)
        context.print(options, view, Object.entries(view).map(viewLine))
      }),
    )

  const changing = (
    name: string,
    description: string,
    act: (id: string, deps: ServiceDeps) => Promise<ChangedService>,
  ): void => {
    withJson(sp.command(name).description(description))
      .argument('<entityID>')
      .action((id: string, options: JsonOption) => changed(context, options, (deps) => act(id, deps)))
  }
  changing('enable', 'let a service log citizens in', (id, deps) => switchService(id, true, deps))
  changing('disable', 'refuse its requests; settings and pseudonyms stay', (id, deps) => switchService(id, false, deps))
  changing('remove', 'take a service out of the registry', removeService)

  withJson(sp.command('set').description('set key=value …, effective at once'))
    .argument('<entityID>')
    .argument('<key=value...>')
    .addHelpText('after', `\nKeys:\n${SETTING_KEYS.map(({ name, doc }) => `  ${name.padEnd(24)}${doc}`).join('\n')}`)
    .action((id: string, texts: string[], options: JsonOption) =>
      changed(context, options, (deps) => setService(id, texts, deps)),
    )
}

const changed = (
  context: CommandContext,
  options: JsonOption,
  act: (deps: ServiceDeps) => Promise<ChangedService>,
): Promise<void> =>
  context.withTools(async (tools, actor) => {
    const change = await act(serviceDepsOf(tools, actor))
    const said = change.changes.length === 0 ? ['unchanged: it was so already'] : change.changes
    const lines = [...said, ...change.warnings.map((warning) => `warning: ${warning}`)]
    context.print(options, change, [change.entityId, ...lines.map((line) => `  ${line}`)])
  })

const rowLine = ({ entityId, trustLevel, active, tenant, displayName, ...row }: ListedService): string => {
  const weak =
    row.weakAlgorithms.length === 0
      ? []
      : [`weak algorithms until ${row.weakAlgorithmsUntil}: ${row.weakAlgorithms.join(', ')}`]
  const end = row.validUntil === null ? [] : [`metadata valid until ${row.validUntil.slice(0, 10)}`]
  const columns = [entityId, trustLevel, active ? 'active' : 'disabled', tenant ?? '-', displayName, ...weak, ...end]
  return [columns.join('  '), ...row.warnings.map((warning) => `  warning: ${warning}`)].join('\n')
}

const viewLine = ([key, value]: readonly [string, unknown]): string =>
  `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`
