/** Something that has to be closed. */
interface Closable {
  close(): Promise<void>
}

/** What follows the settings: it can be replaced as a whole while it is in use. */
export interface Renewable<Face extends Closable, Settings> {
  /** Returns the one in use. */
  readonly current: () => Face
  /**
   * Opens another one, puts it in place of the one before, and closes that. Throws what opening throws; then the one
   * before stays. If it is called during a renewal, one more renewal follows.
   */
  renew(settings: Settings): Promise<void>
  /** Closes the one in use, after a renewal that has begun. */
  close(): Promise<void>
}

/** Opens the first one. Throws what `open` throws. */
export async function openRenewable<Face extends Closable, Settings>(
  open: (settings: Settings) => Promise<Face>,
  first: Settings,
): Promise<Renewable<Face, Settings>> {
  let current = await open(first)
  let last: Promise<void> = Promise.resolve()
  const replace = async (settings: Settings): Promise<void> => {
    const before = current
    current = await open(settings)
    await before.close()
  }
  return {
    current: () => current,
    renew(settings) {
      const done = last.then(() => replace(settings))
      last = done.catch(() => undefined)
      return done
    },
    async close() {
      await last
      await current.close()
    },
  }
}
