import type { Command } from 'commander'
import { lookUpRequest } from '../../operators/requests/look-up-request.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { requestDocument, requestLines } from './request-sentences.js'

/** Whoever has the store sees all of it. */
const ALL = { seesClaimed: true, tenant: null }

/** `request show <error-id>`: what a portal sent, and why it was refused. */
export function addRequestCommands(program: Command, context: CommandContext): void {
  const request = program.command('request').description('requests of services that were refused')
  const does = 'what came in, decoded, and the rule that refused it, for 7 days; the look-up is logged'
  withJson(
    request
      .command('show')
      .description(does)
      .argument(
        '<error-id>',
        "as on the error page; or the ID of the request or of its Response, from the portal's log",
      ),
  ).action((errorId: string, options: JsonOption) =>
    context.withTools(async (tools, actor) => {
      const found = await lookUpRequest(errorId, ALL, actor, tools)
      context.print(options, requestDocument(found), requestLines(found))
    }),
  )
}
