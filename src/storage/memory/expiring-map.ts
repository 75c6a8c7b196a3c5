import { BrokerError } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'

/** What every in-process ephemeral store is made with. */
interface ExpiringMapOptions<Value> {
  readonly clock: Clock
  /** For the log, when it is full. */
  readonly name: string
  /** How many entries it holds at most. */
  readonly capacity?: number
  readonly forgetFrom?: ForgetFrom<Value>
}

/**
 * Kinds of entries that make room for a new one where the map is full: from when on one of the kind may, or null. The
 * first kind first, and of a kind the one that nobody has changed for the longest time. What is of none stays.
 */
export type ForgetFrom<Value> = readonly ((value: Value) => Instant | null)[]

/** Values that vanish at their time. They come back equal but not identical: nobody can change what is stored. */
export interface ExpiringMap<Value> {
  get(key: string): Value | null
  /** When the value vanishes; null if there is none. */
  expiryOf(key: string): Instant | null
  /**
   * Sets the value until `until`. Throws `BrokerError('unavailable')` for a new key when the map is full of entries
   * that may not be forgotten: that would undo a replay check, a rate limit, a session or what somebody has proved.
   */
  set(key: string, value: Value, until: Instant): void
  delete(key: string): boolean
  /** The keys of the live values that `fits` is true for. */
  keysWhere(fits: (value: Value) => boolean): readonly string[]
  /** How many entries are held, expired ones included. */
  size(): number
  /** Throws out what has expired, though nobody asks for it. */
  sweep(): void
}

interface Entry<Value> {
  readonly value: Value
  readonly until: Instant
}

const CAPACITY = 200_000

/** At `until` a value is gone; the clock decides, never the timer. */
export function createExpiringMap<Value>(options: ExpiringMapOptions<Value>): ExpiringMap<Value> {
  const { clock, name, capacity = CAPACITY, forgetFrom = [] } = options
  const { held, put, drop, oldestToForget } = createShelf(forgetFrom)
  let sweptAt = clock.now()

  const live = (key: string): Entry<Value> | null => {
    const entry = held.get(key)
    if (!entry) return null
    // check: stored-values-end
    if (entry.until > clock.now()) return entry
    drop(key)
    return null
  }
  const sweep = (): void => {
    sweptAt = clock.now()
    for (const [key, { until }] of held) if (until <= sweptAt) drop(key)
  }
  const makeRoom = (): void => {
    // Not at every attempt: a sweep reads everything, and whoever fills the map shall not gain that too.
    if (held.size >= capacity && clock.now() - sweptAt >= seconds(1)) sweep()
    if (held.size >= capacity) drop(oldestToForget(clock.now()))
    // check: a-full-store-forgets-nothing
    if (held.size >= capacity) throw new BrokerError('unavailable', `${name}: ${capacity} entries are held, it is full`)
  }
  return {
    get(key) {
      const entry = live(key)
      // check: stored-values-cannot-be-changed-from-outside
      return entry ? structuredClone(entry.value) : null
    },
    expiryOf: (key) => live(key)?.until ?? null,
    set(key, value, until) {
      if (!held.has(key)) makeRoom()
      put(key, { value: structuredClone(value), until })
    },
    delete: (key) => live(key) !== null && drop(key),
    keysWhere: (fits) =>
      [...held].filter(([, { value, until }]) => until > clock.now() && fits(value)).map(([key]) => key),
    size: () => held.size,
    sweep,
  }
}

/** The entries, and of each kind that may be forgotten, in the order in which they were set, from when on. */
function createShelf<Value>(forgetFrom: ForgetFrom<Value>) {
  const held = new Map<string, Entry<Value>>()
  const dispensable = forgetFrom.map((from) => ({ from, keys: new Map<string, Instant>() }))
  const keep = (key: string): void => {
    for (const { keys } of dispensable) keys.delete(key)
  }
  return {
    held,
    put: (key: string, entry: Entry<Value>): void => {
      held.set(key, entry)
      keep(key)
      for (const { from, keys } of dispensable) {
        const at = from(entry.value)
        if (at !== null) keys.set(key, at)
      }
    },
    drop: (key: string | null): boolean => {
      if (key === null) return false
      keep(key)
      return held.delete(key)
    },
    oldestToForget: (now: Instant): string | null => {
      for (const { keys } of dispensable) {
        const [first] = keys
        if (first && first[1] <= now) return first[0]
      }
      return null
    },
  }
}

/**
 * Runs `work` in one go, before anything else of this process gets its turn: that is all the atomicity that an
 * in-process store needs. What it throws becomes a rejection, as with a store that has to be asked.
 */
export const atOnce = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()))
