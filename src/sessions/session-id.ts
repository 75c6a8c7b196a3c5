import { sessionId, type SessionId } from '../domain/ids.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'

/** Stores keep digests of cookie secrets: who reads the store cannot take over a browser. */
export const sessionIdOf = (digest: KeyedDigest, secret: string): SessionId =>
  // check: stores-keep-digests-of-session-cookies
  sessionId(digest.digest('session-cookie', secret))
