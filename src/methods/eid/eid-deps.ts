import type { Usability } from '../../login/kit/authenticator.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Random } from '../../domain/ports/random.js'
import type { ResultDeps } from './fetch-result.js'
import type { OpenSessionsDeps } from './open-sessions.js'
import type { PreSharedKey } from './messages/requests.js'

/** What the eID method is made from. */
export interface EidDeps extends ResultDeps, OpenSessionsDeps {
  readonly publicUrl: string
  /** The addresses at which the eID client listens: on the same computer, and on phones (null: not offered). */
  readonly clientUrl: string
  readonly phoneClientUrl: string | null
  readonly links: { readonly install: string; readonly pin: string }
  /** The address at which eID clients find the eID server if it does not tell one itself. */
  readonly serverAddress: string | null
  readonly minimumAge: number
  /** Makes a key for the channel; null: the eID server makes it. */
  readonly newPsk: (() => PreSharedKey) | null
  readonly usable: () => Usability
  readonly random: Random
  /** Counts the sessions that a login opens at the eID server. */
  readonly attempts: Pick<AttemptCounter, 'add'>
}
