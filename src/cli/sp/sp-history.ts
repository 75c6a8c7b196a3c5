import { InvalidArgumentError, type Command } from 'commander'
import { restoreVersion, serviceHistory, type HistoryEntry } from '../../operators/services/history.js'
import type { ServiceAct } from '../../domain/service-version.js'
import { timeOf } from '../days.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { changeLines } from './change-lines.js'
import { serviceDepsOf } from './service-deps-of.js'
import { findingLine } from './service-sentences.js'

/** `sp history|restore`: what became of a service, and the way back. */
export function addSpHistoryCommands(sp: Command, context: CommandContext): void {
  withJson(sp.command('history').description('the versions of a service, newest first, and what each changed'))
    .argument('<entityID>')
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools) => {
        const { entityId, entries } = await serviceHistory(id, tools)
        const lines = entries.flatMap(versionLines)
        context.print(options, { entityId, versions: entries.map(versionDocument) }, lines)
      }),
    )
  withJson(sp.command('restore').description('give a service what it had in an earlier version, see sp history'))
    .argument('<entityID>')
    .requiredOption('--version <number>', 'the version, as sp history numbers it', versionNumber)
    .option('--dry-run', 'say what would change, and change nothing')
    .action((id: string, options: RestoreOptions) =>
      context.withTools(async (tools, actor) => {
        const { version: number, dryRun = false } = options
        const done = await restoreVersion(id, { number, dryRun }, actor, serviceDepsOf(tools))
        const { entityId } = done.service
        const changes = changeLines(done.changes, { isNew: false })
        const warnings = done.findings.map((found) => findingLine(found, entityId))
        const said = changes.length === 0 ? ['unchanged: it was so already'] : changes
        const lines = [...said, ...warnings.map((warning) => `warning: ${warning}`)].map((line) => `  ${line}`)
        const head = dryRun ? `would be as in version ${number}: ${entityId}` : `as in version ${number}: ${entityId}`
        context.print(options, { entityId, version: number, dryRun, changes, warnings }, [head, ...lines])
      }),
    )
}

interface RestoreOptions extends JsonOption {
  readonly version: number
  readonly dryRun?: boolean
}

function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a number from 1 on.')
}

const ACTS: Readonly<Record<ServiceAct, string>> = {
  imported: 'registered',
  updated: 'newer metadata read',
  set: 'settings changed',
  enabled: 'enabled',
  disabled: 'disabled',
  restored: 'restored',
  removed: 'removed',
}

/** CONTRACT: sp history --json, one of `versions`. */
const versionDocument = ({ version, changes }: HistoryEntry) => {
  const { number, at, actor, approvedBy, act, restored } = version
  return { number, at: timeOf(at), actor, approvedBy, act, restored, changes }
}

function versionLines({ version, changes }: HistoryEntry): readonly string[] {
  const { number, at, actor, approvedBy, act, restored } = version
  const who = actor ?? 'from before versions were kept'
  const approved = approvedBy === null ? [] : [`approved by ${approvedBy}`]
  const what = restored === null ? ACTS[act] : `${ACTS[act]} version ${restored}`
  const said =
    changes === null ? ['what it changed is not kept any more'] : changeLines(changes, { isNew: number === 1 })
  return [[number, timeOf(at), who, what, ...approved].join('  '), ...said.map((line) => `  ${line}`)]
}
