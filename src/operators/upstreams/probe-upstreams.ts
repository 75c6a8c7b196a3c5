import { setTimeout as sleep } from 'node:timers/promises'
import { seconds, type Duration } from '../../domain/instant.js'
import { OutgoingError } from '../../domain/outgoing-error.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { CallOut } from '../../domain/ports/outgoing.js'
import type { UpstreamStore } from '../../domain/ports/upstream-store.js'
import type { StoredUpstream, Upstream, UpstreamHealth } from '../../domain/upstream.js'

export interface ProbeDeps {
  readonly upstreams: Pick<UpstreamStore, 'readSince' | 'noteHealth'>
  readonly callOut: CallOut
  readonly clock: Clock
  /** Told of one that went down or came up, after it was noted. */
  readonly changed: (upstream: Upstream, health: UpstreamHealth) => void
  /** The pause before a second look at one that has just failed. */
  readonly secondLook?: Duration
}

/** Failures in a row that make an upstream count as down (RULES: Operators 8). */
const DOWN_AFTER = 2
const SECOND_LOOK: Duration = 500
/** All of an answer; one that comes later is none. */
const WITHIN: Duration = seconds(2)
const LARGEST = 64 * 1024

/** Whether the address of an upstream answers: null, or why not. */
type Answered = string | null

/**
 * The broker's own probe of the upstreams, the only thing that says of one that it is down: a citizen's failure never
 * counts. Who fails once is looked at again at once, so that pages say so within 5 s.
 */
export function createProbe(deps: ProbeDeps): (signal: AbortSignal) => Promise<void> {
  let known: { readonly revision: number; readonly stored: readonly StoredUpstream[] } | null = null
  return async (signal) => {
    known = (await deps.upstreams.readSince(known?.revision ?? null)) ?? known
    const probed = (known?.stored ?? []).filter(({ upstream }) => upstream.settings.healthUrl !== null)
    await Promise.all(probed.map((each) => probe(each, deps, signal)))
  }
}

async function probe({ upstream, health }: StoredUpstream, deps: ProbeDeps, signal: AbortSignal): Promise<void> {
  const { healthUrl } = upstream.settings
  if (healthUrl === null) return
  const first = await asked(healthUrl, deps)
  const seen = next(health, first, deps)
  const isNews = first !== null && health.isUp && seen.isUp
  if (!isNews) return note(upstream, health, seen, deps)
  await note(upstream, health, seen, deps)
  await sleep(deps.secondLook ?? SECOND_LOOK)
  if (signal.aborted) return
  await note(upstream, seen, next(seen, await asked(healthUrl, deps), deps), deps)
}

/** The health after one more look. */
function next(before: UpstreamHealth, fault: Answered, { clock }: ProbeDeps): UpstreamHealth {
  if (fault === null) {
    const since = before.isUp ? before.since : clock.now()
    return { isUp: true, failures: 0, since, detail: null }
  }
  const failures = Math.min(before.failures + 1, DOWN_AFTER)
  // check: one-failure-takes-no-upstream-away
  const isUp = before.isUp && failures < DOWN_AFTER
  return {
    isUp,
    failures,
    since: isUp === before.isUp ? before.since : clock.now(),
    detail: before.isUp ? fault : before.detail,
  }
}

async function note(upstream: Upstream, before: UpstreamHealth, after: UpstreamHealth, deps: ProbeDeps): Promise<void> {
  if (before.failures === after.failures && before.isUp === after.isUp) return
  await deps.upstreams.noteHealth(upstream, after)
  if (before.isUp !== after.isUp) deps.changed(upstream, after)
}

async function asked(url: string, { callOut }: ProbeDeps): Promise<Answered> {
  try {
    const call = { url, headers: { accept: '*/*' }, within: WITHIN, maxBytes: LARGEST, redirects: 3 }
    const { status } = await callOut({ ...call, wants: () => false })
    // check: an-upstream-is-up-by-a-good-answer-alone
    return status >= 200 && status < 300 ? null : `status ${status}`
  } catch (error) {
    if (error instanceof OutgoingError) return error.rule
    throw error
  }
}
