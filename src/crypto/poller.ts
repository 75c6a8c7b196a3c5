import type { Duration } from '../domain/instant.js'

/** Keeps something in memory in step with a store: how every running instance follows a change within 5 s. */
export interface Poller {
  /** Refreshes once, throwing what that throws; then again and again in the background. */
  start(): Promise<void>
  /** Refreshes now, after any refresh under way; throws what it throws. */
  refresh(): Promise<void>
  /**
   * Resolves if the last refresh went well, or another one does now; else throws what that throws: what is known here
   * may be of yesterday.
   */
  inStep(): Promise<void>
  /** Ends the polling and waits for the refresh under way. */
  stop(): Promise<void>
}

/** A failing poll is told to `onError`, and the next one comes as usual. The timer keeps no process alive. */
export function createPoller(options: {
  /** `Infinity`: only when it is asked to. */
  readonly every: Duration
  readonly refresh: () => Promise<void>
  readonly onError: (error: unknown) => void
}): Poller {
  let last: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let running = false
  let outcome: Promise<void> = Promise.resolve()

  const refresh = (): Promise<void> => {
    const next = last.then(options.refresh)
    // The outcome is that of the last one which has ended: one that is under way says nothing yet.
    last = next.catch(() => undefined).finally(() => void (outcome = next))
    return next
  }
  const schedule = (): void => {
    if (options.every !== Infinity) timer = setTimeout(() => void poll(), options.every).unref()
  }
  const poll = async (): Promise<void> => {
    await refresh().catch(options.onError)
    if (running) schedule()
  }
  return {
    async start() {
      await refresh()
      if (running) return
      running = true
      schedule()
    },
    refresh,
    inStep: () => outcome.catch(refresh),
    async stop() {
      running = false
      if (timer) clearTimeout(timer)
      await last
    },
  }
}
