import type { Command } from 'commander'
import {
  changeService,
  listServices,
  removeService,
  showService,
  switchService,
  type ChangedService,
} from '../../operators/services/manage-services.js'
import type { OperatorTools } from '../../compose/operator-tools.js'
import { sourceIdOf } from '../../domain/source.js'
import { logoFindings } from '../../operators/logos/logo-findings.js'
import { refreshFindings } from '../../operators/sources/source-findings.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { changeLines } from './change-lines.js'
import { readAssignments, readSettings } from './read-settings.js'
import { serviceDepsOf } from './service-deps-of.js'
import { listedDocument, listedLines, serviceDocument, serviceLines } from './service-document.js'
import { findingLine } from './service-sentences.js'
import { changeWithNewPseudonyms } from '../../operators/services/new-pseudonyms.js'
import { SETTING_KEYS } from '../../operators/typed/setting-keys.js'
import { addSpHistoryCommands } from './sp-history.js'
import { askRemoval } from './sp-remove.js'
import { addSpRefreshCommand } from './sp-refresh.js'
import { addSpImportCommand } from './sp-import.js'
import { addSpTestCommand } from './sp-test.js'

/** `sp import|list|show|enable|disable|remove|set|history|restore|test`: the registry of services. */
export function addSpCommands(program: Command, context: CommandContext): void {
  const sp = program.command('sp').description('service providers (Online-Dienste)')
  addSpImportCommand(sp, context)

  withJson(sp.command('list').description('all services')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const rows = await listServices(tools)
      const none = ['no service is registered']
      context.print(options, rows.map(listedDocument), rows.length === 0 ? none : rows.flatMap(listedLines))
    }),
  )

  withJson(sp.command('show').description('one service in full'))
    .argument('<entityID>')
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools) => {
        const shown = await showService(id, tools)
        const sourceId = sourceIdOf(shown.service)
        const fed = sourceId === null ? null : await tools.sources.sources.find(sourceId)
        const logo = shown.service.metadata.logo ? await tools.logos.find(shown.service.entityId) : null
        const others = [...refreshFindings(shown.service, fed), ...logoFindings(shown.service, logo)]
        const view = { ...shown, findings: [...others, ...shown.findings] }
        context.print(options, serviceDocument(view, fed, logo), serviceLines(view, fed, logo))
      }),
    )

  const changing = (name: string, description: string, act: Act): void => {
    withJson(sp.command(name).description(description))
      .argument('<entityID>')
      .action((id: string, options: JsonOption) => changed(context, options, (...world) => act(id, ...world)))
  }
  changing('enable', 'let a service log citizens in', switching(true))
  changing('disable', 'refuse its requests; settings and pseudonyms stay', switching(false))
  addSpRemoveCommand(sp, context)
  addSpRefreshCommand(sp, context)
  addSpSetCommand(sp, context)
  addSpHistoryCommands(sp, context)
  addSpTestCommand(sp, context)
}

function addSpRemoveCommand(sp: Command, context: CommandContext): void {
  withJson(sp.command('remove').description('take a service out of the registry; asks first on a terminal'))
    .argument('<entityID>')
    .option('--yes', 'do not ask')
    .action((id: string, { yes = false, ...options }: JsonOption & { readonly yes?: boolean }) =>
      changed(context, options, async (tools, actor) => {
        const deps = serviceDepsOf(tools)
        await askRemoval(id, { yes }, context.environment, deps)
        return { entityId: await removeService(id, actor, deps), changes: ['is removed'], warnings: [] }
      }),
    )
}

interface SetOptions extends JsonOption {
  readonly newPseudonyms?: string
}

function addSpSetCommand(sp: Command, context: CommandContext): void {
  withJson(sp.command('set').description('set key=value …, effective at once'))
    .argument('<entityID>')
    .argument('<key=value...>')
    .option(
      '--new-pseudonyms <present sector>',
      'with another sector: all users get new pseudonyms, once a second person agrees',
    )
    .addHelpText('after', `\nKeys:\n${SETTING_KEYS.map(({ name, doc }) => `  ${name.padEnd(24)}${doc}`).join('\n')}`)
    .action((id: string, texts: string[], { newPseudonyms: typed, ...options }: SetOptions) =>
      changed(context, options, async (tools, actor) => {
        const deps = serviceDepsOf(tools)
        // The service is looked up first, so that an unknown service is told before faults of its settings.
        const { service } = await showService(id, deps)
        const settings = readSettings(readAssignments(texts), tools.known, service.entityId)
        const done =
          typed === undefined
            ? changeService(id, settings, actor, deps)
            : changeWithNewPseudonyms(id, { settings, typed }, actor, { ...deps, drafting: tools.drafting })
        return changeDocument(await done)
      }),
    )
}

/** CONTRACT: what a command did to one service. */
interface ChangeDocument {
  readonly entityId: string
  readonly changes: readonly string[]
  readonly warnings: readonly string[]
}

type Act = (id: string, tools: OperatorTools, actor: string) => Promise<ChangeDocument>

const switching =
  (active: boolean): Act =>
  async (id, tools, actor) =>
    changeDocument(await switchService(id, active, actor, serviceDepsOf(tools)))

const changeDocument = ({ service: { entityId }, changes, findings }: ChangedService): ChangeDocument => ({
  entityId,
  changes: changeLines(changes, { isNew: false }),
  warnings: findings.map((found) => findingLine(found, entityId)),
})

const changed = (
  context: CommandContext,
  options: JsonOption,
  act: (tools: OperatorTools, actor: string) => Promise<ChangeDocument>,
): Promise<void> =>
  context.withTools(async (tools, actor) => {
    const change = await act(tools, actor)
    const said = change.changes.length === 0 ? ['unchanged: it was so already'] : change.changes
    const lines = [...said, ...change.warnings.map((warning) => `warning: ${warning}`)]
    context.print(options, change, [change.entityId, ...lines.map((line) => `  ${line}`)])
  })
