/** What goes on although nobody waits for it: a broker that ends lets it come to its end before it closes its stores. */
export interface UnderWay {
  add(work: Promise<unknown>): void
  /** Ends when nothing is under way; never rejects: whoever waits for the work hears of its fault. */
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
