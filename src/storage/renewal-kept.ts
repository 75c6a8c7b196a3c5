import { minutes, type Duration } from '../domain/instant.js'

/** How long a session store knows under which id a session was renewed: longer than any request takes. */
export const RENEWAL_KEPT: Duration = minutes(1)
