import type { Operator } from '../domain/operator.js'

const BEFORE = 'operator:'

/** Who acts, for the audit log. */
export const actorOf = ({ username }: Pick<Operator, 'username'>): string => `${BEFORE}${username}`

/** The user name of an operator who acts; null: it is nobody who signs in, but somebody at the command line. */
export const operatorNamed = (actor: string): string | null =>
  actor.startsWith(BEFORE) ? actor.slice(BEFORE.length) : null
