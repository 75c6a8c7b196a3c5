/** Work that goes on although nobody waits for it. A broker that ends lets it finish before it closes its stores. */
export interface UnderWay {
  add(work: Promise<unknown>): void
  /** Resolves when no work is under way. It never rejects: whoever waits for the work itself hears of its fault. */
  ended(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const open = new Set<Promise<unknown>>()
  return {
    add(work) {
      const quiet: Promise<unknown> = work.catch(() => undefined).finally(() => open.delete(quiet))
      open.add(quiet)
    },
    async ended() {
      while (open.size > 0) await Promise.all(open)
    },
  }
}
