import { hours, minutes } from '../../domain/instant.js'

/** How long an operator stays signed in: since the last action, and in all (CONTRACT: HTTP). */
export const OPERATOR_SESSION = { idle: minutes(15), age: hours(8) } as const
