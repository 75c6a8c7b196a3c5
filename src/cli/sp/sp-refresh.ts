import type { Command } from 'commander'
import { OperatorError } from '../../domain/operator-error.js'
import { refusal } from '../../operators/findings.js'
import { Refused } from '../../operators/refused.js'
import { refreshNow } from '../../operators/sources/refresh-now.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { importDocument, importLines } from './import-document.js'
import { sourceDepsOf } from './service-deps-of.js'

const QUIET = { showFingerprint: false, isRefreshed: false }

/** `sp refresh`: what the broker does by itself, now. Exit 1 with the rule where nothing was taken. */
export function addSpRefreshCommand(sp: Command, context: CommandContext): void {
  withJson(sp.command('refresh').description('fetch the metadata of a service from its source now'))
    .argument('<entityID>')
    .action((id: string, options: JsonOption) =>
      context.withTools(async (tools, actor) => {
        const went = await refreshNow(id, { actor, tenant: null, confirmed: null }, sourceDepsOf(tools))
        if (went.kind === 'refused') {
          const { refusal: why } = went
          if (why.code !== 'source-refused') throw new Refused(why)
          throw new OperatorError(why.data.rule, why.data.message)
        }
        if (went.kind === 'forgotten') throw new Refused(refusal('source-gone', { url: id }))
        const changed = went.kind === 'applied' ? went.changed : 0
        const nothing = { dryRun: false, services: [], refused: [] }
        const document = went.kind === 'applied' ? importDocument(went.result, QUIET) : nothing
        const unchanged = `${id}: unchanged: its source has nothing new`
        const lines = went.kind === 'applied' && changed > 0 ? importLines(changedOnly(went), QUIET) : [unchanged]
        context.print(options, document, lines)
      }),
    )
}

/** An aggregate has thousands of services that stay as they are. */
const changedOnly = ({ result }: Extract<Awaited<ReturnType<typeof refreshNow>>, { readonly kind: 'applied' }>) => ({
  ...result,
  services: result.services.filter(({ kind }) => kind !== 'unchanged'),
})
