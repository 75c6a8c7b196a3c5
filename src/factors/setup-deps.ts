import { z } from 'zod'
import type { Clock } from '../domain/ports/clock.js'
import type { EndSessions } from '../domain/use-cases.js'
import { minutes } from '../domain/instant.js'
import type { AtAccount } from './second-factor-setup.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { SessionPorts } from '../sessions/session-ports.js'
import type { FactorDeps } from './factor-deps.js'

export interface SetupDeps extends FactorDeps, Pick<SessionPorts, 'sessions' | 'sessionLimits'> {
  /** What the password is good for without a second factor. */
  readonly levelAlone: TrustLevel
  readonly clock: Clock
  readonly endSessions: EndSessions
  /** As apps and authenticators name the place. */
  readonly siteName: string
  readonly offered: { readonly totp: boolean; readonly passkey: boolean }
}

/** How long a page of a set-up may stay open. */
const DRAFT_HOLDS = minutes(15)

// check: a-set-up-is-of-its-session
// check: a-set-up-is-of-its-account
const place = ({ account, session }: AtAccount, what: string): string => `${what} of ${account.id} in ${session.id}`

/** What a page carries to its next form: sealed, bound to account and session, for a while. */
export const sealDraft = (at: AtAccount, what: string, content: object, { pages, clock }: SetupDeps): string =>
  pages.seal(place(at, what), JSON.stringify({ content, until: clock.now() + DRAFT_HOLDS }))

/** Null for a draft that is too old, of another session, or none. */
export function openDraft<T>(
  at: AtAccount,
  what: string,
  shape: z.ZodType<T>,
  draft: string,
  { pages, clock }: SetupDeps,
): T | null {
  const text = pages.open(place(at, what), draft)
  if (text === null) return null
  const { content, until } = z.strictObject({ content: shape, until: z.number() }).parse(JSON.parse(text))
  // check: a-set-up-ends
  return clock.now() < until ? content : null
}
