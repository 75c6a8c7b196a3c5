import type { Command } from 'commander'
import { trialLogin } from '../../operators/services/trial-login.js'
import { withJson, type CommandContext, type JsonOption } from '../command-context.js'
import { NoTestAnswer } from './no-test-answer.js'
import { noAnswer, trialDocument, trialLines } from './trial-sentences.js'

/** `sp test`: what a login of the service would get now; exit code 1 where that is no answer. */
export function addSpTestCommand(sp: Command, context: CommandContext): void {
  const does = 'what the login of a test citizen would send, in words and as XML; nothing is sent, the look is logged'
  withJson(sp.command('test').description(does))
    .argument('<entityID>')
    .option('--child <entityID>', 'as if the portal asked for this one of its child services (setting requesters)')
    .action((id: string, options: JsonOption & { readonly child?: string }) =>
      context.withTools(async (tools, actor) => {
        const trial = await tools.withTrialAnswers((answers) =>
          trialLogin(id, actor, { ...tools, answers }, options.child ?? null),
        )
        const isAnswered = trial.outcome === 'answered'
        if (isAnswered || !options.json) context.print(options, trialDocument(trial), trialLines(trial))
        if (!isAnswered) throw new NoTestAnswer(noAnswer(trial), trialDocument(trial))
      }),
    )
}
