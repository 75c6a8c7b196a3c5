import { minutes } from './instant.js'

/** How old a request may be by its IssueInstant (CONTRACT: An SP as imported). Its ID is kept for longer: `login/begin.ts`. */
export const OLDEST_REQUEST = minutes(5)

/** How far ahead of ours the clock of a service may be. */
export const REQUEST_AHEAD = minutes(3)
