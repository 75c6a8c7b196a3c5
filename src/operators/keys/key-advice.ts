import { days, type Duration, type Instant } from '../../domain/instant.js'
import { sameRole } from '../../domain/key-state.js'
import type { KeyInfo } from '../../domain/ports/signing-keys.js'

/**
 * The other keys, the time, for how long services may keep the broker's metadata (metadata.validForDays), and how long
 * a successor is announced before a key may go (keys.announceDays).
 */
export interface KeyHouse {
  readonly keys: readonly KeyInfo[]
  readonly now: Instant
  readonly validFor: Duration
  readonly announceFor: Duration
}

/** What an operator should know of a key: what is wrong, and what is to be done when. */
export interface KeyAdvice {
  readonly warning: string | null
  readonly advice: string | null
}

/** An answer lives five minutes and a session twelve hours: a day later nobody needs the key that signed them. */
const SIGNED_LIVES_FOR: Duration = days(1)
/** Time to make and announce a successor before services that look at dates refuse the certificate. */
const NOTICE: Duration = days(30)

export function keyAdvice(key: KeyInfo, house: KeyHouse): KeyAdvice {
  return { warning: expiry(key, house), advice: ADVICE[key.state](key, house) }
}

/**
 * Why a key should not be activated yet, or null. Encryption keys may be at any time: the previous one still decrypts.
 */
export function earlyActivation(key: KeyInfo, { keys, now, validFor }: KeyHouse): string | null {
  // check: an-early-activation-is-warned-of
  if (key.use === 'encryption' || key.state !== 'next' || now >= key.createdAt + validFor) return null
  const former = keys.find((each) => each.state === 'active' && sameRole(each, key))
  const back = former ? `; the way back: servicekonto keys activate ${former.id}` : ''
  return (
    `key ${key.id} has been announced for ${dayCount(now - key.createdAt)}, and partners may keep older metadata for ` +
    `${dayCount(validFor)}: those that do refuse logins until they read it anew${back}`
  )
}

/**
 * Why a key should not retire yet, or null: whoever has not read of its successor could check no answer any more. One
 * that was never used leaves nobody behind.
 */
export function earlyRetirement(key: KeyInfo, { keys, now, announceFor }: KeyHouse): string | null {
  const successor = successorOf(key, keys)
  if (!successor || now >= announcedSince(successor) + announceFor) return null
  const ready = dayOf(announcedSince(successor) + announceFor)
  return (
    `its successor ${successor.id} has been announced for ${dayCount(now - announcedSince(successor))} of ` +
    `${dayCount(announceFor)} (keys.announceDays); wait until ${ready}, or, if the key was stolen, add --force`
  )
}

/** The active key that does its work: of its own family, else the one of the same use that is known longest. */
function successorOf(key: KeyInfo, keys: readonly KeyInfo[]): KeyInfo | undefined {
  if (key.state !== 'active' && key.state !== 'previous') return undefined
  const active = keys.filter((each) => each.id !== key.id && each.use === key.use && each.state === 'active')
  const [longest] = active.toSorted((one, other) => announcedSince(one) - announcedSince(other))
  return active.find((each) => sameRole(each, key)) ?? longest
}

/** A signing key is in the metadata from its making on, an encryption key from its activation (`isAnnounced`). */
const announcedSince = ({ use, createdAt, activatedAt }: KeyInfo): Instant =>
  use === 'signing' ? createdAt : (activatedAt ?? createdAt)

function expiry({ state, notAfter }: KeyInfo, { now, validFor }: KeyHouse): string | null {
  if (state === 'retired' || notAfter - now > validFor + NOTICE) return null
  const when = notAfter <= now ? `expired on ${dayOf(notAfter)}` : `expires in ${dayCount(notAfter - now)}`
  return `its certificate ${when}; some partners look at that date`
}

const ADVICE: Readonly<Record<KeyInfo['state'], (key: KeyInfo, house: KeyHouse) => string | null>> = {
  next(key, { now, validFor }) {
    const ready = key.createdAt + validFor
    if (key.use === 'encryption') return `decrypts already; to announce it: servicekonto keys activate ${key.id}`
    const when = now >= ready ? 'now' : `on ${dayOf(ready)}, when nobody may have older metadata any more`
    return `announced; to be activated ${when}: servicekonto keys activate ${key.id}`
  },
  active(key, house) {
    const { keys, now, validFor } = house
    const successor = keys.some((each) => each.state === 'next' && sameRole(each, key))
    if (successor || key.notAfter - now > validFor + NOTICE) return null
    return `make its successor: servicekonto keys generate --use ${key.use} --type ${key.type}`
  },
  previous(key, { keys, now, validFor, announceFor }) {
    const unused = (key.stateSince ?? now) + (key.use === 'signing' ? SIGNED_LIVES_FOR : validFor)
    const successor = successorOf(key, keys)
    const end = successor ? Math.max(unused, announcedSince(successor) + announceFor) : unused
    const does = key.use === 'signing' ? 'announced, signs no more' : 'decrypts, announced no more'
    const when = now >= end ? 'now' : `from ${dayOf(end)}`
    return `${does}; to be retired ${when}: servicekonto keys retire ${key.id}`
  },
  retired: () => null,
}

const dayOf = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10)

function dayCount(duration: Duration): string {
  const count = Math.max(0, Math.floor(duration / days(1)))
  return `${count} day${count === 1 ? '' : 's'}`
}
