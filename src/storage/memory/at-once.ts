/**
 * Runs `work` in one go, before anything else of this process gets its turn: that is all the atomicity that an
 * in-process store needs. What it throws becomes a rejection, as with a store that has to be asked.
 */
export const atOnce = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()))
