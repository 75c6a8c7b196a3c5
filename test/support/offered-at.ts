import type { LoginFacts } from '../../src/login/facts.js'
import { methodOffers } from '../../src/login/offered-methods.js'
import type { FlowWorld } from './flow-world.js'

/** The methods that are offered at this point of a login. */
export const offeredAt = (facts: LoginFacts, world: FlowWorld): readonly string[] =>
  methodOffers(facts, world.ports).flatMap(({ method, notOffered }) => (notOffered === null ? [method.id] : []))
