import { minutes } from '../../domain/instant.js'
import { networkOf } from '../../domain/network-of.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { Log } from '../../domain/ports/log.js'
import type { Places } from '../../domain/ports/places.js'

export interface OpenSessionsDeps {
  readonly places: Places
  readonly digest: KeyedDigest
  readonly log: Log
  /** How many sessions may be unfinished at once. */
  readonly openSessions: number
  /** Counts whether a session that was wanted was opened. */
  readonly counted: (outcome: EidSessionOutcome) => void
}

export const EID_SESSION_OUTCOMES = ['opened', 'address-full', 'all-full'] as const

export type EidSessionOutcome = (typeof EID_SESSION_OUTCOMES)[number]

/** The limit of one address (CONTRACT: 30 per address). */
const MOST_OF_ADDRESS = 30
/** Longer than anybody takes for a card; about as long as an eID server keeps a session that nobody finishes. */
const SESSION_LASTS = minutes(10)

/** The group of all unfinished sessions. */
export const ALL_SESSIONS = 'eid sessions'

/**
 * Takes a place for one more unfinished session at the eID server. It is limited because a login costs nothing and
 * anybody can begin one. False: this address (IPv6: its /64), or all together, have enough of them.
 */
export async function takePlace(id: string, address: string, deps: OpenSessionsDeps): Promise<boolean> {
  const { places, digest, log, openSessions, counted } = deps
  // check: an-ipv6-network-is-one-address
  const ofAddress = `eid sessions of ${digest.digest('eid-sessions-address', networkOf(address))}`
  const full = await places.take(placeOf(id), SESSION_LASTS, [
    // check: an-address-has-its-own-limit
    { name: ofAddress, most: MOST_OF_ADDRESS },
    // check: all-addresses-have-one-limit
    { name: ALL_SESSIONS, most: openSessions },
  ])
  if (full === null) return true
  const outcome = full === ALL_SESSIONS ? 'all-full' : 'address-full'
  counted(outcome)
  if (outcome === 'all-full') log.warn('eid.sessions-full', { count: openSessions })
  else log.info('eid.address-full', { count: MOST_OF_ADDRESS })
  return false
}

/** Gives the place back: the session has ended, or none was opened. */
export const giveBackPlace = (id: string, { places }: Pick<OpenSessionsDeps, 'places'>): Promise<void> =>
  places.giveBack(placeOf(id))

const placeOf = (id: string): string => `eid session ${id}`
