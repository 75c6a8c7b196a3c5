import type { Draft, DraftContent } from '../../domain/draft.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import { usernameKey } from '../../domain/username.js'
import { operatorNamed } from '../actor.js'
import { mayDo, type Right } from '../rights.js'

/** What it takes to propose a change of a kind, and to decide on it. */
export const NEEDED_FOR: Readonly<Record<DraftContent['kind'], Right>> = {
  services: 'services',
  key: 'keys',
  pseudonyms: 'pseudonyms',
  operator: 'operators',
  upstream: 'upstreams',
}

/**
 * Whether whoever proposed it may still do so (RULES: Operators 4): of an operator who was disabled meanwhile, nobody knows
 * who was at work. Of those at the command line the operating system knows.
 */
export async function authorStands(
  { author, content }: Pick<Draft, 'author' | 'content'>,
  operators: Pick<OperatorStore, 'findByUsername'>,
): Promise<boolean> {
  const name = operatorNamed(author)
  if (name === null) return true
  const operator = await operators.findByUsername(usernameKey(name))
  return operator !== null && mayDo(operator, NEEDED_FOR[content.kind])
}
