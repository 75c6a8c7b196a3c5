import type { Command } from 'commander'
import { nearest } from '../../domain/nearest.js'
import { OperatorError } from '../../domain/operator-error.js'
import { UPSTREAM_KEYS } from '../../operators/typed/upstream-keys.js'
import { suggestion } from '../../operators/typed/setting-parsers.js'
import {
  removalOf,
  removeUpstream,
  setUpstream,
  switchUpstream,
  type ChangedUpstream,
} from '../../operators/upstreams/manage-upstreams.js'
import type { UpstreamSettingsChange } from '../../operators/upstreams/upstream-rules.js'
import { listUpstreams, showUpstream } from '../../operators/upstreams/upstream-view.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { firstLine } from '../read-input.js'
import { shown } from '../sp/read-settings.js'
import { changeLine, upstreamDocument, upstreamLines, upstreamRow } from './upstream-document.js'
import { addUpstreamImportCommand } from './upstream-import.js'
import { upstreamFindingLine } from './upstream-sentences.js'

/** `upstream import|list|show|set|enable|disable|remove`: other accounts as ways to log in. */
export function addUpstreamCommands(program: Command, context: CommandContext): void {
  const upstream = program.command('upstream').description('other accounts as ways to log in')
  addUpstreamImportCommand(upstream, context)
  withJson(upstream.command('list').description('all of them')).action((options: JsonOption) =>
    context.withTools(async ({ upstreams }) => {
      const all = await listUpstreams(upstreams)
      const lines = all.length === 0 ? ['no upstream is registered'] : all.flatMap(upstreamRow)
      context.print(options, all.map(upstreamDocument), lines)
    }),
  )
  withJson(upstream.command('show').description('one of them in full'))
    .argument('<name>')
    .action((name: string, options: JsonOption) =>
      context.withTools(async ({ upstreams }) => {
        const view = await showUpstream(name, upstreams)
        context.print(options, upstreamDocument(view), upstreamLines(view))
      }),
    )
  addSetCommand(upstream, context)
  addSwitchCommands(upstream, context)
  addRemoveCommand(upstream, context)
}

function addSetCommand(upstream: Command, context: CommandContext): void {
  withJson(upstream.command('set').description('set key=value …, effective within 5 s'))
    .argument('<name>')
    .argument('<key=value...>')
    .addHelpText('after', `\nKeys:\n${UPSTREAM_KEYS.map(({ name, doc }) => `  ${name.padEnd(16)}${doc}`).join('\n')}`)
    .action((name: string, texts: string[], options: JsonOption) =>
      context.withTools(async ({ upstreams }, actor) => {
        // It is looked up first, so that an unknown one is told before faults of its settings.
        const { upstream: found } = await showUpstream(name, upstreams)
        const change = readAssignments(texts, found.name, upstreams.httpLoopback)
        tell(context, options, await setUpstream(name, change, actor, upstreams))
      }),
    )
}

function addSwitchCommands(upstream: Command, context: CommandContext): void {
  const acts = [
    ['enable', true, 'switch it on again, within 5 s; what it proved before counts no more'],
    ['disable', false, 'switch it off on every path, within 5 s; sessions that rest on it alone end'],
  ] as const
  for (const [act, enabled, description] of acts) {
    withJson(upstream.command(act).description(description))
      .argument('<name>')
      .action((name: string, options: JsonOption) =>
        context.withTools(async ({ upstreams }, actor) => {
          const end = await switchUpstream(name, enabled, actor, upstreams)
          const done = end === 'done' ? `${act}d ${name}` : `${name} was ${act}d already`
          context.print(options, { name, enabled, changed: end === 'done' }, [done])
        }),
      )
  }
}

function addRemoveCommand(upstream: Command, context: CommandContext): void {
  withJson(upstream.command('remove').description('take it out of the registry; asks first on a terminal'))
    .argument('<name>')
    .option('--yes', 'do not ask')
    .action((name: string, { yes = false, ...options }: JsonOption & { readonly yes?: boolean }) =>
      context.withTools(async ({ upstreams }, actor) => {
        const { services } = await removalOf(name, upstreams)
        if (!yes) await askRemoval(name, services, context)
        const done = await removeUpstream(name, actor, upstreams)
        tell(context, options, { ...done, changes: [{ part: 'is removed', before: null, after: null }] })
      }),
    )
}

/** Says on a terminal what a removal means, and asks; elsewhere nobody is asked. */
async function askRemoval(name: string, services: readonly string[], { environment }: CommandContext): Promise<void> {
  if (environment.stdin.isTTY !== true) return
  const named = services.length === 0 ? 'no service names it' : `named by ${services.join(', ')}`
  environment.err(
    `${name}: ${named}\n  what it proved counts no more; links of accounts with it lead nowhere, for good\nRemove it? Type yes: `,
  )
  const answer = (await firstLine(environment.stdin, 'The answer')) ?? ''
  // check: a-removal-of-an-upstream-at-a-terminal-is-confirmed
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new OperatorError('not-confirmed', 'Nothing was removed')
}

function tell(context: CommandContext, options: JsonOption, { upstream, changes, findings }: ChangedUpstream): void {
  const { name } = upstream
  const warnings = findings.map((found) => upstreamFindingLine(found, name))
  const lines = changes.length === 0 ? ['unchanged: it was so already'] : changes.map(changeLine)
  const document = { name, changes: changes.map(({ part }) => part), warnings }
  context.print(options, document, [
    name,
    ...[...lines, ...warnings.map((each) => `warning: ${each}`)].map((line) => `  ${line}`),
  ])
}

function readAssignments(texts: readonly string[], name: string, httpLoopback: boolean): UpstreamSettingsChange {
  const seen = new Set<string>()
  return texts.reduce<UpstreamSettingsChange>((sofar, text) => {
    const at = text.indexOf('=')
    if (at < 1) throw new OperatorError('setting-form', `"${shown(text)}" is not of the form key=value`)
    const key = keyOf(text.slice(0, at).trim())
    if (seen.has(key.name)) throw new OperatorError('setting-twice', `${key.name} is given twice; give it once`)
    seen.add(key.name)
    const value = text.slice(at + 1)
    const read = key.read(value, httpLoopback)
    if (read) return { ...sofar, ...read }
    const expected = key.expects + suggestion(value, key.words)
    throw new OperatorError(
      'setting-value',
      `${key.name} cannot be "${shown(value)}" for ${name}; it may be ${expected}`,
    )
  }, {})
}

function keyOf(typed: string) {
  const found = UPSTREAM_KEYS.find(({ name }) => name === typed)
  if (found) return found
  const names = UPSTREAM_KEYS.map(({ name }) => name)
  const meant = nearest(typed, names)
  const hint = meant ? `did you mean ${meant}?` : `known: ${names.join(', ')}`
  throw new OperatorError('setting-unknown', `${shown(typed)} is no setting of an upstream; ${hint}`)
}
