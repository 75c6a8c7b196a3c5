import type { Command } from 'commander'
import type { OperatorTools } from '../../compose/operator-tools.js'
import { approveDraft, rejectDraft } from '../../operators/drafts/decide-drafts.js'
import { openDrafts, showDraft, type DraftDeps } from '../../operators/drafts/draft-view.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { serviceDepsOf } from '../sp/service-deps-of.js'
import { headDocument, headLine, viewDocument, viewLines } from './draft-document.js'

/** `draft list|show|approve|reject`: changes that wait for a second person. */
export function addDraftCommands(program: Command, context: CommandContext): void {
  const draft = program.command('draft').description('changes that wait for a second person')
  withJson(draft.command('list').description('those that wait, oldest first')).action((options: JsonOption) =>
    context.withTools(async (tools) => {
      const heads = await openDrafts(tools.drafts)
      const none = ['no change waits for a second person']
      context.print(options, heads.map(headDocument), heads.length === 0 ? none : heads.map(headLine))
    }),
  )
  withJson(draft.command('show').description('what a draft would change, field by field'))
    .argument('<id>')
    // An id may begin with a hyphen.
    .allowUnknownOption()
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools) => {
        const view = await showDraft(id, depsOf(tools))
        context.print(options, viewDocument(view), viewLines(view))
      }),
    )
  const acts = [
    ['approve', 'make the change of a draft of somebody else', approveDraft, 'approved'],
    ['reject', 'refuse a draft, or take the own one back', rejectDraft, 'rejected'],
  ] as const
  for (const [name, description, act, done] of acts) {
    withJson(draft.command(name).description(description))
      .argument('<id>')
      .allowUnknownOption()
      .action((id: string, options: JsonOption) =>
        context.withTools(async (tools, actor) => {
          const view = await act(id, { actor, shown: null }, depsOf(tools))
          context.print(options, { [done]: id, ...viewDocument(view) }, [`${done} ${id}`, ...viewLines(view).slice(1)])
        }),
      )
  }
}

const depsOf = (tools: OperatorTools): DraftDeps => ({
  ...tools.drafts,
  services: { ...serviceDepsOf(tools), services: tools.registry },
})
