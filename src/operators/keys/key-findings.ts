import { days, type Duration, type Instant } from '../../domain/instant.js'
import { sameRole } from '../../domain/key-state.js'
import type { KeyInfo } from '../../domain/ports/signing-keys.js'
import { finding, type KeyFinding } from '../findings.js'

/**
 * What a key is judged by: the other keys, the time, for how long services may keep the broker's metadata
 * (metadata.validForDays), and for how long a successor is announced before a key may go (keys.announceDays).
 */
export interface KeyHouse {
  readonly keys: readonly KeyInfo[]
  readonly now: Instant
  readonly validFor: Duration
  readonly announceFor: Duration
}

/** An answer lives five minutes and a session twelve hours: a day later nobody needs the key that signed them. */
const SIGNED_LIVES_FOR: Duration = days(1)
/** Time to make and announce a successor before services that look at dates refuse the certificate. */
const NOTICE: Duration = days(30)

/** At most one warning about a key (what is wrong with it) and one note (what is to be done with it, and when). */
export const keyFindings = (key: KeyInfo, house: KeyHouse): readonly KeyFinding[] => [
  ...expiry(key, house),
  ...STEPS[key.state](key, house),
]

/**
 * What may go wrong if a key is activated now. An encryption key may be activated at any time, because the previous one
 * still decrypts.
 */
export function earlyActivation(key: KeyInfo, { keys, now, validFor }: KeyHouse): readonly KeyFinding[] {
  // check: an-early-activation-is-warned-of
  if (key.use === 'encryption' || key.state !== 'next' || now >= key.createdAt + validFor) return []
  const former = keys.find((each) => each.state === 'active' && sameRole(each, key))?.id ?? null
  return [finding('key-activated-early', { key: key.id, announced: now - key.createdAt, kept: validFor, former })]
}

/** A successor that is too new for the key to go, and the time at which it is known for long enough. */
export interface Wait {
  readonly successor: string
  readonly announced: Duration
  readonly wanted: Duration
  readonly ready: Instant
}

/**
 * The successor that a key has to wait for before it retires, or null. A service that has not read of the successor
 * could check no answer any more. A key that was never used may go at once.
 */
export function successorToWaitFor(key: KeyInfo, { keys, now, announceFor }: KeyHouse): Wait | null {
  const successor = successorOf(key, keys)
  if (!successor) return null
  const since = announcedSince(successor)
  if (now >= since + announceFor) return null
  return { successor: successor.id, announced: now - since, wanted: announceFor, ready: since + announceFor }
}

/**
 * The active key that takes over: the one of the same family, else the one of the same use that has been announced
 * longest.
 */
function successorOf(key: KeyInfo, keys: readonly KeyInfo[]): KeyInfo | undefined {
  if (key.state !== 'active' && key.state !== 'previous') return undefined
  const active = keys.filter((each) => each.id !== key.id && each.use === key.use && each.state === 'active')
  const [longest] = active.toSorted((one, other) => announcedSince(one) - announcedSince(other))
  return active.find((each) => sameRole(each, key)) ?? longest
}

/**
 * The time since which the metadata announces a key: a signing key from when it was made, an encryption key from its
 * activation (`isAnnounced`).
 */
const announcedSince = ({ use, createdAt, activatedAt }: KeyInfo): Instant =>
  use === 'signing' ? createdAt : (activatedAt ?? createdAt)

function expiry({ state, notAfter }: KeyInfo, { now, validFor }: KeyHouse): readonly KeyFinding[] {
  if (state === 'retired' || notAfter - now > validFor + NOTICE) return []
  if (notAfter <= now) return [finding('certificate-expired', { notAfter })]
  return [finding('certificate-expiring', { left: notAfter - now })]
}

const STEPS: Readonly<Record<KeyInfo['state'], (key: KeyInfo, house: KeyHouse) => readonly KeyFinding[]>> = {
  next({ id, use, createdAt }, { now, validFor }) {
    if (use === 'encryption') return [finding('key-decrypts-already', { key: id })]
    return [finding('key-to-activate', { key: id, from: unlessPast(createdAt + validFor, now) })]
  },
  active(key, { keys, now, validFor }) {
    const hasSuccessor = keys.some((each) => each.state === 'next' && sameRole(each, key))
    if (hasSuccessor || key.notAfter - now > validFor + NOTICE) return []
    return [finding('successor-to-make', { use: key.use, type: key.type })]
  },
  previous(key, { keys, now, validFor, announceFor }) {
    const { id, use } = key
    const unused = (key.stateSince ?? now) + (use === 'signing' ? SIGNED_LIVES_FOR : validFor)
    const successor = successorOf(key, keys)
    const end = successor ? Math.max(unused, announcedSince(successor) + announceFor) : unused
    return [finding('key-to-retire', { key: id, use, from: unlessPast(end, now) })]
  },
  retired: () => [],
}

const unlessPast = (instant: Instant, now: Instant): Instant | null => (now >= instant ? null : instant)
