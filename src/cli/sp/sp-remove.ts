import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceDeps } from '../../operators/services/service-deps.js'
import { LATELY_DAYS, removalConsequences, type RemovalConsequences } from '../../operators/services/removal.js'
import type { CliEnvironment } from '../cli-environment.js'
import { firstLine } from '../read-input.js'

/**
 * Says on a terminal what a removal means, and asks; elsewhere nobody is asked. Throws `OperatorError('not-confirmed')`
 * where the answer is not yes.
 */
export async function askRemoval(
  id: string,
  { yes }: { readonly yes: boolean },
  environment: CliEnvironment,
  deps: ServiceDeps,
): Promise<void> {
  if (yes || environment.stdin.isTTY !== true) return
  const consequences = await removalConsequences(id, deps)
  environment.err(`${consequenceLines(consequences).join('\n')}\nRemove it? Type yes: `)
  const answer = (await firstLine(environment.stdin, 'The answer')) ?? ''
  // check: a-removal-at-a-terminal-is-confirmed
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new OperatorError('not-confirmed', 'Nothing was removed')
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

function consequenceLines({ view, lately, pseudonyms, sharing }: RemovalConsequences): readonly string[] {
  const { logins, accounts } = lately
  const of = logins === 0 ? 'none' : `${logins} of ${count(accounts, 'account')}`
  const known = pseudonyms === null ? 'its accounts have' : `${count(pseudonyms, 'account')} with`
  return [
    `${view.service.entityId} (${view.displayName})`,
    `  logins in the last ${LATELY_DAYS} days: ${of}`,
    `  pseudonyms: ${known} one there; they come back with the service, if it is restored or imported again`,
    ...(sharing === 0 ? [] : [`  ${count(sharing, 'other service')} with the same pseudonyms: not touched`]),
    '  logins under way there end with an error page; sessions of other services go on',
    '  the way back: servicekonto sp history, sp restore',
  ]
}
