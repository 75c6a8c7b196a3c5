import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { Log } from '../../domain/ports/log.js'
import type { CallOut } from '../../domain/ports/outgoing.js'
import type { Random } from '../../domain/ports/random.js'
import type { SessionLimits } from '../../domain/session-limits.js'
import type { MethodId } from '../../domain/ids.js'
import type { OidcUpstream } from '../../domain/upstream.js'

/** What the method is made from. */
export interface OidcDeps {
  /** Base of every URL, without a slash at its end. */
  readonly publicUrl: string
  readonly clock: Clock
  readonly random: Random
  readonly digest: KeyedDigest
  readonly log: Log
  readonly callOut: CallOut
  readonly sessionLimits: SessionLimits
  /** The secret of the broker as a client of this issuer, or its private key in PEM; null: it cannot be opened. */
  readonly secretOf: (upstream: OidcUpstream) => string | null
  /** Whether the broker's own probe finds the upstream working (RULES: Operators 8). */
  readonly isUp: (name: MethodId) => boolean
}

/** Where an issuer leads back to (CONTRACT: HTTP). */
export const callbackUrl = ({ publicUrl }: Pick<OidcDeps, 'publicUrl'>, name: MethodId): string =>
  `${publicUrl}/oidc/upstream/${name}/callback`
