import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { seconds, type Duration } from '../../domain/instant.js'
import { type Door, OPEN_DOOR } from './door.js'
import { createPace, type Pace } from './pace.js'

/** Requests in work at once. More would not be done sooner, as they share one thread. */
const IN_WORK = 24

/** The same while connections stand at the door: work goes on, but its turns of the loop are short. */
const IN_WORK_BESIDE_THE_DOOR = 3

/** Whoever takes longer waits for somebody else, such as an eID server, and lets the next one begin. */
const WORKS_FOR: Duration = seconds(1)

export interface PlacesOptions {
  readonly pace?: Pace
  readonly door?: Door
  readonly inWork?: number
  readonly worksFor?: Duration
}

/** A request that was let in. */
export interface Guest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly work: () => void
  /** Its answer is finished, or its connection is gone. */
  readonly over: () => void
}

interface Entry extends Guest {
  /** When it was how far from its answer, at a door where nobody stood. */
  since: number
  place: number
  /** It waited for its turn, so the time until its answer tells the pace. */
  teaches: boolean
  state: 'waiting' | 'working' | 'long' | 'over'
  /** The end of its time of working. */
  timer?: NodeJS.Timeout
}

const letGo = new WeakMap<ServerResponse, () => void>()

/** A request that only waits from now on, as for a phone, lets the next one begin. */
export const waitAside = (response: ServerResponse): void => letGo.get(response)?.()

/** Those that are in work, and the line of those that wait for that. */
export class Places {
  readonly #pace: Pace
  readonly #door: Door
  readonly #inWork: number
  readonly #worksFor: Duration
  readonly #waiting = new Set<Entry>()
  readonly #connections = new WeakMap<Socket, Set<Entry>>()
  #working = 0
  #long = 0

  constructor({ pace = createPace(), door = OPEN_DOOR, inWork = IN_WORK, worksFor = WORKS_FOR }: PlacesOptions) {
    this.#pace = pace
    this.#door = door
    this.#inWork = inWork
    this.#worksFor = worksFor
    door.onClear(() => this.#goOn())
  }

  /** True if the next one need not wait. */
  isFree(): boolean {
    return this.#working < this.#room() && this.#waiting.size === 0
  }

  /** All that have not ended, whatever they wait for. */
  open(): number {
    return this.#working + this.#long + this.#waiting.size
  }

  /** How long the next one will probably take, from its arrival here to its answer. */
  expected(): Duration {
    return (this.#working + this.#waiting.size + 1) * this.#pace.perPlace()
  }

  /** Does the work, now or in its turn. The place ends with the answer or the connection, whatever becomes of the work. */
  take(guest: Guest): void {
    const entry: Entry = {
      ...guest,
      state: 'waiting',
      teaches: false,
      since: performance.now(),
      place: this.#working + this.#waiting.size + 1,
    }
    this.#endWithItsConnection(entry)
    // check: a-place-ends-with-its-answer
    entry.response.once('close', () => this.#end(entry))
    if (this.isFree()) this.#begin(entry)
    else this.#waiting.add(entry)
  }

  #room(): number {
    return this.#door.isBusy() ? Math.min(IN_WORK_BESIDE_THE_DOOR, this.#inWork) : this.#inWork
  }

  /** Nobody stands at the door any more. Until now little was in work on purpose, which says nothing of the pace. */
  #goOn(): void {
    let place = this.#working
    for (const entry of this.#waiting) Object.assign(entry, { since: performance.now(), place: (place += 1) })
    this.#next()
  }

  #begin(entry: Entry): void {
    entry.state = 'working'
    this.#working += 1
    entry.timer = setTimeout(() => this.#aside(entry), this.#worksFor)
    letGo.set(entry.response, () => this.#aside(entry))
    entry.work()
  }

  #next(): void {
    for (const entry of this.#waiting) {
      if (this.#working >= this.#room()) return
      this.#waiting.delete(entry)
      if (!this.#door.isBusy()) entry.teaches = true
      this.#begin(entry)
    }
  }

  #aside(entry: Entry): void {
    if (entry.state !== 'working') return
    clearTimeout(entry.timer)
    entry.state = 'long'
    this.#working -= 1
    this.#long += 1
    this.#next()
  }

  #end(entry: Entry): void {
    const { state } = entry
    if (state === 'over') return
    entry.state = 'over'
    clearTimeout(entry.timer)
    entry.over()
    this.#connections.get(entry.request.socket)?.delete(entry)
    if (state === 'waiting') this.#waiting.delete(entry)
    if (state === 'long') this.#long -= 1
    if (state === 'working') this.#working -= 1
    const isAnswered = state === 'working' && entry.response.writableFinished
    if (entry.teaches && isAnswered) this.#pace.took(performance.now() - entry.since, entry.place)
    this.#next()
  }

  /** Of several requests in one pipeline, only the first hears of the end of its connection by its answer. */
  #endWithItsConnection(entry: Entry): void {
    const { socket } = entry.request
    const known = this.#connections.get(socket)
    const entries = known ?? new Set<Entry>()
    entries.add(entry)
    if (known) return
    this.#connections.set(socket, entries)
    // check: a-place-ends-with-its-connection
    socket.once('close', () => [...entries].forEach((each) => this.#end(each)))
  }
}
